/** `docker start` and `docker restart`. */
import { defineCommand } from '../cli/command.ts';
import { detachKeys, signalFlag, stopTimeout } from '../cli/flags/shared.table.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./start-run.ts'));

export const start = defineCommand({
  use: 'start [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Start one or more stopped containers',
  ways: ['docker container start', 'docker start'],
  flags: [
    { name: 'attach', short: 'a', type: 'bool', usage: 'Attach STDOUT/STDERR and forward signals' },
    detachKeys,
    { name: 'interactive', short: 'i', type: 'bool', usage: "Attach container's STDIN" },
  ],
  arity: { atLeast: 1 },
  completes: ['container'],
  run: later(async () => (await running()).runStart),
});

export const restart = defineCommand({
  use: 'restart [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Restart one or more containers',
  ways: ['docker container restart', 'docker restart'],
  flags: [signalFlag, ...stopTimeout],
  arity: { atLeast: 1 },
  completes: ['container'],
  run: later(async () => (await running()).runRestart),
});
