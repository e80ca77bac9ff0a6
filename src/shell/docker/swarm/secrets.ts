/** `docker swarm join-token`, `ca`, `unlock` and `unlock-key`. */
import { inspectNode, joinTokens, rotateToken, swarmUnlockKey } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import type { Asking } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { ask, order } from '../engine.ts';
import { caFlags, joinTokenFlags, unlockKeyFlags } from './flags.table.ts';

type Role = 'worker' | 'manager';

/** How others join, as `docker swarm init` and `join-token` tell it. */
export function joinCommand(context: Asking, role: Role): string {
  const tokens = ask(context, joinTokens);
  return `To add a ${role} to this swarm, run the following command:

    docker swarm join --token ${tokens[role]} ${tokens.address}

`;
}

export const joinToken = defineCommand({
  use: 'join-token [OPTIONS] (worker|manager)',
  short: 'Manage join tokens',
  flags: joinTokenFlags,
  arity: { exactly: 1 },
  run: (context) => {
    const { call, flags } = context;
    const role = context.arguments[0] ?? '';
    if (role !== 'worker' && role !== 'manager') throw new CliError(`unknown role ${role}`);
    if (flagOn(flags, 'rotate')) {
      order(context, (host) => rotateToken(host, role));
      if (!flagOn(flags, 'quiet')) call.out(`Successfully rotated ${role} join token.\n\n`);
    }
    call.out(flagOn(flags, 'quiet') ? `${ask(context, joinTokens)[role]}\n` : joinCommand(context, role));
    return 0;
  },
});

export const ca = defineCommand({
  use: 'ca [OPTIONS]',
  short: 'Display and rotate the root CA',
  flags: caFlags,
  arity: { exactly: 0 },
  run: (context) => {
    const { TrustRoot } = ask(context, (host) => inspectNode(host, 'self')).Description.TLSInfo;
    context.call.out(`${TrustRoot}\n`);
    return 0;
  },
});

export const unlock = defineCommand({
  use: 'unlock',
  short: 'Unlock swarm',
  flags: [],
  arity: { exactly: 0 },
  run: (context) => {
    ask(context, swarmUnlockKey);
    throw new CliError('Error: swarm is not locked');
  },
});

export const unlockKey = defineCommand({
  use: 'unlock-key [OPTIONS]',
  short: 'Manage the unlock key',
  flags: unlockKeyFlags,
  arity: { exactly: 0 },
  run: (context) => {
    ask(context, swarmUnlockKey);
    throw new CliError('no unlock key is set');
  },
});
