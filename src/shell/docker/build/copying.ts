/** COPY and ADD (moby builder/dockerfile/copy.go). */
import { digestOf } from '../../../engine/images/digest.ts';
import type { Tree } from '../../files/entry.ts';
import { childOf, nameOf, parentOf, resolvePath } from '../../files/path.ts';
import { find, listDirectory, makeDirectory, readText, writeText } from '../../files/tree.ts';
import { CliError } from '../cli/command.ts';
import { globPattern, type BuildContext } from './context.ts';

/** Where files are copied from. */
export interface Source {
  /** Names at the top of what a pattern names, with what is below a folder; undefined text for a folder. */
  readonly list: (pattern: string) => readonly Copied[];
}

export interface Copied {
  readonly name: string;
  /** A file's text; for a folder what is in it, by path from it. */
  readonly text: string | undefined;
  readonly below: ReadonlyMap<string, string | undefined>;
}

const missing = (path: string): CliError =>
  new CliError(
    `COPY failed: file not found in build context or excluded by .dockerignore: stat ${path}: file does not exist`,
  );

const bare = (path: string): string => resolvePath('/', path).slice(1);

/** The context of a build. */
export const contextSource = (context: BuildContext): Source => ({
  list: (pattern) => {
    const path = bare(pattern);
    if (path === '') return [{ name: '', text: undefined, below: context }];
    const wild = /[*?[]/.test(path);
    const test = globPattern(path);
    const found = [...context.keys()].filter((name) => (wild ? test.test(name) : name === path));
    if (found.length === 0 && wild) throw new CliError('COPY failed: no source files were specified');
    if (found.length === 0) throw missing(path);
    return found.map((name) => ({
      name: nameOf(`/${name}`),
      text: context.get(name),
      below: new Map(
        [...context]
          .filter(([key]) => key.startsWith(`${name}/`))
          .map(([key, text]) => [key.slice(name.length + 1), text]),
      ),
    }));
  },
});

/** The files of another image, or of an earlier stage. */
export const treeSource = (tree: Tree): Source => ({
  list: (pattern) => {
    const path = resolvePath('/', pattern);
    const entry = find(tree, path);
    if (!entry) throw missing(path.slice(1));
    if (entry.kind !== 'directory') return [{ name: nameOf(path), text: readText(tree, path), below: new Map() }];
    const below = new Map<string, string | undefined>();
    const add = (at: string, name: string): void => {
      const inner = find(tree, at);
      if (name !== '') below.set(name, inner?.kind === 'directory' ? undefined : readText(tree, at));
      if (inner?.kind === 'directory')
        for (const each of listDirectory(tree, at)) add(childOf(at, each), name === '' ? each : `${name}/${each}`);
    };
    add(path, '');
    return [{ name: nameOf(path), text: undefined, below }];
  },
});

/** A folder with all above it. */
export function makeFolders(tree: Tree, path: string): void {
  if (path === '/' || find(tree, path)?.kind === 'directory') return;
  makeFolders(tree, parentOf(path));
  makeDirectory(tree, path);
}

/** Writes what is copied: into a folder, or as a file of another name. */
export function writeCopies(tree: Tree, copies: readonly Copied[], target: string, instruction: string): void {
  const path = resolvePath('/', target);
  const folder =
    target.endsWith('/') || target.endsWith('/.') || target === '.' || find(tree, path)?.kind === 'directory';
  if (copies.length > 1 && !folder)
    throw new CliError(
      `When using ${instruction} with more than one source file, the destination must be a directory and end with a /`,
    );
  for (const { name, text, below } of copies) {
    if (text !== undefined) {
      const at = folder ? childOf(path, name) : path;
      makeFolders(tree, parentOf(at));
      writeText(tree, at, text);
      continue;
    }
    makeFolders(tree, path);
    for (const [inner, content] of below) {
      const at = childOf(path, inner);
      if (content === undefined) makeFolders(tree, at);
      else {
        makeFolders(tree, parentOf(at));
        writeText(tree, at, content);
      }
    }
  }
}

/** What the history and the cache call what is copied: by its content. */
export function copiedDigest(copies: readonly Copied[]): string {
  const kind = copies.length > 1 ? 'multi' : copies[0]?.text === undefined ? 'dir' : 'file';
  return `${kind}:${digestOf(JSON.stringify(copies.map(({ name, text, below }) => [text === undefined ? '' : name, text ?? null, [...below]])))}`;
}
