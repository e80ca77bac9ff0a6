/** `docker builder …` */
import { pruneBuildCache } from '../../../engine/api/images.ts';
import { defineCommand } from '../cli/command.ts';
import type { Group } from '../cli/command.ts';
import { pruneForce } from '../cli/flags/shared.table.ts';
import { agreed, reclaimed } from '../cli/prune.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { order } from '../engine.ts';
import { build } from './build.ts';
import { builderNotice } from './notice.ts';

const prune = defineCommand({
  use: 'prune',
  short: 'Remove build cache',
  flags: [
    { name: 'all', short: 'a', type: 'bool', usage: 'Remove all unused build cache, not just dangling ones' },
    { name: 'filter', type: 'filter', usage: 'Provide filter values (e.g. "until=24h")' },
    pruneForce,
    { name: 'keep-storage', type: 'bytes', usage: 'Amount of disk space to keep for cache' },
  ],
  arity: { exactly: 0 },
  announces: builderNotice,
  run: (context) => {
    const all = flagOn(context.flags, 'all');
    const warning = all
      ? 'WARNING! This will remove all build cache.'
      : 'WARNING! This will remove all dangling build cache.';
    if (!agreed(context, warning)) return 0;
    order(context, pruneBuildCache);
    context.call.out(reclaimed());
    return 0;
  },
});

export const builder: Group = { use: 'builder COMMAND', short: 'Manage builds', commands: [build, prune] };
