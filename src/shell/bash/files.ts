import type { FileContent, FsStat, IFileSystem } from 'just-bash/browser';
import type { Place } from '../../world/world.ts';
import { binary, decoded, utf8 } from '../../wire/utf8.ts';
import { FileError, NO_ENTRY, type Entry, type Tree } from '../files/entry.ts';
import { childOf, nameOf, parentOf, resolvePath } from '../files/path.ts';
import {
  find,
  listDirectory,
  lookup,
  makeDirectory,
  makeLink,
  readText,
  remove,
  setMode,
  treeAt,
  writeText,
} from '../files/tree.ts';
import type { Session } from '../session.ts';
import type { Sockets } from './sockets.ts';

// The library wants a time for every file; the tools that print one are ours.
// oxlint-disable-next-line no-restricted-globals
const EPOCH = new Date(0);

const CODES: Readonly<Record<string, string>> = {
  [NO_ENTRY]: 'ENOENT',
  'Not a directory': 'ENOTDIR',
  'Is a directory': 'EISDIR',
  'Read-only file system': 'EROFS',
  'Permission denied': 'EACCES',
  'Invalid argument': 'EINVAL',
  'File exists': 'EEXIST',
  'Directory not empty': 'ENOTEMPTY',
  'Operation not permitted': 'EPERM',
};

/** Does something to files; the errors get the form in which the library knows them: `ENOENT: …`. */
function guarded<T>(path: string, action: () => T): Promise<T> {
  try {
    return Promise.resolve(action());
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const code = CODES[error.message] ?? 'EIO';
    return Promise.reject(new Error(`${code}: ${error.message.toLowerCase()}, open '${path}'`));
  }
}

function statOf(entry: Entry): FsStat {
  const size = entry.kind === 'file' ? (entry.size ?? utf8(entry.read()).length) : 4096;
  return {
    isFile: entry.kind === 'file',
    isDirectory: entry.kind === 'directory',
    isSymbolicLink: entry.kind === 'link',
    mode: entry.kind === 'link' ? 0o777 : entry.mode,
    size,
    mtime: EPOCH,
  };
}

const textOf = (content: FileContent, encoding: unknown): string => {
  if (typeof content !== 'string') return decoded(binary(content));
  const name =
    typeof encoding === 'object' && encoding !== null ? (encoding as { encoding?: string }).encoding : encoding;
  return name === 'binary' || name === 'latin1' ? decoded(content) : content;
};

/** What the file system of a line must know. */
export interface FileOptions {
  readonly session: Session;
  readonly place: Place;
  readonly namespace: string | undefined;
  /** Whether the library shall find a command of that name in /usr/bin. */
  readonly isCommand: (name: string) => boolean;
  /**
   * Why a redirection's target cannot be opened. The library looks at a target before it opens it and makes an error of a
   * failing look; an error of the opening itself would end the whole line.
   */
  readonly unopenable: (path: string) => string | undefined;
  /** Hears of a setting that does not take what is written to it; as an error it would end the whole line. */
  readonly refused: (path: string, reason: string) => void;
  /** Hears of so many characters that files are to hold from now on, and throws where they are too many. */
  readonly grow: (characters: number) => void;
  /** Hears of each look at a file or folder, and throws where they are too many. */
  readonly look: () => void;
  /** Files that are connections. */
  readonly sockets: Sockets;
}

/** Where programs are. */
const PROGRAM = /^(\/usr)?\/s?bin\/[^/]+$/;
const COMMAND = /^(\/usr)?\/bin\/[^/]+$/;

/** The file system of a place for the bash library. The world stays the only state: every reading and writing goes there. */
export function filesFor({
  session,
  place,
  namespace,
  isCommand,
  unopenable,
  refused,
  grow,
  look,
  sockets,
}: FileOptions): IFileSystem {
  const tree = (): Tree => {
    look();
    return treeAt(session.world, place, namespace);
  };
  const change = (path: string, action: (tree: Tree) => void): Promise<void> =>
    guarded(path, () => session.update((world) => action(treeAt(world, place, namespace))));
  const write = (path: string, action: (tree: Tree) => void, text: string): Promise<void> => {
    if (sockets.exchange(path, text) !== undefined) return Promise.resolve();
    grow(text.length);
    const entry = find(tree(), path);
    if (entry?.kind !== 'file' || !entry.write) return change(path, action);
    return change(path, action).catch(() => refused(path, 'I/O error'));
  };
  const command = (path: string): boolean => COMMAND.test(path) && isCommand(nameOf(path));
  // The library would take a program of the image for a script, and a command's file in another folder for another one.
  const hidden = (path: string): boolean => {
    if (!PROGRAM.test(path) || command(path)) return false;
    const entry = find(tree(), path);
    return entry?.kind === 'file' && entry.read() === '';
  };
  const read = (path: string): string => {
    if (sockets.obstacle(path) !== undefined) throw new FileError(NO_ENTRY);
    return sockets.exchange(path, '') ?? readText(tree(), path);
  };
  const barred = (path: string): boolean => unopenable(path) !== undefined || sockets.obstacle(path) !== undefined;
  const statAt = (path: string, follow: boolean): Promise<FsStat> =>
    barred(path)
      ? Promise.reject(new Error(`EACCES: ${path}`))
      : command(path) || sockets.is(path)
        ? Promise.resolve({ ...statOf({ kind: 'file', mode: 0o755, read: () => '' }) })
        : guarded(path, () => {
            const found = lookup(tree(), path, { follow });
            // By it the library tells that what is moved onto a file is another one.
            return { ...statOf(found.entry), identity: found.path };
          });
  const copyAll = (t: Tree, from: string, to: string): void => {
    grow(sizeOf(t, from));
    copy(t, from, to);
  };
  return {
    readFile: (path) => guarded(path, () => read(path)),
    readFileBuffer: (path) => guarded(path, () => Uint8Array.from(utf8(read(path)))),
    writeFile: (path, content, options) => {
      const text = textOf(content, options);
      return write(path, (t) => overwrite(t, path, text), text);
    },
    appendFile: (path, content, options) => {
      const text = textOf(content, options);
      const append = (t: Tree): void => {
        const before = find(t, path);
        overwrite(t, path, (before?.kind === 'file' && !before.write ? before.read() : '') + text);
      };
      return write(path, append, text);
    },
    exists: async (path) =>
      barred(path) || command(path) || sockets.is(path) || (!hidden(path) && find(tree(), path) !== undefined),
    stat: (path) => statAt(path, true),
    // Lines that go to a link's directory look around there.
    lstat: (path) => statAt(path, /^\/sys\/class\/net\/[^/]+$/.test(path)),
    mkdir: (path, options) => change(path, (t) => makeDirectories(t, path, options?.recursive ?? false)),
    readdir: (path) => guarded(path, () => listDirectory(tree(), path)),
    rm: (path, options) =>
      change(path, (t) => {
        if (options?.force && !find(t, path, { follow: false })) return;
        remove(t, path, { recursive: options?.recursive ?? false });
      }),
    cp: (from, to) => change(from, (t) => copyAll(t, from, to)),
    mv: (from, to) =>
      change(from, (t) => {
        copy(t, from, to);
        remove(t, from, { recursive: true });
      }),
    resolvePath,
    getAllPaths: () => [],
    chmod: (path, mode) => change(path, (t) => setMode(t, path, mode)),
    symlink: (target, path) => change(path, (t) => makeLink(t, target, path)),
    link: (from, to) =>
      change(to, (t) => {
        if (lookup(t, from).entry.kind === 'directory') throw new FileError('hard link not allowed for directory');
        grow(sizeOf(t, from));
        writeText(t, to, readText(t, from));
      }),
    readlink: (path) =>
      guarded(path, () => {
        const { entry } = lookup(tree(), path, { follow: false });
        if (entry.kind !== 'link') throw new FileError('Invalid argument');
        return entry.target;
      }),
    realpath: (path) => guarded(path, () => lookup(tree(), path).path),
    utimes: async () => {},
  };
}

/** Opening a setting for writing empties nothing: it takes what is written then. */
function overwrite(tree: Tree, path: string, text: string): void {
  const entry = find(tree, path);
  if (text === '' && entry?.kind === 'file' && entry.write) return;
  writeText(tree, path, text);
}

function makeDirectories(tree: Tree, path: string, parents: boolean): void {
  if (!parents) return makeDirectory(tree, path);
  if (find(tree, path)?.kind === 'directory') return;
  if (path !== '/') makeDirectories(tree, parentOf(path), true);
  makeDirectory(tree, path);
}

function copy(tree: Tree, from: string, to: string): void {
  const { entry } = lookup(tree, from);
  if (entry.kind !== 'directory') {
    const isNew = find(tree, to) === undefined;
    writeText(tree, to, entry.kind === 'file' ? entry.read() : '');
    if (isNew && entry.kind === 'file' && entry.mode !== USUAL) setMode(tree, to, entry.mode);
    return;
  }
  makeDirectories(tree, to, true);
  for (const name of entry.names()) copy(tree, childOf(from, name), childOf(to, name));
}

/** The mode of a file that nobody changed. */
const USUAL = 0o644;

/** Characters of a file, or of all in a folder. */
function sizeOf(tree: Tree, path: string): number {
  const entry = find(tree, path);
  if (entry?.kind === 'file') return entry.size ?? entry.read().length;
  if (entry?.kind !== 'directory') return 0;
  return entry.names().reduce((sum, name) => sum + sizeOf(tree, childOf(path, name)), 0);
}
