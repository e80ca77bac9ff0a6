/** The files of a machine or a container as its servers read them: ordinary ones alone, through volumes and mounted paths. */
import { own } from '../../kernel/own.ts';
import { remembering } from '../../kernel/remembering.ts';
import { DIRECTORIES, FILES, LINKS } from '../images/root.table.ts';
import type { MountPoint } from '../volumes/mounts.ts';
import type { Volume } from '../volumes/volume.ts';

/** What was written at a place: see the file tree for its keys. */
type Written = Record<string, string>;

/** A file system: what was written to it, and what is mounted over it. */
export interface Root {
  readonly files: Written;
  readonly mounts?: readonly MountPoint[];
  /** The machine that its bind mounts are of. */
  readonly host?: Root;
  readonly volumes?: Readonly<Record<string, Volume>> | undefined;
}

/** Where a path really is: a record and the key in it, and the path of the image below. */
interface Ground {
  readonly files: Written;
  readonly key: string;
  readonly image: string | undefined;
}

const directories = new Set(DIRECTORIES);
const LINKS_AT_MOST = 20;

const isWithin = (path: string, top: string): boolean => path === top || path.startsWith(`${top}/`);

function groundOf(root: Root, path: string): Ground {
  if (!root.mounts?.length) return { files: root.files, key: path, image: path };
  const mounted = root.mounts.filter(({ destination, type }) => type !== 'tmpfs' && isWithin(path, destination));
  const [mount] = mounted.toSorted((a, b) => b.destination.length - a.destination.length);
  if (!mount) return { files: root.files, key: path, image: path };
  const below = path.slice(mount.destination.length);
  if (mount.volume === undefined)
    return root.host
      ? groundOf(root.host, followed(root.host, `${mount.source ?? ''}${below}`) ?? `${mount.source ?? ''}${below}`)
      : { files: {}, key: path, image: undefined };
  const volume = own(root.volumes, mount.volume);
  const copied = volume?.copied;
  return {
    files: volume?.files ?? {},
    key: below === '' ? '/' : below,
    image: copied === undefined ? undefined : `${copied === '/' ? '' : copied}${below}`,
  };
}

type Found = 'directory' | { readonly text: string } | { readonly link: string } | undefined;

function isEmpty(files: Written): boolean {
  for (const _ in files) return false;
  return true;
}

/** What an image has at a path. */
function inImage(path: string): Found {
  if (directories.has(path)) return 'directory';
  const text = own(FILES, path);
  if (text !== undefined) return { text };
  const link = own(LINKS, path);
  return link === undefined ? undefined : { link };
}

/** What stands at a path whose folders are real. */
function at(root: Root, path: string): Found {
  if (!root.mounts?.length && isEmpty(root.files)) return inImage(path);
  const { files, key, image } = groundOf(root, path);
  const text = own(files, key);
  if (text !== undefined) return { text };
  const link = own(files, `->${key}`);
  if (link !== undefined) return { link };
  if (own(files, `${key}/`) !== undefined || key === '/') return 'directory';
  const isMountTop = (root.mounts ?? []).some(({ destination }) => isWithin(destination, path));
  if (image !== undefined && own(files, `-${key}`) === undefined) {
    const base = inImage(image);
    if (base !== undefined) return base;
  }
  if (isMountTop) return 'directory';
  const prefix = `${key}/`;
  return Object.keys(files).some((name) => name.startsWith(prefix)) ? 'directory' : undefined;
}

/**
 * A path with every symbolic link in it followed; undefined where it leads nowhere.
 * @param places takes each place that was looked at
 */
function followed(root: Root, path: string, places?: string[]): string | undefined {
  let pending = path.split('/').filter((part) => part !== '' && part !== '.');
  let real = '';
  for (let links = 0; pending.length > 0;) {
    const [name = '', ...rest] = pending;
    pending = rest;
    if (name === '..') {
      real = real.slice(0, Math.max(0, real.lastIndexOf('/')));
      continue;
    }
    const place = `${real}/${name}`;
    places?.push(place);
    const found = at(root, place);
    if (found === undefined) return undefined;
    if (found === 'directory' || 'text' in found) {
      if (found !== 'directory' && rest.length > 0) return undefined;
      real = place;
      continue;
    }
    links += 1;
    if (links > LINKS_AT_MOST) return undefined;
    pending = [...found.link.split('/').filter((part) => part !== '' && part !== '.'), ...rest];
    if (found.link.startsWith('/')) real = '';
  }
  return real === '' ? '/' : real;
}

/** What a server can ask of its files. */
export interface ServerFiles {
  /** A file's text; undefined where there is no such file. */
  readonly read: (path: string) => string | undefined;
  readonly isDirectory: (path: string) => boolean;
  /** The names in a folder, in order. */
  readonly names: (path: string) => readonly string[];
  /** Where a path leads whose last part is a link to a device; else the path. */
  readonly leadsTo: (path: string) => string;
  /** Where a path really is; undefined where its folder is not there. */
  readonly place: (path: string) => { readonly files: Written; readonly key: string } | undefined;
}

const foundAt = (root: Root, real: string | undefined): Found =>
  real === undefined ? undefined : real === '/' ? 'directory' : at(root, real);

/** Where a path of an image leads, what is there, and the keys by which what was written on the way would say otherwise. */
interface Untouched {
  readonly real: string | undefined;
  readonly found: Found;
  readonly keys: readonly string[];
  /** What is not there: whatever is written below makes it a folder. */
  readonly below: string | undefined;
}

const IMAGE: Root = { files: {} };

const inImageAlone = remembering((path): Untouched => {
  const places: string[] = [];
  const real = followed(IMAGE, path, places);
  const keys = places.flatMap((place) => [place, `->${place}`, `${place}/`, `-${place}`]);
  return { real, found: foundAt(IMAGE, real), keys, below: real === undefined ? `${places.at(-1) ?? ''}/` : undefined };
});

/** What of the image is seen at a path, where nothing is mounted and nothing was written on the way there. */
function untouched({ files, mounts }: Root, path: string): Untouched | undefined {
  if (mounts?.length) return undefined;
  const known = inImageAlone(path);
  if (isEmpty(files)) return known;
  const { keys, below } = known;
  if (keys.some((key) => Object.hasOwn(files, key))) return undefined;
  return below !== undefined && Object.keys(files).some((key) => key.startsWith(below)) ? undefined : known;
}

/** Files that stay as they are: each path is looked up once. */
export function steady(files: ServerFiles): ServerFiles {
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, files.read(path));
    return texts.get(path);
  };
  return { ...files, read };
}

/** The files of a root. */
export function serverFiles(root: Root): ServerFiles {
  const real = (path: string): string | undefined => {
    const known = untouched(root, path);
    return known ? known.real : followed(root, path);
  };
  const found = (path: string): Found => {
    const known = untouched(root, path);
    return known ? known.found : foundAt(root, followed(root, path));
  };
  return {
    read: (path) => {
      const it = found(path);
      return it !== undefined && it !== 'directory' && 'text' in it ? it.text : undefined;
    },
    isDirectory: (path) => found(path) === 'directory',
    names: (path) => namesIn(root, real(path)),
    leadsTo: (path) => {
      const it = path.startsWith('/') ? at(root, path) : undefined;
      return it !== undefined && it !== 'directory' && 'link' in it && it.link.startsWith('/dev/') ? it.link : path;
    },
    place: (path) => {
      const there = real(path);
      if (there !== undefined) return groundOf(root, there);
      const slash = path.lastIndexOf('/');
      const folder = real(path.slice(0, slash) || '/');
      return folder === undefined
        ? undefined
        : groundOf(root, `${folder === '/' ? '' : folder}/${path.slice(slash + 1)}`);
    },
  };
}

function namesIn(root: Root, path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  const { files, key, image } = groundOf(root, path);
  const prefix = key === '/' ? '/' : `${key}/`;
  const names = new Set<string>();
  const add = (known: string, top: string): void => {
    const rest = known.startsWith(top) ? known.slice(top.length).replace(/\/$/, '') : '';
    if (rest !== '' && !rest.includes('/')) names.add(rest);
  };
  if (image !== undefined) {
    const top = image === '/' ? '/' : `${image}/`;
    for (const known of [...Object.keys(FILES), ...Object.keys(LINKS), ...DIRECTORIES])
      if (known.startsWith(top) && own(files, `-${prefix}${known.slice(top.length)}`) === undefined) add(known, top);
  }
  for (const known of Object.keys(files)) add(known.startsWith('->') ? known.slice(2) : known, prefix);
  const inside = path === '/' ? '/' : `${path}/`;
  for (const { destination } of root.mounts ?? [])
    if (destination.startsWith(inside)) names.add(destination.slice(inside.length).split('/')[0] ?? '');
  return [...names].sort();
}

/** The paths that a pattern of a shell matches: `*`, `?` and `[…]` in its last part. */
export function globFiles({ names }: ServerFiles, pattern: string): readonly string[] {
  const slash = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, slash);
  const last = pattern.slice(slash + 1);
  const matches = new RegExp(
    `^${last
      .replaceAll(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  );
  return names(folder === '' ? '/' : folder)
    .filter((name) => matches.test(name) && (!name.startsWith('.') || last.startsWith('.')))
    .map((name) => `${folder}/${name}`);
}
