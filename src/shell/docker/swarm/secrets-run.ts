import { inspectNode, joinTokens, rotateToken, swarmUnlockKey } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Asking } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { ask, order } from '../engine.ts';
import type { caFlags, joinTokenFlags, unlockKeyFlags } from './flags.table.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';

type Role = 'worker' | 'manager';

/** How others join, as `docker swarm init` and `join-token` tell it. */
export function joinCommand(context: Asking, role: Role): string {
  const tokens = ask(context, joinTokens);
  return `To add a ${role} to this swarm, run the following command:

    docker swarm join --token ${tokens[role]} ${tokens.address}

`;
}

/** `docker swarm join-token`. */
export function runJoinToken(context: Context<FlagName<typeof joinTokenFlags>>): number {
  const { call, flags } = context;
  const role = context.arguments[0] ?? '';
  if (role !== 'worker' && role !== 'manager') throw new CliError(`unknown role ${role}`);
  if (flagOn(flags, 'rotate')) {
    order(context, (host) => rotateToken(host, role));
    if (!flagOn(flags, 'quiet')) call.out(`Successfully rotated ${role} join token.\n\n`);
  }
  call.out(flagOn(flags, 'quiet') ? `${ask(context, joinTokens)[role]}\n` : joinCommand(context, role));
  return 0;
}

/** `docker swarm ca`. */
export function runCa(context: Context<FlagName<typeof caFlags>>): number {
  const { TrustRoot } = ask(context, (host) => inspectNode(host, 'self')).Description.TLSInfo;
  context.call.out(`${TrustRoot}\n`);
  return 0;
}

/** `docker swarm unlock`. */
export function runUnlock(context: Context<never>): number {
  ask(context, swarmUnlockKey);
  throw new CliError('Error: swarm is not locked');
}

/** `docker swarm unlock-key`. */
export function runUnlockKey(context: Context<FlagName<typeof unlockKeyFlags>>): number {
  ask(context, swarmUnlockKey);
  throw new CliError('no unlock key is set');
}
