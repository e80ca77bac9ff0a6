/** `docker stop`, `kill`, `pause`, `unpause`, `rename` and `rm`: one request for each container named. */
import { defineCommand } from '../cli/command.ts';
import { signalFlag, stopTimeout } from '../cli/flags/shared.table.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./lifecycle-run.ts'));

export const stop = defineCommand({
  use: 'stop [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Stop one or more running containers',
  ways: ['docker container stop', 'docker stop'],
  flags: [signalFlag, ...stopTimeout],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: later(async () => (await running()).runStop),
});

export const kill = defineCommand({
  use: 'kill [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Kill one or more running containers',
  ways: ['docker container kill', 'docker kill'],
  flags: [signalFlag],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: later(async () => (await running()).runKill),
});

export const pause = defineCommand({
  use: 'pause CONTAINER [CONTAINER...]',
  short: 'Pause all processes within one or more containers',
  ways: ['docker container pause', 'docker pause'],
  flags: [],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: later(async () => (await running()).runPause),
});

export const unpause = defineCommand({
  use: 'unpause CONTAINER [CONTAINER...]',
  short: 'Unpause all processes within one or more containers',
  ways: ['docker container unpause', 'docker unpause'],
  flags: [],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: later(async () => (await running()).runUnpause),
});

export const rename = defineCommand({
  use: 'rename CONTAINER NEW_NAME',
  short: 'Rename a container',
  ways: ['docker container rename', 'docker rename'],
  flags: [],
  arity: { exactly: 2 },
  completes: ['container', 'none'],
  run: later(async () => (await running()).runRename),
});

export const rm = defineCommand({
  use: 'rm [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Remove one or more containers',
  ways: ['docker container rm', 'docker container remove', 'docker rm'],
  flags: [
    { name: 'force', short: 'f', type: 'bool', usage: 'Force the removal of a running container (uses SIGKILL)' },
    { name: 'link', short: 'l', type: 'bool', usage: 'Remove the specified link' },
    { name: 'volumes', short: 'v', type: 'bool', usage: 'Remove anonymous volumes associated with the container' },
  ],
  arity: { atLeast: 1 },
  completes: ['container'],
  run: later(async () => (await running()).removeAll),
});
