import { listNodes } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { naturally } from '../cli/format/natural.ts';
import { ask } from '../engine.ts';
import { lsFlags } from './flags.table.ts';
import { nodeLayouts, nodeList } from './list-format.ts';

export const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List nodes in the swarm',
  ways: ['docker node ls', 'docker node list'],
  flags: lsFlags,
  arity: { exactly: 0 },
  run: (context) => {
    const { flags } = context;
    const nodes = ask(context, (host) => {
      const own = host.engine.swarm?.node;
      return listNodes(host, { filters: filtersOf(flags) }).map((node) => ({ node, self: node.ID === own }));
    });
    const items = [...nodes].sort((a, b) => naturally(a.node.Description.Hostname, b.node.Description.Hostname));
    const template = templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), nodeLayouts);
    context.call.out(printList(nodeList, items, template));
    return 0;
  },
});
