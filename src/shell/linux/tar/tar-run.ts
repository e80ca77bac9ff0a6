import { permissions } from '../../files/mode.ts';
import { FileError } from '../../files/entry.ts';
import { archived, unpack } from '../../files/archiving.ts';
import { nameOf, resolvePath } from '../../files/path.ts';
import { find, obstacle, readText, treeAt, writeText } from '../../files/tree.ts';
import { modeOf, readTar, writeTar, type ArchiveEntry } from '../../files/tar.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';

/** GNU tar's code for an error that ends it. */
const FATAL = 2;

interface Asked {
  readonly does: 'c' | 't' | 'x';
  readonly file: string;
  readonly folder: string;
  readonly verbose: boolean;
  readonly toStdout: boolean;
  readonly names: readonly string[];
}

const fatal = (text: string, more = 'Error is not recoverable: exiting now'): ToolError =>
  new ToolError(`tar: ${text}\ntar: ${more}\n`, FATAL);

/** `tar tf X`, `tar -t -f X`, `tar -xzf X -C FOLDER NAME`: letters of one word may take the words that follow. */
function asked({ argv }: Call): Asked {
  const found = { file: '-', folder: '.', letters: '', names: [] as string[] };
  const words = argv.slice(1);
  const takes = (letter: string, rest: string): string => (rest !== '' ? rest : (words.shift() ?? missing(letter)));
  const letters = (text: string, old: boolean): void => {
    for (let i = 0; i < text.length; i++) {
      const letter = text[i] ?? '';
      if (letter !== 'f' && letter !== 'C') {
        if (!/[ctxvzjJOpma]/.test(letter))
          throw new ToolError(
            `tar: invalid option -- '${letter}'\nTry 'tar --help' or 'tar --usage' for more information.\n`,
            64,
          );
        found.letters += letter;
        continue;
      }
      const value = takes(letter, old ? '' : text.slice(i + 1));
      if (letter === 'f') found.file = value;
      else found.folder = value;
      if (!old) return;
    }
  };
  const first = words[0];
  if (first !== undefined && !first.startsWith('-')) letters(words.shift() ?? '', true);
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, long, value] = /^--([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    if (long === 'file') found.file = value ?? takes('f', '');
    else if (long === 'directory') found.folder = value ?? takes('C', '');
    else if (long === 'list' || long === 'create' || long === 'extract')
      found.letters += { list: 't', create: 'c', extract: 'x' }[long];
    else if (long === 'to-stdout') found.letters += 'O';
    else if (word.startsWith('-') && word !== '-') letters(word.slice(1), false);
    else found.names.push(word);
  }
  const does = /[ctx]/.exec(found.letters)?.[0] as Asked['does'] | undefined;
  if (!does)
    throw new ToolError(
      "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n",
      FATAL,
    );
  return {
    does,
    file: found.file,
    folder: found.folder,
    names: found.names,
    verbose: found.letters.includes('v'),
    toStdout: found.letters.includes('O'),
  };
}

function missing(letter: string): never {
  throw new ToolError(
    `tar: option requires an argument -- '${letter}'\nTry 'tar --help' or 'tar --usage' for more information.\n`,
    64,
  );
}

export function runTar(call: Call): number {
  const wanted = asked(call);
  return wanted.does === 'c' ? create(call, wanted) : read(call, wanted);
}

const treeOf = (call: Call) => treeAt(call.world(), call.place, call.namespace);

function create(call: Call, { file, folder, names, verbose }: Asked): number {
  if (names.length === 0)
    throw new ToolError(
      "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n",
      FATAL,
    );
  const top = resolvePath(call.cwd, folder);
  const entries: ArchiveEntry[] = [];
  let failed = false;
  for (const name of names) {
    const path = resolvePath(top, name);
    if (!find(treeOf(call), path, { follow: false })) {
      call.err(`tar: ${name}: Cannot stat: No such file or directory\n`);
      failed = true;
      continue;
    }
    if (name.startsWith('/')) call.err("tar: Removing leading `/' from member names\n");
    entries.push(...archived(treeOf(call), path, name.replace(/^\/+/, '').replace(/(.)\/+$/, '$1')));
  }
  const listing = entries.map((entry) => `${shown(entry)}\n`).join('');
  const archive = writeTar(entries);
  if (file === '-') {
    call.out(archive);
    if (verbose) call.err(listing);
  } else {
    const path = resolvePath(call.cwd, file);
    const reason = obstacle(treeOf(call), path);
    if (reason !== undefined) throw fatal(`${file}: Cannot open: ${reason}`);
    call.update((world) => writeText(treeAt(world, call.place, call.namespace), path, archive));
    if (verbose) call.out(listing);
  }
  if (failed) call.err('tar: Exiting with failure status due to previous errors\n');
  return failed ? FATAL : 0;
}

const shown = ({ name, kind }: ArchiveEntry): string => (kind === 'directory' ? `${name}/` : name);

const TYPES = { file: '-', directory: 'd', link: 'l' } as const;

/** As `tar -tv` tells an entry; archives have no times here. */
function told(entry: ArchiveEntry): string {
  const { kind, text } = entry;
  const size = String(kind === 'file' ? text.length : 0);
  const target = kind === 'link' ? ` -> ${text}` : '';
  return `${TYPES[kind]}${permissions(modeOf(entry))} root/root ${size.padStart(9)} 1970-01-01 00:00 ${shown(entry)}${target}`;
}

function archiveText(call: Call, file: string): string {
  if (file === '-') return call.stdin;
  const path = resolvePath(call.cwd, file);
  const entry = find(treeOf(call), path);
  if (!entry) throw fatal(`${file}: Cannot open: No such file or directory`);
  if (entry.kind === 'directory') {
    call.err(`tar: ${file}: Cannot read: Is a directory\n`);
    throw fatal('At beginning of tape, quitting now');
  }
  return readText(treeOf(call), path);
}

function read(call: Call, { does, file, folder, names, verbose, toStdout }: Asked): number {
  const text = archiveText(call, file);
  const entries = readTar(text);
  if (!entries)
    throw fatal('This does not look like a tar archive', 'Exiting with failure status due to previous errors');
  const isNamed = ({ name }: ArchiveEntry): boolean =>
    names.length === 0 ||
    names.some((each) => name === each.replace(/\/+$/, '') || name.startsWith(`${each.replace(/\/+$/, '')}/`));
  const found = entries.filter(isNamed);
  const lacking = names.filter(
    (each) => !entries.some(({ name }) => `${name}/`.startsWith(`${each.replace(/\/+$/, '')}/`)),
  );
  const tell = does === 't' && verbose ? told : shown;
  if (does === 't' || (verbose && !toStdout)) call.out(found.map((entry) => `${tell(entry)}\n`).join(''));
  if (does === 'x' && toStdout) call.out(found.map((entry) => (entry.kind === 'file' ? entry.text : '')).join(''));
  else if (does === 'x') extract(call, folder, found);
  for (const name of lacking) call.err(`tar: ${name}: Not found in archive\n`);
  if (lacking.length > 0) call.err('tar: Exiting with failure status due to previous errors\n');
  return lacking.length > 0 ? FATAL : 0;
}

function extract(call: Call, folder: string, entries: readonly ArchiveEntry[]): void {
  const top = resolvePath(call.cwd, folder);
  if (find(treeOf(call), top)?.kind !== 'directory') throw fatal(`${folder}: Cannot open: No such file or directory`);
  try {
    call.update((world) => unpack(treeAt(world, call.place, call.namespace), top, entries));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ToolError(
      `tar: ${nameOf(top)}: Cannot open: ${error.message}\ntar: Exiting with failure status due to previous errors\n`,
      FATAL,
    );
  }
}
