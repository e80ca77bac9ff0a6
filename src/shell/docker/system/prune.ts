/** `docker container prune`, `network prune`, `image prune`, `system prune`. */
import { pruneContainers, pruneNetworks } from '../../../engine/api.ts';
import type { Command, Context } from '../cli/command.ts';
import { order } from '../engine.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { pruneForce, untilFilter } from '../cli/flags/shared.table.ts';

/** Asks on the terminal; no answer means no. */
function agreed({ call, flags }: Context, warning: string): boolean {
  if (flagOn(flags, 'force')) return true;
  call.out(`${warning}\nAre you sure you want to continue? [y/N] `);
  return /^\s*y(es)?\s*$/i.test(call.stdin.split('\n')[0] ?? '');
}

const deleted = (title: string, names: readonly string[]): string =>
  names.length === 0 ? '' : `${title}:\n${names.join('\n')}\n\n`;

const flags = [untilFilter, pruneForce];
const reclaimed = 'Total reclaimed space: 0B\n';

export const containerPrune: Command = {
  use: 'prune [OPTIONS]',
  short: 'Remove all stopped containers',
  flags,
  arity: { exactly: 0 },
  run: (context) => {
    if (!agreed(context, 'WARNING! This will remove all stopped containers.')) return 0;
    const { ContainersDeleted } = order(context, (host) => pruneContainers(host, filtersOf(context.flags)));
    context.call.out(deleted('Deleted Containers', ContainersDeleted) + reclaimed);
    return 0;
  },
};

export const networkPrune: Command = {
  use: 'prune [OPTIONS]',
  short: 'Remove all unused networks',
  flags,
  arity: { exactly: 0 },
  run: (context) => {
    if (!agreed(context, 'WARNING! This will remove all custom networks not used by at least one container.')) return 0;
    const { NetworksDeleted } = order(context, (host) => pruneNetworks(host, filtersOf(context.flags)));
    context.call.out(deleted('Deleted Networks', NetworksDeleted));
    return 0;
  },
};

export const systemPrune: Command = {
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
    context.call.out(
      deleted('Deleted Containers', ContainersDeleted) + deleted('Deleted Networks', NetworksDeleted) + reclaimed,
    );
    return 0;
  },
};
