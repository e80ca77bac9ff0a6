/** `docker swarm init`, `join` and `leave`. */
import { defineCommand } from '../cli/command.ts';
import { initFlags, joinFlags, leaveFlags } from './flags.table.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./runs.ts'));

export const init = defineCommand({
  use: 'init [OPTIONS]',
  short: 'Initialize a swarm',
  flags: initFlags,
  arity: { exactly: 0 },
  run: later(async () => (await running()).runInit),
});

export const join = defineCommand({
  use: 'join [OPTIONS] HOST:PORT',
  short: 'Join a swarm as a node and/or manager',
  flags: joinFlags,
  arity: { exactly: 1 },
  run: later(async () => (await running()).runJoin),
});

export const leave = defineCommand({
  use: 'leave [OPTIONS]',
  short: 'Leave the swarm',
  flags: leaveFlags,
  arity: { exactly: 0 },
  run: later(async () => (await running()).runLeave),
});
