import type { Location } from '../../world/place.ts';
import { file, type Entry } from './entry.ts';
import { DIRECTORIES, FILES, LINKS } from './image.table.ts';
import { nameOf, parentOf } from './path.ts';
import { own } from '../../kernel/own.ts';

const directories = new Set(DIRECTORIES);
const names = new Map<string, string[]>();
for (const path of [...DIRECTORIES, ...Object.keys(FILES), ...Object.keys(LINKS)]) {
  if (path === '/') continue;
  const siblings = names.get(parentOf(path)) ?? [];
  siblings.push(nameOf(path));
  names.set(parentOf(path), siblings);
}

/** What the image's root has at a path; every machine and container starts from it. */
export function baseEntry({ container }: Location, path: string): Entry | 'directory' | undefined {
  if (directories.has(path)) return 'directory';
  if (path === '/.dockerenv') return container ? file(() => '', 0o755) : undefined;
  const text = own(FILES, path);
  if (text !== undefined) return file(() => text);
  const target = own(LINKS, path);
  return target === undefined ? undefined : { kind: 'link', target };
}

export function baseNames({ container }: Location, path: string): string[] {
  const here = names.get(path) ?? [];
  return path === '/' && container ? ['.dockerenv', ...here] : here;
}
