/** All of docker's commands, in the order of its help. */
import type { Absent, Entry, Group } from './cli/command.ts';
import { attach, wait } from './container/attach.ts';
import { cp } from './container/cp.ts';
import { exec } from './container/exec.ts';
import { image, images, pull } from './image/image.ts';
import { info } from './system/info.ts';
import { containerInspectCommand, inspect } from './system/inspect.ts';
import { kill, pause, rename, rm, stop, unpause, update } from './container/lifecycle.ts';
import { logs } from './container/logs.ts';
import { network } from './network/network.ts';
import { node } from './swarm/node.ts';
import { port } from './container/port.ts';
import { containerPrune, systemPrune } from './system/prune.ts';
import { ls, ps } from './container/ps.ts';
import { create, run } from './container/run.ts';
import { restart, start } from './container/start.ts';
import { service } from './swarm/service.ts';
import { swarm } from './swarm/swarm.ts';
import { top } from './container/top.ts';
import { version } from './system/version.ts';

const absent = (use: string, short: string): Absent => ({ use, short, absent: true });

const commit = absent('commit', "Create a new image from a container's changes");
const diff = absent('diff', "Inspect changes to files or directories on a container's filesystem");
const events = absent('events', 'Get real time events from the server');
const exporting = absent('export', "Export a container's filesystem as a tar archive");
const stats = absent('stats', 'Display a live stream of container(s) resource usage statistics');

const container: Group = {
  use: 'container COMMAND',
  short: 'Manage containers',
  commands: [
    attach,
    commit,
    cp,
    create,
    diff,
    exec,
    exporting,
    containerInspectCommand,
    kill,
    logs,
    ls,
    pause,
    port,
    containerPrune,
    rename,
    restart,
    rm,
    run,
    start,
    stats,
    stop,
    top,
    unpause,
    update,
    wait,
  ],
};

const system: Group = {
  use: 'system COMMAND',
  short: 'Manage Docker',
  commands: [absent('df', 'Show docker disk usage'), events, info, systemPrune],
};

export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The section of a swarm's commands. */
export const SWARM = 'Swarm Commands';

export const rootSections: readonly Section[] = [
  {
    title: 'Common Commands',
    entries: [
      run,
      exec,
      ps,
      absent('build', 'Build an image from a Dockerfile'),
      pull,
      absent('push', 'Upload an image to a registry'),
      images,
      absent('login', 'Authenticate to a registry'),
      absent('logout', 'Log out from a registry'),
      absent('search', 'Search Docker Hub for images'),
      version,
      info,
    ],
  },
  {
    title: 'Management Commands',
    entries: [
      absent('builder', 'Manage builds'),
      { ...absent('compose', 'Docker Compose'), plugin: true },
      container,
      absent('context', 'Manage contexts'),
      image,
      absent('manifest', 'Manage Docker image manifests and manifest lists'),
      network,
      absent('plugin', 'Manage plugins'),
      system,
      absent('trust', 'Manage trust on Docker images'),
      absent('volume', 'Manage volumes'),
    ],
  },
  { title: SWARM, entries: [swarm] },
  {
    title: 'Commands',
    entries: [
      attach,
      commit,
      cp,
      create,
      diff,
      events,
      exporting,
      absent('history', 'Show the history of an image'),
      absent('import', 'Import the contents from a tarball to create a filesystem image'),
      inspect,
      kill,
      absent('load', 'Load an image from a tar archive or STDIN'),
      logs,
      pause,
      port,
      rename,
      restart,
      rm,
      absent('rmi', 'Remove one or more images'),
      absent('save', 'Save one or more images to a tar archive (streamed to STDOUT by default)'),
      start,
      stats,
      stop,
      absent('tag', 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE'),
      top,
      unpause,
      update,
      wait,
    ],
  },
];

/** Commands that docker has and its help does not list unless the engine is in a swarm. */
export const swarmEntries: readonly Entry[] = [
  absent('config', 'Manage Swarm configs'),
  node,
  absent('secret', 'Manage Swarm secrets'),
  service,
  absent('stack', 'Manage Swarm stacks'),
];

export const rootEntries: readonly Entry[] = [...rootSections.flatMap(({ entries }) => entries), ...swarmEntries];
