import { EngineError, findContainer, noteContainer, noteMounts } from '../../../engine/api.ts';
import type { World } from '../../../world/world.ts';
import { FileError, type Tree } from '../../files/entry.ts';
import { archived, unpack } from '../../files/archiving.ts';
import { readTar, writeTar } from '../../files/tar.ts';
import { childOf, nameOf, parentOf, resolvePath } from '../../files/path.ts';
import {
  absolute,
  find,
  keepMode,
  listDirectory,
  makeDirectory,
  ownMode,
  readText,
  treeAt,
  writeText,
} from '../../files/tree.ts';
import { CliError } from '../cli/command.ts';
import type { Asking, Context } from '../cli/command.ts';
import { ask, order } from '../engine.ts';
import { placeOf } from './process/main-process.ts';

/** One side of a copy: a path on this machine, or in a container. */
interface Side {
  readonly container?: string;
  /** As it was written. */
  readonly text: string;
  /** In its tree, with the `/` that it may end in. */
  readonly path: string;
  readonly tree: (world: World) => Tree;
}

/** A file, or a directory with what is in it. */
type Copied = { readonly mode: number | undefined } & (
  | { readonly text: string }
  | { readonly names: Readonly<Record<string, Copied>> }
);

function sideOf(context: Asking, argument: string): Side {
  const { call, machine } = context;
  const at = argument.indexOf(':');
  if (argument.startsWith('/') || argument.startsWith('.') || at < 0)
    return {
      text: argument,
      path: absolute(call.cwd, argument),
      tree: (world) => treeAt(world, call.place, call.namespace),
    };
  const [container, text] = [argument.slice(0, at), argument.slice(at + 1)];
  const tree = (world: World): Tree => {
    if (text === '') throw new EngineError('bad parameter: pathcannot be empty', 400);
    const found = ask(context, (host) => findContainer(host, container));
    // The files of a container are there while it does not run, too.
    return treeAt(world, placeOf({ call, machine }, found), found.sandbox?.namespace ?? machine);
  };
  return { container, text, path: absolute('/', text), tree };
}

const bare = (path: string): string => resolvePath('/', path);

function read(tree: Tree, path: string): Copied {
  const mode = ownMode(tree, path);
  if (find(tree, path)?.kind !== 'directory') return { text: readText(tree, path), mode };
  const names = listDirectory(tree, path).map((name) => [name, read(tree, childOf(path, name))] as const);
  return { names: Object.fromEntries(names), mode };
}

function write(tree: Tree, path: string, copied: Copied): void {
  if ('text' in copied) {
    writeText(tree, path, copied.text);
    keepMode(tree, path, copied.mode);
    return;
  }
  if (find(tree, path)?.kind !== 'directory') {
    makeDirectory(tree, path);
    keepMode(tree, path, copied.mode);
  }
  for (const [name, inner] of Object.entries(copied.names)) write(tree, childOf(path, name), inner);
}

/** Where a copy is to stand. Throws CliError where it cannot. */
function destination(tree: Tree, source: Side, { path }: Side, copied: Copied): string {
  const there = find(tree, bare(path))?.kind;
  const isDirectory = 'names' in copied;
  // `DIRECTORY/.` stands for what is in it.
  if (there === 'directory')
    return /(^|\/)\.$/.test(source.text) ? bare(path) : childOf(bare(path), nameOf(bare(source.path)));
  if (there !== undefined && isDirectory) throw new CliError('cannot copy directory');
  if (!isDirectory && path.endsWith('/')) throw new CliError('no such directory');
  return bare(path);
}

const missing = (path: string, { container }: Side): EngineError =>
  new EngineError(`Could not find the file ${path} in container ${container}`, 404);

/** Throws where a source is not there. */
function readSource(world: World, source: Side): Copied {
  const tree = source.tree(world);
  const path = bare(source.path);
  if (find(tree, path)) return read(tree, path);
  if (source.container !== undefined) throw missing(source.text, source);
  throw new CliError(`lstat ${parentOf(path)}/${nameOf(path)}: no such file or directory`);
}

/** `docker cp`. */
export function runCp(context: Context<never>): number {
  const [from = '', to = ''] = context.arguments;
  checkEnds(from, to);
  copy(context, from, to);
  return 0;
}

/** Throws where one of the ends of a copy is empty. */
export function checkEnds(from: string, to: string): void {
  if (from === '') throw new CliError('source can not be empty');
  if (to === '') throw new CliError('destination can not be empty');
}

/** The daemon mounts a container's volumes for a copy (daemon/archive.go). */
function tellCopy(context: Asking, { container }: Side, action: 'archive-path' | 'extract-to-dir'): void {
  if (container === undefined) return;
  order(context, (host) => {
    const found = findContainer(host, container);
    noteMounts(host, found, 'mount');
    noteContainer(host, found, action);
    noteMounts(host, found, 'unmount');
  });
}

/** `docker cp CONTAINER:PATH -`: an archive of it on standard output. */
function copyOut(context: Asking, source: Side): void {
  const { call } = context;
  const tree = source.tree(call.world());
  const path = bare(source.path);
  if (!find(tree, path)) throw missing(source.text, source);
  tellCopy(context, source, 'archive-path');
  call.out(writeTar(archived(tree, path, nameOf(path))));
}

/** `docker cp - CONTAINER:FOLDER`: an archive on standard input is unpacked there. */
function copyIn(context: Asking, target: Side): void {
  const { call } = context;
  const path = bare(target.path);
  if (find(target.tree(call.world()), path)?.kind !== 'directory')
    throw new CliError(`destination "${target.container}:${target.text}" must be a directory`);
  const entries = readTar(call.stdin);
  if (!entries) throw new EngineError('unexpected EOF', 500);
  try {
    call.update((world) => unpack(target.tree(world), path, entries));
  } catch (error) {
    if (error instanceof FileError) throw new CliError(`${error.message.toLowerCase()}: ${path}`);
    throw error;
  }
  tellCopy(context, target, 'extract-to-dir');
}

/** Copies between this machine and a container: one of both is `CONTAINER:PATH`. Throws CliError or EngineError. */
export function copy(context: Asking, from: string, to: string): void {
  const { call } = context;
  const [source, target] = [sideOf(context, from), sideOf(context, to)];
  if (source.container !== undefined && target.container !== undefined)
    throw new CliError('copying between containers is not supported');
  if (source.container === undefined && target.container === undefined)
    throw new CliError('must specify at least one container source');
  if (to === '-') return copyOut(context, source);
  if (from === '-') return copyIn(context, target);
  const folder = parentOf(bare(target.path));
  const lacksFolder = (tree: Tree): boolean => find(tree, folder)?.kind !== 'directory';
  if (target.container === undefined && lacksFolder(target.tree(call.world())))
    throw new CliError(`invalid output path: directory "${folder}" does not exist`);
  tellCopy(context, source, 'archive-path');
  const copied = readSource(call.world(), source);
  const path = destination(target.tree(call.world()), source, target, copied);
  if (lacksFolder(target.tree(call.world()))) throw missing(folder, target);
  try {
    call.update((world) => write(target.tree(world), path, copied));
    tellCopy(context, target, 'extract-to-dir');
  } catch (error) {
    if (error instanceof FileError) throw new CliError(`${error.message.toLowerCase()}: ${path}`);
    throw error;
  }
}
