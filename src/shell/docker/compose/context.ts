/** What a command of compose asks of the files around it. */
import { findProject } from '../../../compose/find.ts';
import type { Files, Found, Request } from '../../../compose/find.ts';
import { loadProject } from '../../../compose/load.ts';
import type { Switches } from '../../../compose/load.ts';
import { ComposeError } from '../../../compose/problem.ts';
import type { Project } from '../../../compose/project.ts';
import { own } from '../../../kernel/own.ts';
import { find, readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagList, flagText } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import type { ComposeContext } from './command.ts';
import type { globalFlags } from './flags/global.table.ts';
import type { Globals } from './globals.ts';
import { warn } from './log.ts';
import { progressTo } from './progress.ts';
import { asRefusal } from './select.ts';

/** The files of the place where compose is called. */
export function filesOf({ world, place, namespace }: Pick<Call, 'world' | 'place' | 'namespace'>): Files {
  const tree = treeAt(world(), place, namespace);
  return {
    read: (path) => (find(tree, path)?.kind === 'file' ? readText(tree, path) : undefined),
    isFolder: (path) => find(tree, path)?.kind === 'directory',
  };
}

const requestOf = (
  call: Call,
  globals: Pick<Globals, 'files' | 'name' | 'profiles' | 'envFiles' | 'folder'>,
): Request => ({
  cwd: call.cwd,
  shell: call.env,
  files: globals.files,
  name: globals.name,
  profiles: globals.profiles,
  envFiles: globals.envFiles,
  folder: globals.folder,
});

/** The shell's variables and, for what begins with `COMPOSE_`, those of `.env`, as far as it can be read (setEnvWithDotEnv). */
export function earlyEnvironment(
  call: Call,
  flags: FlagValues<FlagName<typeof globalFlags>>,
): Readonly<Record<string, string>> {
  const request: Request = {
    cwd: call.cwd,
    shell: call.env,
    files: flagList(flags, 'file'),
    envFiles: flagList(flags, 'env-file'),
    folder: flagText(flags, 'project-directory') || undefined,
  };
  return composeVariables(call, request);
}

function composeVariables(call: Call, request: Request): Readonly<Record<string, string>> {
  try {
    const { environment } = findProject(request, filesOf(call));
    const told = Object.entries(environment).filter(([name]) => name.startsWith('COMPOSE_'));
    return Object.fromEntries([...told, ...Object.entries(call.env)]);
  } catch (error) {
    if (error instanceof ComposeError) return call.env;
    throw error;
  }
}

export function contextOf(context: Context, globals: Globals): ComposeContext {
  const { call } = context;
  const request = requestOf(call, globals);
  const say = (text: string): void => warn(call, globals.mode, text);
  const found = (): Found => asRefusal(() => findProject(request, filesOf(call)));
  const project = (services: readonly string[] = [], switches: Switches = {}): Project => {
    const loaded = loadProject(found(), filesOf(call), { services, all: globals.all, ...switches });
    for (const { text } of loaded.warnings) say(text);
    if (!loaded.ok) throw new CliError(loaded.problem.text);
    return loaded.project;
  };
  const nameOfEnvironment = (): string | undefined =>
    own(composeVariables(call, request), 'COMPOSE_PROJECT_NAME') || undefined;
  return {
    ...context,
    globals,
    progress: progressTo(call, globals),
    found,
    project,
    projectName: () => globals.name ?? nameOfEnvironment() ?? project().name,
    projectOrName: (services = []) => {
      if (globals.files.length === 0 && globals.name !== undefined) return { name: globals.name, project: undefined };
      try {
        const read = project(services, { noEnvResolution: true });
        return { name: read.name, project: read };
      } catch (error) {
        const name = nameOfEnvironment();
        if (name === undefined || !(error instanceof CliError)) throw error;
        return { name, project: undefined };
      }
    },
    warn: say,
  };
}
