/**
 * Files and variables become a project; the order of the stages gives the first error (compose-go loader/loader.go,
 * compose cmd/compose/compose.go).
 */
import { buildProject } from './build.ts';
import { consistent } from './consistency.ts';
import { withEnvFiles, withLabelFiles } from './env-files.ts';
import { baseName } from './file-path.ts';
import type { Files, Found } from './find.ts';
import { interpolate } from './interpolate/interpolate.ts';
import { loadFile, loadModel } from './load-file.ts';
import { normalize } from './normalize.ts';
import { ComposeError } from './problem.ts';
import type { Problem, Warning } from './problem.ts';
import { withProfiles, withSelectedServices, withServicesEnabled, withoutUnused } from './profiles.ts';
import { checkProjectName, normalizedName } from './project-name.ts';
import type { Project } from './project.ts';
import { Reading } from './reading.ts';
import type { Mode } from './reading.ts';
import { nameIn, namesProject } from './source.ts';
import type { Source } from './source.ts';
import { spotIn, wayIn } from './spots.ts';
import type { Spot, TreePath, TreeRecord } from './tree.ts';
import { own } from '../kernel/own.ts';

/** What `config` can be told to leave undone, and which part of the project a command is about. */
export interface Switches {
  readonly noInterpolate?: boolean;
  readonly noConsistency?: boolean;
  readonly noNormalize?: boolean;
  readonly noPathResolution?: boolean;
  /** `env_file` stays as it is. */
  readonly noEnvResolution?: boolean;
  /** The env files of all services are read, not only of those that are asked for: so does `config`, whatever it is told. */
  readonly allEnvFiles?: boolean;
  /** These and what they depend on are the services of the project, whatever their profiles say; none: all of its profiles. */
  readonly services?: readonly string[];
  /** Networks, volumes and the like stay that no service uses. */
  readonly all?: boolean;
}

interface Said {
  readonly warnings: readonly Warning[];
  /** Where a value of the project stands in the files, as far as it stands in one. */
  readonly spotOf: (path: TreePath) => Spot | undefined;
}

type Outcome<T> = (({ readonly ok: true } & T) | { readonly ok: false; readonly problem: Problem }) & Said;

export type Loaded = Outcome<{ readonly project: Project }>;
/** The tree that all files come to, before it is a project. */
export type LoadedModel = Outcome<{ readonly tree: TreeRecord; readonly name: string }>;

interface Model {
  readonly tree: TreeRecord;
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Reads a project. Takes any files, and never throws. */
export function loadProject(found: Found, files: Files, switches: Switches = {}): Loaded {
  return outcome(found, files, (reading) => ({ project: projectOf(reading, found, files, switches) }));
}

/** Reads the files of a project no further than to one tree, as `config --no-interpolate` shows it. Never throws. */
export function loadTree(found: Found, files: Files, switches: Switches = {}): LoadedModel {
  return outcome(found, files, (reading) => modelOf(reading, found, switches));
}

function outcome<T>(found: Found, files: Files, load: (reading: Reading) => T): Outcome<T> {
  const reading = new Reading(files, own(found.environment, 'PWD') ?? found.folder, {
    model: loadModel,
    file: loadFile,
  });
  const spotOf = (path: TreePath): Spot | undefined => spotIn(reading.sources, path);
  try {
    const result = load(reading);
    return { ok: true, ...result, warnings: [...found.warnings, ...reading.warnings], spotOf };
  } catch (error) {
    const problem = located(problemOf(error), reading.sources);
    return { ok: false, problem, warnings: [...found.warnings, ...reading.warnings], spotOf };
  }
}

const problemOf = (error: unknown): Problem =>
  error instanceof ComposeError ? error.problem : { text: 'the files are too large or too deep to be read' };

function located(problem: Problem, sources: readonly Source[]): Problem {
  const path = problem.path ?? wayIn(problem.text);
  return problem.spot || !path ? problem : { ...problem, spot: spotIn(sources, path) };
}

function projectOf(reading: Reading, found: Found, files: Files, switches: Switches): Project {
  const { tree, name, environment } = modelOf(reading, found, switches);
  let project = buildProject(tree, { ...found, environment }, name, reading.remark);
  project = withProfiles(project, found.profiles);
  if (!switches.noConsistency) project = consistent(project);
  if (switches.allEnvFiles) project = withEnvFiles(project, files, reading.remark);
  project = withLabelFiles(project, files, reading.remark);
  if (name === '')
    throw new ComposeError({ text: "project name can't be empty. Use `--project-name` to set a valid name" });
  const services = switches.services ?? [];
  project = withSelectedServices(withServicesEnabled(project, services), services);
  if (!switches.all) project = withoutUnused(project);
  return switches.noEnvResolution ? project : withEnvFiles(project, files, reading.remark);
}

function modelOf(reading: Reading, found: Found, switches: Switches): Model {
  if (found.files.length === 0) throw new ComposeError({ text: 'no configuration file provided: not found' });
  const sources = found.files.map((file) => reading.open(file));
  const name = projectName(reading, found, sources, switches);
  const environment = { ...found.environment, COMPOSE_PROJECT_NAME: name };
  const mode: Mode = {
    folder: found.folder,
    environment,
    interpolates: !switches.noInterpolate,
    resolvesPaths: !switches.noPathResolution,
    partial: false,
  };
  const tree = loadModel(reading, mode, found.folder, found.files);
  if (Object.keys(tree).length === 0) throw new ComposeError({ text: 'empty compose file' });
  if (name === '') throw new ComposeError({ text: 'project name must not be empty' });
  return { tree: switches.noNormalize ? tree : normalize(tree, name, environment), name, environment };
}

/** From the command line, a variable, the last file that has one, or the folder. */
function projectName(reading: Reading, found: Found, sources: readonly Source[], switches: Switches): string {
  const named = !found.named && sources.some(namesProject);
  if (found.name !== undefined) {
    checkProjectName(found.name);
    return found.name;
  }
  const written = sources.reduce<string>((name, source) => nameIn(source) ?? name, '');
  const remark = (_: TreePath, warning: Warning): void => {
    reading.remark(warning);
  };
  const lookup = (name: string): string | undefined => own(found.environment, name);
  const filled = switches.noInterpolate ? written : own(interpolate({ name: written }, lookup, remark), 'name');
  const text = typeof filled === 'string' ? filled : '';
  const fitting = switches.noNormalize ? text : normalizedName(text);
  return fitting || (named ? '' : normalizedName(baseName(found.folder)));
}
