/**
 * Whole projects that a file takes in, each with its own folder and variables (compose-go loader/include.go).
 */
import { own } from '../kernel/own.ts';
import { envFileIn, readEnvFiles } from './dotenv.ts';
import { absolutePath, folderOf, isAbsolute, relativePath } from './file-path.ts';
import { goText } from './go.ts';
import { sameTree } from './merge/same-tree.ts';
import { joinPath } from './paths.ts';
import { ComposeError } from './problem.ts';
import type { Mode, Reading } from './reading.ts';
import { isRecord } from './tree.ts';
import type { Tree, TreeRecord } from './tree.ts';

/** @throws ComposeError */
export function applyInclude(
  reading: Reading,
  mode: Mode,
  workingFolder: string,
  tree: TreeRecord,
  included: readonly string[],
): TreeRecord {
  let whole = tree;
  for (const entry of entriesOf(own(tree, 'include') ?? null))
    whole = imported(whole, includedModel(reading, mode, workingFolder, entry, included));
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'include'));
}

interface Entry {
  readonly paths: readonly string[];
  readonly folder: string;
  readonly envFiles: readonly string[];
}

function entriesOf(include: Tree): readonly Entry[] {
  if (include === null) return [];
  if (!Array.isArray(include))
    throw new ComposeError({ text: `\`include\` must be a list, got ${goText(include)}`, path: ['include'] });
  return include.map((entry: Tree) => {
    const long = isRecord(entry) ? entry : { path: entry };
    const folder = own(long, 'project_directory') ?? null;
    return {
      paths: textsOf(own(long, 'path') ?? null),
      folder: folder === null ? '' : goText(folder),
      envFiles: textsOf(own(long, 'env_file') ?? null),
    };
  });
}

const textsOf = (value: Tree): readonly string[] =>
  value === null ? [] : Array.isArray(value) ? value.map((text: Tree) => goText(text)) : [goText(value)];

function includedModel(
  reading: Reading,
  mode: Mode,
  workingFolder: string,
  { paths, folder, envFiles }: Entry,
  included: readonly string[],
): TreeRecord {
  const files = paths.map((path) => absolutePath(mode.folder, path));
  const [main] = files;
  if (main !== undefined && included.includes(main)) throw cycle([...included, main]);
  const there = placeOf(reading, mode, workingFolder, folder, main);
  const named =
    envFiles.length > 0 ? envFilesOf(reading, workingFolder, envFiles) : envFileIn(there.folder, reading.files);
  const variables = readEnvFiles(named, reading.cwd, reading.files, mode.environment, reading.remark);
  const environment = { ...Object.fromEntries(variables), ...mode.environment };
  const its: Mode = { ...mode, folder: there.folder, environment, resolvesPaths: true };
  return reading.load.model(reading, its, there.working, files, included);
}

/** The folder of an included project, and the way to it that its paths are written with. */
function placeOf(
  reading: Reading,
  mode: Mode,
  workingFolder: string,
  folder: string,
  main: string | undefined,
): { folder: string; working: string } {
  const toFolder = (path: string): string =>
    relativePath(mode.folder, reading.files.isFolder(path) ? path : folderOf(path));
  if (main === undefined) return { folder, working: '' };
  if (folder === '') return { folder: folderOf(main), working: toFolder(main) };
  if (isAbsolute(folder)) return { folder, working: folder };
  const working = toFolder(absolutePath(mode.folder, folder));
  return { folder: absolutePath(reading.cwd, joinPath(workingFolder, folder)), working };
}

function cycle(files: readonly string[]): ComposeError {
  const [first, ...others] = files;
  return new ComposeError({ text: `include cycle detected:\n${first}\n include ${others.join('\n include ')}` });
}

function envFilesOf({ files, cwd }: Reading, workingFolder: string, paths: readonly string[]): readonly string[] {
  return paths.map((path) => {
    if (isAbsolute(path)) return path;
    const shown = joinPath(workingFolder, path);
    const file = absolutePath(cwd, shown);
    if (files.isFolder(file)) throw new ComposeError({ text: `${shown} is not a file` });
    if (files.read(file) === undefined)
      throw new ComposeError({
        text: `stat ${shown}: no such file or directory`,
        missing: { kind: 'env-file', name: file },
      });
    return file;
  });
}

const KINDS = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'];

/** What is in both must be the same. */
function imported(tree: TreeRecord, model: TreeRecord): TreeRecord {
  return KINDS.reduce((whole, kind) => {
    const from = own(model, kind);
    if (!isRecord(from)) return whole;
    const to = own(whole, kind);
    const known = isRecord(to) ? to : {};
    for (const [name, value] of Object.entries(from)) {
      const other = own(known, name);
      if (other !== undefined && !sameTree(other, value))
        throw new ComposeError({ text: `${kind}.${name} conflicts with imported resource`, path: [kind, name] });
    }
    return { ...whole, [kind]: { ...from, ...known } };
  }, tree);
}
