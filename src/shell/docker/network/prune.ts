import { pruneNetworks } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { pruneForce, untilFilter } from '../cli/flags/shared.table.ts';
import { agreed, deleted } from '../cli/prune.ts';
import { order } from '../engine.ts';

export const prune = defineCommand({
  use: 'prune [OPTIONS]',
  short: 'Remove all unused networks',
  flags: [untilFilter, pruneForce],
  arity: { exactly: 0 },
  run: (context) => {
    if (!agreed(context, 'WARNING! This will remove all custom networks not used by at least one container.')) return 0;
    const { NetworksDeleted } = order(context, (host) => pruneNetworks(host, filtersOf(context.flags)));
    context.call.out(deleted('Deleted Networks', NetworksDeleted));
    return 0;
  },
});
