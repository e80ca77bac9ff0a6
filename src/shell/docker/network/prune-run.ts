import { pruneNetworks } from '../../../engine/api.ts';
import { filtersOf } from '../cli/filters.ts';
import { agreed, deleted } from '../cli/prune.ts';
import { order } from '../engine.ts';
import type { Context } from '../cli/command.ts';

/** `docker network prune`. */
export function runPrune(context: Context<'filter' | 'force'>): number {
  if (!agreed(context, 'WARNING! This will remove all custom networks not used by at least one container.')) return 0;
  const { NetworksDeleted } = order(context, (host) => pruneNetworks(host, filtersOf(context.flags)));
  context.call.out(deleted('Deleted Networks', NetworksDeleted));
  return 0;
}
