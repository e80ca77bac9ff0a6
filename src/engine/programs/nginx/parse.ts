import { own } from '../../../kernel/own.ts';
import { DIRECTIVES, type Context, type Known } from './directives.table.ts';
import { ConfigError, wrongAt, type Spot } from './error.ts';
import { Tokens } from './tokens.ts';

/** A directive with its arguments, and what stands in its block. */
export interface Directive extends Spot {
  readonly name: string;
  readonly args: readonly string[];
  readonly block?: readonly Directive[];
}

/** How a configuration gets at its files. */
export interface ConfigFiles {
  readonly read: (path: string) => string | undefined;
  /** The paths that a pattern matches, in order. */
  readonly glob: (pattern: string) => readonly string[];
}

/** Called for each directive as it is read, a block's before what is in it; it throws ConfigError where something is wrong. */
export type Checks = (directive: Directive, context: Context, siblings: readonly Directive[]) => void;

const LARGEST = 20;
const FOLDER = '/etc/nginx';

/** Reads a configuration with all that it includes. Throws ConfigError, in the order in which nginx finds what is wrong. */
export function parseConfig(files: ConfigFiles, path: string, check: Checks): readonly Directive[] {
  const all: Directive[] = [];
  readFile(files, path, 'main', all, check, 0);
  return all;
}

function readFile(
  files: ConfigFiles,
  path: string,
  context: Context,
  into: Directive[],
  check: Checks,
  depth: number,
  by?: Spot,
): void {
  const text = files.read(path);
  if (text === undefined) {
    const where = by ? ` in ${by.file}:${by.line}` : '';
    throw new ConfigError(`open() "${path}" failed (2: No such file or directory)${where}`);
  }
  readBlock(files, new Tokens(path, text), context, into, check, depth, false);
}

/** Reads directives up to the end of the file, or of the block. */
function readBlock(
  files: ConfigFiles,
  tokens: Tokens,
  context: Context,
  into: Directive[],
  check: Checks,
  depth: number,
  inside: boolean,
): void {
  for (;;) {
    const first = tokens.next(false);
    if (first.kind === 'end') {
      if (inside) throw wrongAt('unexpected end of file, expecting "}"', tokens);
      return;
    }
    if (first.kind === '}') {
      if (!inside) throw wrongAt('unexpected "}"', tokens);
      return;
    }
    const words = [first.text];
    let end = tokens.next(true);
    for (; end.kind === 'word'; end = tokens.next(true)) words.push(end.text);
    const [name = '', ...args] = words;
    const spot = { file: tokens.file, line: tokens.line };
    const known = checked(name, args, end.kind === '{', context, spot, into);
    if (name === 'include') {
      include(files, args[0] ?? '', context, into, check, depth, spot);
      continue;
    }
    const directive: Directive = { name, args, ...spot };
    check(directive, context, into);
    if (known?.opens === undefined) {
      into.push(directive);
      continue;
    }
    const block: Directive[] = [];
    const opened: Directive = { ...directive, block };
    into.push(opened);
    readBlock(files, tokens, known.opens, block, check, depth, true);
    check({ ...opened, name: `/${name}`, file: tokens.file, line: tokens.line }, context, into);
  }
}

function include(
  files: ConfigFiles,
  pattern: string,
  context: Context,
  into: Directive[],
  check: Checks,
  depth: number,
  spot: Spot,
): void {
  if (depth >= LARGEST) throw wrongAt('too many nested includes', spot);
  const full = pattern.startsWith('/') ? pattern : `${FOLDER}/${pattern}`;
  const paths = /[*?[]/.test(full) ? files.glob(full) : [full];
  for (const path of paths) readFile(files, path, context, into, check, depth + 1, spot);
}

/** Whether a directive is known, may stand here, and has what it must have (ngx_conf_handler). In `types` and `map` any word is one. */
function checked(
  name: string,
  args: readonly string[],
  opens: boolean,
  context: Context,
  spot: Spot,
  siblings: readonly Directive[],
): Known | undefined {
  if ((context === 'types' || context === 'map') && name !== 'include') return undefined;
  const all = own(DIRECTIVES, name);
  if (!all) throw wrongAt(`unknown directive "${name}"`, spot);
  const known = all.find(({ contexts }) => contexts.includes(context));
  if (!known) throw wrongAt(`"${name}" directive is not allowed here`, spot);
  if (opens && !known.opens) throw wrongAt(`directive "${name}" is not terminated by ";"`, spot);
  if (!opens && known.opens) throw wrongAt(`directive "${name}" has no opening "{"`, spot);
  if (args.length < known.least || args.length > known.most)
    throw wrongAt(`invalid number of arguments in "${name}" directive`, spot);
  if (known.once && siblings.some((other) => other.name === name))
    throw wrongAt(`"${name}" directive is duplicate`, spot);
  return known;
}
