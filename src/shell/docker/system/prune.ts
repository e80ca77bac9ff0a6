import { pruneContainers, pruneNetworks, pruneVolumes } from '../../../engine/api.ts';
import { pruneBuildCache, pruneImages } from '../../../engine/api/images.ts';
import { deletedImages } from '../image/prune.ts';
import { defineCommand } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { pruneForce } from '../cli/flags/shared.table.ts';
import { agreed, deleted, reclaimed } from '../cli/prune.ts';
import { order } from '../engine.ts';

export const prune = defineCommand({
  use: 'prune [OPTIONS]',
  short: 'Remove unused data',
  flags: [
    { name: 'all', short: 'a', type: 'bool', usage: 'Remove all unused images not just dangling ones' },
    { name: 'filter', type: 'filter', usage: 'Provide filter values (e.g. "label=<key>=<value>")' },
    pruneForce,
    { name: 'volumes', type: 'bool', usage: 'Prune anonymous volumes' },
  ],
  arity: { exactly: 0 },
  run: (context) => {
    const all = flagOn(context.flags, 'all');
    const removed = [
      'all stopped containers',
      'all networks not used by at least one container',
      ...(flagOn(context.flags, 'volumes') ? ['all anonymous volumes not used by at least one container'] : []),
      all ? 'all images without at least one container associated to them' : 'all dangling images',
      all ? 'all build cache' : 'unused build cache',
    ];
    const list = removed.map((what) => `  - ${what}\n`).join('');
    if (!agreed(context, `WARNING! This will remove:\n${list}`)) return 0;
    const filters = filtersOf(context.flags);
    const { ContainersDeleted } = order(context, (host) => pruneContainers(host, filters));
    const { NetworksDeleted } = order(context, (host) => pruneNetworks(host, filters));
    const { VolumesDeleted, SpaceReclaimed } = flagOn(context.flags, 'volumes')
      ? order(context, (host) => pruneVolumes(host, filters))
      : { VolumesDeleted: [], SpaceReclaimed: 0 };
    const images = order(context, (host) => pruneImages(host, { ...filters, dangling: [String(!all)] }));
    order(context, pruneBuildCache);
    context.call.out(
      deleted('Deleted Containers', ContainersDeleted) +
        deleted('Deleted Networks', NetworksDeleted) +
        deleted('Deleted Volumes', VolumesDeleted) +
        deletedImages(images.ImagesDeleted) +
        reclaimed(SpaceReclaimed + images.SpaceReclaimed),
    );
    return 0;
  },
});
