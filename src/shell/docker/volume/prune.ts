import { pruneVolumes } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { pruneForce } from '../cli/flags/shared.table.ts';
import { agreed, deleted, reclaimed } from '../cli/prune.ts';
import { order } from '../engine.ts';

export const prune = defineCommand({
  use: 'prune [OPTIONS]',
  short: 'Remove unused local volumes',
  flags: [
    { name: 'all', short: 'a', type: 'bool', usage: 'Remove all unused volumes, not just anonymous ones' },
    { name: 'filter', type: 'filter', usage: 'Provide filter values (e.g. "label=<label>")' },
    pruneForce,
  ],
  arity: { exactly: 0 },
  run: (context) => {
    const all = flagOn(context.flags, 'all');
    const what = all ? 'all local volumes' : 'anonymous local volumes';
    if (!agreed(context, `WARNING! This will remove ${what} not used by at least one container.`)) return 0;
    const filters = { ...filtersOf(context.flags), ...(all && { all: ['true'] }) };
    const { VolumesDeleted, SpaceReclaimed } = order(context, (host) => pruneVolumes(host, filters));
    context.call.out(`${deleted('Deleted Volumes', VolumesDeleted)}${reclaimed(SpaceReclaimed)}`);
    return 0;
  },
});
