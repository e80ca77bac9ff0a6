/** Paths of files as Go's path/filepath treats them on Linux. */

import { cleanPath } from './paths.ts';

export const isAbsolute = (path: string): boolean => path.startsWith('/');

/** The absolute path of what is written relative to a folder. */
export const absolutePath = (folder: string, path: string): string =>
  isAbsolute(path) ? cleanPath(path) : cleanPath(`${folder}/${path}`);

export const folderOf = (path: string): string => cleanPath(path.slice(0, path.lastIndexOf('/') + 1) || '.');

export const baseName = (path: string): string => {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? (path === '' ? '.' : '/') : trimmed.slice(trimmed.lastIndexOf('/') + 1);
};

/** The way from one folder to a path, both absolute, or both relative to the same place. */
export function relativePath(from: string, to: string): string {
  const there = cleanPath(to).split('/').filter(isPart);
  const here = cleanPath(from).split('/').filter(isPart);
  let shared = 0;
  while (shared < there.length && shared < here.length && there[shared] === here[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/') || '.';
}

const isPart = (part: string): boolean => part !== '' && part !== '.';
