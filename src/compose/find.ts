/**
 * Where a project's files are, and which variables they see (compose-go cli/options.go; compose cmd/compose/compose.go).
 */
import { own } from '../kernel/own.ts';
import { envFileIn, readEnvFiles } from './dotenv.ts';
import { absolutePath, folderOf } from './file-path.ts';
import type { Remark } from './interpolate/template.ts';
import { joinPath } from './paths.ts';
import { ComposeError } from './problem.ts';
import type { Warning } from './problem.ts';
import { checkProjectName } from './project-name.ts';
import { goQuoted } from './go.ts';

/** The files of a place; paths are absolute, but for `-`, which is what a command is fed with. */
export interface Files {
  /** Undefined where there is no file, or it is a folder. */
  readonly read: (path: string) => string | undefined;
  readonly isFolder: (path: string) => boolean;
}

/** What was asked for on the command line (compose's own flags) and in the shell. */
export interface Request {
  /** Where the command was given; absolute. */
  readonly cwd: string;
  /** The shell's variables. */
  readonly shell: Readonly<Record<string, string>>;
  /** `-f`, as typed; empty: `COMPOSE_FILE`, then the names that compose looks for. */
  readonly files?: readonly string[];
  /** `-p`. */
  readonly name?: string | undefined;
  readonly profiles?: readonly string[];
  /** `--env-file`; empty: `COMPOSE_ENV_FILES`, then `.env`. */
  readonly envFiles?: readonly string[];
  /** `--project-directory`. */
  readonly folder?: string | undefined;
}

/** The project that a command is about, before its files are read. */
export interface Found {
  /** From `-p`, or `COMPOSE_PROJECT_NAME`, which is checked when the files are read. Undefined until the files were asked, which may name it. */
  readonly name: string | undefined;
  /** `-p` was given: the files are not asked first. */
  readonly named: boolean;
  readonly folder: string;
  /** Absolute, but for `-`; none where no file was found. */
  readonly files: readonly string[];
  /** What `--env-file` or `COMPOSE_ENV_FILES` named; absolute. */
  readonly envFiles: readonly string[];
  /** The shell's variables over those of the env files. */
  readonly environment: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  readonly warnings: readonly Warning[];
}

/** Names of a project's file that need not be said, and of one that is laid over it; the first of each counts. */
export const FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
export const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * Finds the files, the folder, the name and the variables of a project, as compose does. That there is no file is no problem
 * until it is read.
 * @throws ComposeError
 */
export function findProject(request: Request, files: Files): Found {
  const warnings: Warning[] = [];
  const remark: Remark = (warning) => warnings.push(warning);
  const { cwd } = request;
  const folder = request.folder ? absolutePath(cwd, request.folder) : undefined;
  const chosen = request.files ?? [];
  const envFiles = namedEnvFiles(request).map((path) => absolutePath(cwd, path));
  const workingFolder = (paths: readonly string[]): string => folder ?? folderOfFirst(paths, cwd);

  let environment: Record<string, string> = { PWD: cwd, ...request.shell };
  const readVariables = (paths: readonly string[]): void => {
    const named = envFiles.length > 0 ? envFiles : defaultEnvFile(workingFolder(paths), request.shell, files);
    environment = { ...Object.fromEntries(readEnvFiles(named, cwd, files, environment, remark)), ...environment };
  };
  environment = { ...ofCompose(request, envFiles, workingFolder(chosen), files, remark), ...environment };
  readVariables(chosen);
  const paths = chosen.length > 0 ? chosen : (fromVariable(environment, cwd, files) ?? []);
  const found = paths.length > 0 ? paths : lookFor(workingFolder([]), files, remark);
  readVariables(found);

  if (request.name) checkProjectName(request.name);
  return {
    name: request.name || own(environment, 'COMPOSE_PROJECT_NAME') || undefined,
    named: Boolean(request.name),
    folder: workingFolder(found),
    files: found.map((path) => (path === '-' ? path : absolutePath(cwd, path))),
    envFiles,
    environment,
    profiles: request.profiles?.length
      ? request.profiles
      : (own(environment, 'COMPOSE_PROFILES') ?? '').split(',').map((profile) => profile.trim()),
    warnings,
  };
}

const namedEnvFiles = ({ envFiles = [], shell }: Request): readonly string[] =>
  envFiles.length > 0 ? envFiles : (own(shell, 'COMPOSE_ENV_FILES') ?? '').split(',').filter((path) => path !== '');

function folderOfFirst(paths: readonly string[], cwd: string): string {
  const first = paths.find((path) => path !== '-');
  return first === undefined ? cwd : folderOf(absolutePath(cwd, first));
}

function defaultEnvFile(folder: string, shell: Readonly<Record<string, string>>, files: Files): readonly string[] {
  const disabled = own(shell, 'COMPOSE_DISABLE_ENV_FILE');
  if (disabled !== undefined && toBoolean(disabled)) return [];
  return envFileIn(folder, files);
}

function toBoolean(text: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false;
  throw new ComposeError({ text: `strconv.ParseBool: parsing ${goQuoted(text)}: invalid syntax` });
}

/** Before anything else, compose takes what is its own out of the variables' file, twice over, and says nothing of what fails. */
function ofCompose(
  request: Request,
  envFiles: readonly string[],
  folder: string,
  files: Files,
  remark: Remark,
): Record<string, string> {
  try {
    const named = envFiles.length > 0 ? envFiles : defaultEnvFile(folder, request.shell, files);
    readEnvFiles(named, request.cwd, files, request.shell, remark);
    const variables = readEnvFiles(named, request.cwd, files, request.shell, remark);
    return Object.fromEntries([...variables].filter(([name]) => name.startsWith('COMPOSE_')));
  } catch (error) {
    if (error instanceof ComposeError) return {};
    throw error;
  }
}

function fromVariable(
  environment: Readonly<Record<string, string>>,
  cwd: string,
  files: Files,
): readonly string[] | undefined {
  const paths = own(environment, 'COMPOSE_FILE')?.split(own(environment, 'COMPOSE_PATH_SEPARATOR') || ':');
  return paths?.map((path) => {
    if (path === '-') return path;
    const file = absolutePath(cwd, path);
    if (exists(file, files)) return file;
    throw new ComposeError({ text: `stat ${file}: no such file or directory`, missing: { kind: 'file', name: file } });
  });
}

const exists = (path: string, files: Files): boolean => files.isFolder(path) || files.read(path) !== undefined;

/** Looks in a folder and then in its parents. */
function lookFor(start: string, files: Files, remark: Remark): readonly string[] {
  const present = (folder: string, names: readonly string[]): readonly string[] =>
    names.map((name) => joinPath(folder, name)).filter((path) => exists(path, files));
  const first = (paths: readonly string[], kind: string): readonly string[] => {
    if (paths.length > 1) {
      remark({ text: `Found multiple ${kind} files with supported names: ${paths.join(', ')}` });
      remark({ text: `Using ${paths[0]}` });
    }
    return paths.slice(0, 1);
  };
  for (let folder = start; ; folder = folderOf(folder.replace(/\/$/, ''))) {
    const candidates = present(folder, FILES);
    if (candidates.length > 0)
      return [...first(candidates, 'config'), ...first(present(folder, OVERRIDES), 'override')];
    if (folder === '/') return [];
  }
}
