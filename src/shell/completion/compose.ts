/** What may stand after `docker compose`; loaded with compose itself, when its name is typed first. */
import { findProject } from '../../compose/find.ts';
import { loadProject } from '../../compose/load.ts';
import { ComposeError } from '../../compose/problem.ts';
import type { Place, World } from '../../world/world.ts';
import { nameOf } from '../docker/cli/command.ts';
import { filesOf } from '../docker/compose/context.ts';
import { globalFlags } from '../docker/compose/flags/global.table.ts';
import { composeCommands } from '../docker/compose/tree.ts';
import { shellAt } from '../shell-state.ts';
import { commandOptions, readArguments, type DockerHost, type Inside } from './docker.ts';
import type { Options } from './follow.ts';

const top = { flags: globalFlags, stopsAtArgument: true };

/** Commands, flags, and the services of the project in the folder. */
export function composeOptions(
  world: World,
  place: Place,
  host: DockerHost,
  args: readonly string[],
  word: string,
  inside: Inside,
): Options {
  const { positional, awaiting } = readArguments(top, args);
  const [name, ...rest] = positional;
  if (name === undefined) {
    if (awaiting !== undefined || word.startsWith('-')) return commandOptions(host, top, args, word, inside);
    return { prefix: '', options: composeCommands.filter(({ hidden }) => !hidden).map(nameOf) };
  }
  const command = composeCommands.find((each) => nameOf(each) === name);
  if (command === undefined) return { prefix: '', options: [] };
  if (command.commands) return { prefix: '', options: rest.length === 0 ? command.commands.map(nameOf) : [] };
  return commandOptions({ ...host, services: servicesAt(world, place) }, command, rest, word, inside);
}

/** The services of the files in the shell's folder; none where they cannot be read. */
function servicesAt(world: World, place: Place): readonly string[] {
  const files = filesOf({ world: () => world, place, namespace: undefined });
  const { cwd, env } = shellAt(world, place);
  try {
    const loaded = loadProject(findProject({ cwd, shell: env }, files), files);
    if (!loaded.ok) return [];
    const { project } = loaded;
    return [...Object.keys(project.services), ...Object.keys(project.disabled)];
  } catch (error) {
    if (error instanceof ComposeError) return [];
    throw error;
  }
}
