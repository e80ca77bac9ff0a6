import { pruneContainers } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { pruneForce, untilFilter } from '../cli/flags/shared.table.ts';
import { agreed, deleted, reclaimed } from '../cli/prune.ts';
import { order } from '../engine.ts';

export const prune = defineCommand({
  use: 'prune [OPTIONS]',
  short: 'Remove all stopped containers',
  flags: [untilFilter, pruneForce],
  arity: { exactly: 0 },
  run: (context) => {
    if (!agreed(context, 'WARNING! This will remove all stopped containers.')) return 0;
    const { ContainersDeleted } = order(context, (host) => pruneContainers(host, filtersOf(context.flags)));
    context.call.out(deleted('Deleted Containers', ContainersDeleted) + reclaimed());
    return 0;
  },
});
