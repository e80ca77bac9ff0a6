import { createNetwork } from '../../../engine/api.ts';
import { order } from '../engine.ts';
import type { createFlags } from './flags.table.ts';
import { networkInput } from './options.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';

/** `docker network create`. */
export function runCreate(context: Context<FlagName<typeof createFlags>>): number {
  const input = networkInput(context.flags, context.arguments[0] ?? '');
  const { Id, Warning } = order(context, (host) => createNetwork(host, input));
  if (Warning !== '') context.call.err(`WARNING: ${Warning}\n`);
  context.call.out(`${Id}\n`);
  return 0;
}
