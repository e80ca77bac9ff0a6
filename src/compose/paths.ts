import { own } from '../kernel/own.ts';
import { ComposeError } from './problem.ts';
import { applyRules, type Rule } from './rules.ts';
import { isRecord, type Tree, type TreeRecord } from './tree.ts';

/** Go's path.Clean: no `.`, no `..` that can be undone, no slash twice or at the end. */
export function cleanPath(path: string): string {
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!absolute) kept.push('..');
  }
  return `${absolute ? '/' : ''}${kept.join('/')}` || '.';
}

export const joinPath = (folder: string, path: string): string => cleanPath(`${folder}/${path}`);

const isWindows = (path: string): boolean => /^[a-zA-Z]:[\\/]|^\\\\/.test(path);
const isRemote = (path: string): boolean =>
  path.includes('://') || ['service:', 'github.com/', 'git@'].some((start) => path.startsWith(start));

/**
 * Makes the paths of a file absolute (compose-go paths/resolve.go).
 * @throws ComposeError
 */
export function resolvePaths(tree: TreeRecord, folder: string, home = '/root'): TreeRecord {
  const expand = (path: string): string => (path.startsWith('~') ? joinPath(home, path.slice(1)) : path);
  const absolute = (value: string): string => {
    const path = expand(value);
    return path === '' || path.startsWith('/') ? path : joinPath(folder, path);
  };
  const unix = (value: string): string => {
    const path = expand(value);
    return path.startsWith('/') || isWindows(path) ? path : joinPath(folder, path);
  };
  const text =
    (change: (path: string) => string): Rule =>
    (value) =>
      typeof value === 'string' ? change(value) : value;
  const context = text((path) => (isRemote(path) ? path : absolute(path)));
  return applyRules(tree, {
    'services.*.build.context': context,
    'services.*.build.additional_contexts.*': context,
    'services.*.build.ssh.*': text(unix),
    'services.*.env_file.*.path': text(absolute),
    'services.*.label_file.*': text(absolute),
    'services.*.extends.file': text(absolute),
    'services.*.develop.watch.*.path': text(absolute),
    'services.*.volumes.*': (mount) => mountAt(mount, unix),
    'configs.*.file': text(unix),
    'secrets.*.file': text(unix),
    'volumes.*': (volume) => volumeAt(volume, unix),
  });
}

function mountAt(mount: Tree, absolute: (path: string) => string): Tree {
  if (!isRecord(mount) || own(mount, 'type') !== 'bind') return mount;
  const source = own(mount, 'source');
  if (source === undefined)
    throw new ComposeError({ text: 'invalid mount config for type "bind": field Source must not be empty' });
  return typeof source === 'string' ? { ...mount, source: absolute(source) } : mount;
}

/** A volume of the local driver that is a bind mount of a folder. */
function volumeAt(volume: Tree, absolute: (path: string) => string): Tree {
  if (!isRecord(volume) || own(volume, 'driver') !== 'local') return volume;
  const options = own(volume, 'driver_opts');
  if (!isRecord(options) || own(options, 'o') !== 'bind') return volume;
  const device = own(options, 'device');
  return typeof device === 'string' ? { ...volume, driver_opts: { ...options, device: absolute(device) } } : volume;
}
