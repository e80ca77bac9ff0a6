import { pruneImages } from '../../../engine/api/images.ts';
import { defineCommand } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { pruneForce } from '../cli/flags/shared.table.ts';
import { agreed, reclaimed } from '../cli/prune.ts';
import { order } from '../engine.ts';
import type { Removed } from '../../../engine/images/deletion.ts';

/** What went, as prune commands tell it. */
export const deletedImages = (removed: readonly Removed[]): string =>
  removed.length === 0
    ? ''
    : `Deleted Images:\n${removed
        .map((line) => ('Deleted' in line ? `deleted: ${line.Deleted}\n` : `untagged: ${line.Untagged}\n`))
        .join('')}\n`;

export const prune = defineCommand({
  use: 'prune [OPTIONS]',
  short: 'Remove unused images',
  flags: [
    { name: 'all', short: 'a', type: 'bool', usage: 'Remove all unused images, not just dangling ones' },
    { name: 'filter', type: 'filter', usage: 'Provide filter values (e.g. "until=<timestamp>")' },
    pruneForce,
  ],
  arity: { exactly: 0 },
  run: (context) => {
    const all = flagOn(context.flags, 'all');
    const warning = all
      ? 'WARNING! This will remove all images without at least one container associated to them.'
      : 'WARNING! This will remove all dangling images.';
    if (!agreed(context, warning)) return 0;
    const filters = { ...filtersOf(context.flags), dangling: [String(!all)] };
    const { ImagesDeleted, SpaceReclaimed } = order(context, (host) => pruneImages(host, filters));
    context.call.out(deletedImages(ImagesDeleted) + reclaimed(SpaceReclaimed));
    return 0;
  },
});
