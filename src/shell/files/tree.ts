import { PROGRAM_TEXT } from '../../engine/images/hub.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';
import { baseEntry, baseNames } from './base.ts';
import {
  EXISTS,
  FileError,
  IS_DIRECTORY,
  NOT_DIRECTORY,
  NOT_EMPTY,
  NO_ENTRY,
  NO_PERMISSION,
  READ_ONLY,
  file,
  type DirectoryEntry,
  type Entry,
  type Tree,
} from './entry.ts';
import { devEntry } from './dev.ts';
import { generatedEntry, generatedNames } from './generated.ts';
import { childOf, nameOf, parentOf, resolvePath } from './path.ts';
import { copiedFrom, groundOf, mountNames, volumeFiles, type Ground } from './mounts.ts';
import { procEntry } from './proc.ts';
import { sysEntry } from './sys.ts';

const LINKS_AT_MOST = 20;

/** The file tree of a place. Throws where there is no such place, or its container does not run. */
export function treeAt(world: World, place: Place, namespace?: string): Tree {
  const location = locate(world, place);
  const own = namespace ?? location?.namespace;
  if (!location || own === undefined) throw new FileError(`no files at ${place}`);
  return { world, place, location, namespace: own };
}

/** A folder that the lab's machines have in common; the engines' sockets are there too. */
const SHARED = '/run/sock';

const isShared = ({ location }: Tree, path: string): boolean => !location.container && path.startsWith(`${SHARED}/`);

/** Where what was written to a path is kept: with the place, or with the lab. */
function recordOf(tree: Tree, path: string): Record<string, string> {
  if (tree.volume !== undefined) return volumeFiles(tree);
  const { location, world } = tree;
  if (isShared(tree, path)) return world.shared ?? {};
  return (location.container ?? location.machine).files;
}

/** The same, to be changed. */
function writableRecord(tree: Tree, path: string): Record<string, string> {
  if (isShared(tree, path)) return (tree.world.shared ??= {});
  return recordOf(tree, path);
}

/** Where a path whose parent directories are known to be real is, through all mounts. */
const ground = (tree: Tree, path: string): Ground =>
  groundOf(tree, path, (host, source) => {
    const found = walk(host, source, true);
    return 'reason' in found ? source : found.path;
  });

/** What stands at a path whose parent directories are known to be real. */
function entryAt(tree: Tree, path: string): Entry | undefined {
  const at = ground(tree, path);
  const entry = at.tree.volume === undefined ? placeEntry(at.tree, at.path) : ownEntry(at.tree, at.path);
  const mounted = mountNames(tree, path);
  if (mounted.length > 0 && (!entry || entry.kind === 'directory'))
    return withNames(entry ?? directory(at.tree, at.path), mounted);
  return entry?.kind === 'file' && at.readOnly ? { ...entry, readOnly: true } : entry;
}

/** A folder in which something is mounted. */
const withNames = (entry: DirectoryEntry, more: readonly string[]): DirectoryEntry => ({
  ...entry,
  names: () => [...new Set([...entry.names(), ...more])].sort(),
});

/** A file that a process has open already, as process substitution hands it over. */
const DESCRIPTOR = /^\/dev\/fd\/\d+$/;

/** Opens a text as a descriptor's file, or closes it. Edits the tree's world. */
export function setDescriptor(tree: Tree, path: string, text: string | undefined): void {
  const record = writableRecord(tree, path);
  if (text === undefined) delete record[path];
  else record[path] = text;
}

/** What a place has at a path of its own. */
function placeEntry(tree: Tree, path: string): Entry | undefined {
  if (DESCRIPTOR.test(path)) return ownEntry(tree, path);
  if (path === '/dev' || path.startsWith('/dev/')) return devEntry(path);
  if (path === '/proc' || path.startsWith('/proc/')) return procEntry(tree, path);
  if (path === '/sys' || path.startsWith('/sys/')) return sysEntry(tree, path);
  return ownEntry(tree, path, () => generatedEntry(tree, path));
}

/** What was written at a path, else what the world or the image has there. */
function ownEntry(tree: Tree, path: string, generated?: () => Entry | undefined): Entry | undefined {
  const record = recordOf(tree, path);
  const mode = record[`=${path}`];
  const text = record[path];
  const chosen = mode !== undefined && { mode: parseInt(mode, 8), chosen: true };
  if (text !== undefined) {
    const usual = text.startsWith(PROGRAM_TEXT) ? 0o755 : undefined;
    return { ...file(() => recordOf(tree, path)[path] ?? text, usual), ...chosen };
  }
  const target = record[`->${path}`];
  if (target !== undefined) return { kind: 'link', target };
  const told = generated?.();
  if (told) return told;
  const base = record[`-${path}`] === undefined ? baseAt(tree, path) : undefined;
  // A folder may be noted where the image has something: what must be there was made without looking.
  if (base && base !== 'directory') return base.kind === 'file' ? { ...base, ...chosen } : base;
  const isTop = tree.volume === undefined ? path === SHARED && !tree.location.container : path === '/';
  return base || isTop || record[`${path}/`] !== undefined ? directory(tree, path) : undefined;
}

/** What the image has at a path. */
function baseAt(tree: Tree, path: string): Entry | 'directory' | undefined {
  if (tree.volume === undefined) return baseEntry(tree.location, path);
  const copied = copiedFrom(tree, path);
  return copied === undefined ? undefined : baseEntry(tree.location, copied);
}

const directory = (tree: Tree, path: string): DirectoryEntry => ({
  kind: 'directory',
  mode:
    modeOf(tree, path) ?? (/^\/(var\/)?tmp$|^\/tmp\/\.[\w-]+$/.test(path) ? 0o1777 : path === '/root' ? 0o700 : 0o755),
  names: () => namesIn(tree, path),
});

/** The permission bits that were set by hand. */
function modeOf(tree: Tree, path: string): number | undefined {
  const mode = recordOf(tree, path)[`=${path}`];
  return mode === undefined ? undefined : parseInt(mode, 8);
}

function namesIn(tree: Tree, path: string): string[] {
  const prefix = path === '/' ? '/' : `${path}/`;
  const record = recordOf(tree, prefix);
  const base = tree.volume === undefined ? path : copiedFrom(tree, path);
  const names = new Set(
    base === undefined
      ? []
      : baseNames(tree.location, base).filter((name) => record[`-${prefix}${name}`] === undefined),
  );
  if (tree.volume === undefined) for (const name of generatedNames(tree, path)) names.add(name);
  for (const key of Object.keys(record)) {
    const at = key.startsWith('->') ? key.slice(2) : key;
    if (!at.startsWith(prefix)) continue;
    const rest = at.slice(prefix.length).replace(/\/$/, '');
    if (rest !== '' && !rest.includes('/')) names.add(rest);
  }
  return [...names].sort();
}

/** What a path means: the entry, and the path with every symbolic link followed; or why there is none. */
type Found = { readonly entry: Entry; readonly path: string } | { readonly reason: string };

function walk(tree: Tree, path: string, follow: boolean): Found {
  let pending = path.split('/').filter((part) => part !== '');
  let at = '/';
  let entry: Entry | undefined = entryAt(tree, '/');
  let links = 0;
  while (pending.length > 0) {
    const [name = '', ...rest] = pending;
    if (entry?.kind !== 'directory') return { reason: NOT_DIRECTORY };
    const next = name === '..' ? parentOf(at) : name === '.' ? at : childOf(at, name);
    entry = entryAt(tree, next);
    if (!entry) return { reason: NO_ENTRY };
    if (entry.kind === 'link' && (rest.length > 0 || follow)) {
      links += 1;
      if (links > LINKS_AT_MOST) return { reason: 'Too many levels of symbolic links' };
      pending = [...entry.target.split('/').filter((part) => part !== ''), ...rest];
      if (entry.target.startsWith('/')) at = '/';
      entry = entryAt(tree, at);
      continue;
    }
    at = next;
    pending = rest;
  }
  return entry ? { entry, path: at } : { reason: NO_ENTRY };
}

/**
 * What a path means: the entry and the path with every symbolic link followed. `follow: false` leaves the last part as it is.
 * Throws FileError.
 */
export function lookup(tree: Tree, path: string, { follow = true } = {}): { entry: Entry; path: string } {
  const found = walk(tree, path, follow);
  if ('reason' in found) throw new FileError(found.reason);
  return found;
}

/** What stands at a path, or undefined. */
export function find(tree: Tree, path: string, { follow = true } = {}): Entry | undefined {
  const found = walk(tree, path, follow);
  return 'reason' in found ? undefined : found.entry;
}

/** A file's text. Throws FileError. */
export function readText(tree: Tree, path: string): string {
  const { entry } = lookup(tree, path);
  if (entry.kind === 'directory') throw new FileError(IS_DIRECTORY);
  return entry.kind === 'file' ? entry.read() : '';
}

/** The names in a directory, in order. Throws FileError. */
export function listDirectory(tree: Tree, path: string): string[] {
  const { entry } = lookup(tree, path);
  if (entry.kind !== 'directory') throw new FileError(NOT_DIRECTORY);
  return entry.names();
}

/** The real path of something that may not be there yet; its directory must. Throws FileError. */
function creatable(tree: Tree, path: string): string {
  const { entry, path: parent } = lookup(tree, parentOf(path));
  if (entry.kind !== 'directory') throw new FileError(NOT_DIRECTORY);
  const made = childOf(parent, nameOf(path));
  if (entry.fixed) throw new FileError(NO_PERMISSION);
  if (ground(tree, made).readOnly) throw new FileError(READ_ONLY);
  return made;
}

/** Why a file cannot be written, or undefined where it can. */
export function obstacle(tree: Tree, path: string): string | undefined {
  try {
    const entry = find(tree, path);
    if (entry?.kind === 'directory') return IS_DIRECTORY;
    if (entry?.kind === 'file' && entry.size !== undefined && !entry.write) return NO_PERMISSION;
    if (entry?.kind === 'file' && entry.readOnly) return READ_ONLY;
    if (!entry) creatable(tree, path);
    return undefined;
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
}

/** Writes a file, or a setting where the path is one. Edits the tree's world. Throws FileError. */
export function writeText(tree: Tree, path: string, text: string): void {
  const reason = obstacle(tree, path);
  if (reason !== undefined) throw new FileError(reason);
  const entry = find(tree, path);
  if (entry?.kind === 'file' && entry.write) return entry.write(tree.world, text);
  const { tree: owner, path: real } = ground(tree, entry ? lookup(tree, path).path : creatable(tree, path));
  const record = writableRecord(owner, real);
  record[real] = text;
  delete record[`-${real}`];
}

/** Sets the permission bits of what stands at a path. Throws FileError. */
export function setMode(tree: Tree, path: string, mode: number): void {
  const { entry, path: real } = lookup(tree, path);
  if (entry.kind === 'file' && (entry.write || entry.size !== undefined)) throw new FileError(NO_PERMISSION);
  if (entry.kind === 'directory' && entry.fixed) throw new FileError(NO_PERMISSION);
  const at = ground(tree, real);
  if (at.readOnly) throw new FileError(READ_ONLY);
  writableRecord(at.tree, at.path)[`=${at.path}`] = mode.toString(8);
}

/** The permission bits of what stands at a path, where they are not those that everything gets. */
export function ownMode(tree: Tree, path: string): number | undefined {
  const entry = find(tree, path);
  if (!entry || entry.kind === 'link') return undefined;
  return entry.mode === (entry.kind === 'file' ? 0o644 : 0o755) ? undefined : entry.mode;
}

/** Gives what was copied to a path the permission bits that it had; without any, it keeps those that it got there. */
export function keepMode(tree: Tree, path: string, mode: number | undefined): void {
  const entry = find(tree, path);
  if (mode !== undefined && entry && entry.kind !== 'link' && entry.mode !== mode) setMode(tree, path, mode);
}

/** Makes a directory. Throws FileError. */
export function makeDirectory(tree: Tree, path: string): void {
  if (find(tree, path)) throw new FileError(EXISTS);
  const { tree: owner, path: real } = ground(tree, creatable(tree, path));
  writableRecord(owner, real)[`${real}/`] = '';
}

/** Makes a symbolic link. Throws FileError. */
export function makeLink(tree: Tree, target: string, path: string): void {
  if (find(tree, path, { follow: false })) throw new FileError(EXISTS);
  const { tree: owner, path: real } = ground(tree, creatable(tree, path));
  writableRecord(owner, real)[`->${real}`] = target;
}

/** Removes a file, a link, or a directory (with all in it where `recursive`). Throws FileError. */
export function remove(tree: Tree, path: string, { recursive = false } = {}): void {
  const { entry, path: real } = lookup(tree, path, { follow: false });
  if (entry.kind === 'directory') {
    const names = entry.names();
    if (names.length > 0 && !recursive) throw new FileError(NOT_EMPTY);
    for (const name of names) remove(tree, childOf(real, name), { recursive });
  }
  const { entry: parent } = lookup(tree, parentOf(real));
  if (parent.kind === 'directory' && parent.fixed) throw new FileError('Operation not permitted');
  const at = ground(tree, real);
  if (at.readOnly) throw new FileError(READ_ONLY);
  if (mountNames(tree, parentOf(real)).includes(nameOf(real))) throw new FileError('Device or resource busy');
  const record = writableRecord(at.tree, at.path);
  delete record[at.path];
  delete record[`${at.path}/`];
  delete record[`->${at.path}`];
  delete record[`=${at.path}`];
  if (baseAt(at.tree, at.path) !== undefined) record[`-${at.path}`] = '';
}

/** A path as a tree would print it: absolute, from a working directory. */
export const absolute = (cwd: string, path: string): string => {
  const real = resolvePath(cwd, path);
  return path.endsWith('/') && real !== '/' ? `${real}/` : real;
};
