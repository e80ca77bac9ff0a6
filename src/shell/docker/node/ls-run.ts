import { listNodes } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { naturally } from '../cli/format/natural.ts';
import { ask } from '../engine.ts';
import type { lsFlags } from './flags.table.ts';
import { nodeLayouts, nodeList } from './list-format.ts';

/** `docker node ls`. */
export function runLs(context: Context<FlagName<typeof lsFlags>>): number {
  const { flags } = context;
  const nodes = ask(context, (host) => {
    const own = host.engine.swarm?.node;
    return listNodes(host, { filters: filtersOf(flags) }).map((node) => ({ node, self: node.ID === own }));
  });
  const items = [...nodes].sort((a, b) => naturally(a.node.Description.Hostname, b.node.Description.Hostname));
  const template = templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), nodeLayouts);
  context.call.out(printList(nodeList, items, template));
  return 0;
}
