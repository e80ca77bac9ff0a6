/** COPY and ADD (moby builder/dockerfile/copy.go). */
import { digestOf } from '../../../engine/images/digest.ts';
import type { Tree } from '../../files/entry.ts';
import { childOf, nameOf, parentOf, resolvePath } from '../../files/path.ts';
import { find, keepMode, listDirectory, makeDirectory, writeText } from '../../files/tree.ts';
import { CliError } from '../cli/command.ts';
import { copiedFile, globPattern, type BuildContext, type CopiedFile } from './context.ts';

/** Where files are copied from. */
export interface Source {
  /** Names at the top of what a pattern names, with what is below a folder; undefined text for a folder. */
  readonly list: (pattern: string) => readonly Copied[];
}

export interface Copied {
  readonly name: string;
  /** For a folder what is in it, by path from it. */
  readonly file: CopiedFile | undefined;
  readonly below: BuildContext;
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
    if (path === '') return [{ name: '', file: undefined, below: context }];
    const wild = /[*?[]/.test(path);
    const test = globPattern(path);
    const found = [...context.keys()].filter((name) => (wild ? test.test(name) : name === path));
    if (found.length === 0 && wild) throw new CliError('COPY failed: no source files were specified');
    if (found.length === 0) throw missing(path);
    return found.map((name) => ({
      name: nameOf(`/${name}`),
      file: context.get(name),
      below: new Map(
        [...context]
          .filter(([key]) => key.startsWith(`${name}/`))
          .map(([key, file]) => [key.slice(name.length + 1), file]),
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
    if (entry.kind !== 'directory') return [{ name: nameOf(path), file: copiedFile(tree, path), below: new Map() }];
    const below = new Map<string, CopiedFile | undefined>();
    const add = (at: string, name: string): void => {
      const inner = find(tree, at);
      if (name !== '') below.set(name, inner?.kind === 'directory' ? undefined : copiedFile(tree, at));
      if (inner?.kind === 'directory')
        for (const each of listDirectory(tree, at)) add(childOf(at, each), name === '' ? each : `${name}/${each}`);
    };
    add(path, '');
    return [{ name: nameOf(path), file: undefined, below }];
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
  const write = (at: string, { text, mode }: CopiedFile): void => {
    makeFolders(tree, parentOf(at));
    writeText(tree, at, text);
    keepMode(tree, at, mode);
  };
  for (const { name, file, below } of copies) {
    if (file !== undefined) {
      write(folder ? childOf(path, name) : path, file);
      continue;
    }
    makeFolders(tree, path);
    for (const [inner, content] of below) {
      const at = childOf(path, inner);
      if (content === undefined) makeFolders(tree, at);
      else write(at, content);
    }
  }
}

/** What the history and the cache call what is copied: by its content. */
export function copiedDigest(copies: readonly Copied[]): string {
  const kind = copies.length > 1 ? 'multi' : copies[0]?.file === undefined ? 'dir' : 'file';
  const content = (file: CopiedFile | undefined): unknown =>
    file?.mode === undefined ? (file?.text ?? null) : [file.text, file.mode];
  const all = copies.map(({ name, file, below }) => [
    file === undefined ? '' : name,
    content(file),
    [...below].map(([path, inner]) => [path, content(inner)]),
  ]);
  return `${kind}:${digestOf(JSON.stringify(all))}`;
}
