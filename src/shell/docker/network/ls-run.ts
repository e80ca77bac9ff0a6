import { listNetworks } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { naturally } from '../cli/format/natural.ts';
import { ask } from '../engine.ts';
import { networkLayouts, networkList } from './list-format.ts';

/** `docker network ls`. */
export function runLs(context: Context<'filter' | 'format' | 'no-trunc' | 'quiet'>): number {
  const { flags } = context;
  const networks = ask(context, (host) => listNetworks(host, { filters: filtersOf(flags) }));
  const items = [...networks]
    .sort((a, b) => naturally(a.Name, b.Name))
    .map((network) => ({ network, truncate: !flagOn(flags, 'no-trunc') }));
  const template = templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), networkLayouts);
  context.call.out(printList(networkList, items, template));
  return 0;
}
