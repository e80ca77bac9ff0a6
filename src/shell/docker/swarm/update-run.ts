import { setTaskHistory } from '../../../engine/api.ts';
import { flagNumber, isSet } from '../cli/flags/flag.ts';
import { order } from '../engine.ts';
import type { updateFlags } from './flags.table.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';

/** `docker swarm update`. */
export function runUpdate(context: Context<FlagName<typeof updateFlags>>): number {
  const { flags } = context;
  const limit = isSet(flags, 'task-history-limit') ? flagNumber(flags, 'task-history-limit') : undefined;
  order(context, (host) => setTaskHistory(host, limit));
  context.call.out('Swarm updated.\n');
  return 0;
}
