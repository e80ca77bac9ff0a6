/** All of docker's commands, assembled from what each noun has, in the order of its help. */
import { absent, byName } from './cli/command.ts';
import type { Entry } from './cli/command.ts';
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
import { node } from './node/commands.ts';
import { service } from './service/commands.ts';
import { stack } from './stack/commands.ts';
import { swarm } from './swarm/commands.ts';
import { system, systemShortcuts } from './system/commands.ts';
import { info } from './system/info.ts';
import { version } from './system/version.ts';
import { volume } from './volume/commands.ts';

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
  node,
  absent('secret', 'Manage Swarm secrets'),
  service,
  stack,
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
