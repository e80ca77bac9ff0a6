/** `docker swarm join-token`, `ca`, `unlock` and `unlock-key`. */
import { defineCommand } from '../cli/command.ts';
import { caFlags, joinTokenFlags, unlockKeyFlags } from './flags.table.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./runs.ts'));

export const joinToken = defineCommand({
  use: 'join-token [OPTIONS] (worker|manager)',
  short: 'Manage join tokens',
  flags: joinTokenFlags,
  arity: { exactly: 1 },
  run: later(async () => (await running()).runJoinToken),
});

export const ca = defineCommand({
  use: 'ca [OPTIONS]',
  short: 'Display and rotate the root CA',
  flags: caFlags,
  arity: { exactly: 0 },
  run: later(async () => (await running()).runCa),
});

export const unlock = defineCommand({
  use: 'unlock',
  short: 'Unlock swarm',
  flags: [],
  arity: { exactly: 0 },
  run: later(async () => (await running()).runUnlock),
});

export const unlockKey = defineCommand({
  use: 'unlock-key [OPTIONS]',
  short: 'Manage the unlock key',
  flags: unlockKeyFlags,
  arity: { exactly: 0 },
  run: later(async () => (await running()).runUnlockKey),
});
