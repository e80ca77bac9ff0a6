/** Taking what stands in a tree into an archive, and putting an archive's entries there. */
import { FileError, type Tree } from './entry.ts';
import { childOf, parentOf } from './path.ts';
import { find, keepMode, listDirectory, makeDirectory, makeLink, ownMode, readText, writeText } from './tree.ts';
import type { ArchiveEntry } from './tar.ts';

const MOST = 20_000;

/** A path's entry and all below it, each folder before what is in it; `name` is what the archive calls it. */
export function archived(
  tree: Tree,
  path: string,
  name: string,
  skips: (path: string) => boolean = () => false,
): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  const add = (at: string, called: string): void => {
    const entry = find(tree, at, { follow: false });
    if (!entry || entries.length >= MOST) return;
    const own = entry.kind === 'link' ? undefined : ownMode(tree, at);
    const mode = own !== undefined && { mode: own };
    if (entry.kind === 'link') entries.push({ name: called, kind: 'link', text: entry.target });
    else if (entry.kind === 'file') entries.push({ name: called, kind: 'file', text: readText(tree, at), ...mode });
    else {
      if (called !== '') entries.push({ name: called, kind: 'directory', text: '', ...mode });
      if (skips(at)) return;
      for (const inner of listDirectory(tree, at))
        add(childOf(at, inner), called === '' ? inner : `${called}/${inner}`);
    }
  };
  add(path, name);
  return entries;
}

/** Makes a folder with all above it. */
function makeFolders(tree: Tree, path: string): void {
  if (path === '/' || find(tree, path)) return;
  makeFolders(tree, parentOf(path));
  makeDirectory(tree, path);
}

/** Writes entries into a folder. Throws FileError. */
export function unpack(tree: Tree, folder: string, entries: readonly ArchiveEntry[]): void {
  for (const { name, kind, text, mode } of entries) {
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..')) throw new FileError('Permission denied');
    const path = parts.reduce(childOf, folder);
    if (kind === 'directory') {
      makeFolders(tree, path);
      keepMode(tree, path, mode);
    } else {
      makeFolders(tree, parentOf(path));
      if (kind === 'link') {
        if (!find(tree, path, { follow: false })) makeLink(tree, text, path);
      } else {
        writeText(tree, path, text);
        keepMode(tree, path, mode);
      }
    }
  }
}
