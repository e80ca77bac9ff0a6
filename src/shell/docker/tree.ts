/** All of docker's commands, assembled from what each noun has, in the order of its help. */
import { part } from '../../kernel/part.ts';
import { absent, byName } from './cli/command.ts';
import type { Entry, Group } from './cli/command.ts';
import type { Section } from './cli/help.ts';
import { compose } from './compose/compose.ts';
import { context } from './context/commands.ts';
import { container, containerShortcuts } from './container/commands.ts';
import { exec } from './container/exec.ts';
import { ps } from './container/ps.ts';
import { run } from './container/run.ts';
import { build } from './build/build.ts';
import { builder } from './build/commands.ts';
import { image, imageShortcuts, push } from './image/commands.ts';
import { images } from './image/ls.ts';
import { pull } from './image/pull.ts';
import { network } from './network/commands.ts';
import { system, systemShortcuts } from './system/commands.ts';
import { info } from './system/info.ts';
import { version } from './system/version.ts';
import { volume } from './volume/commands.ts';

/** Loaded when one of a swarm's nouns is first called. */
const swarming = part(() => import('./swarming.ts'));

/** A noun whose commands are a part of their own. */
const noun = (use: string, short: string, commands: () => Group['commands']): Group => ({
  use,
  short,
  get commands() {
    return commands();
  },
});

const swarm = noun('swarm COMMAND', 'Manage Swarm', () => swarming().swarmCommands);

const common: readonly Entry[] = [
  run,
  exec,
  ps,
  build,
  pull,
  push,
  images,
  absent('login', 'Authenticate to a registry'),
  absent('logout', 'Log out from a registry'),
  absent('search', 'Search Docker Hub for images'),
  version,
  info,
];

const management: readonly Entry[] = [
  builder,
  compose,
  container,
  context,
  image,
  absent('manifest', 'Manage Docker image manifests and manifest lists'),
  network,
  absent('plugin', 'Manage plugins'),
  system,
  absent('trust', 'Manage trust on Docker images'),
  volume,
];

/** Commands that docker has and its help does not list unless the engine manages a swarm. */
const managing: readonly Entry[] = [
  absent('config', 'Manage Swarm configs'),
  noun('node COMMAND', 'Manage Swarm nodes', () => swarming().nodeCommands),
  absent('secret', 'Manage Swarm secrets'),
  noun('service COMMAND', 'Manage Swarm services', () => swarming().serviceCommands),
  noun('stack COMMAND', 'Manage Swarm stacks', () => swarming().stackCommands),
];

const shortcuts = byName([...containerShortcuts, ...imageShortcuts, ...systemShortcuts]);

/** What docker's own help lists; `manages` tells whether the engine manages a swarm. */
export const rootSections = (manages: boolean): readonly Section[] => [
  { title: 'Common Commands', entries: common },
  { title: 'Management Commands', entries: management },
  { title: 'Swarm Commands', entries: manages ? byName([...managing, swarm]) : [swarm] },
  { title: 'Commands', entries: shortcuts },
];

export const rootEntries: readonly Entry[] = [...rootSections(false).flatMap(({ entries }) => entries), ...managing];
