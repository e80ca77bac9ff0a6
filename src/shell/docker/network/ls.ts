import { listNetworks } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { listFormat } from '../cli/flags/shared.table.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { naturally } from '../cli/format/natural.ts';
import { ask } from '../engine.ts';
import { networkLayouts, networkList } from './list-format.ts';

export const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List networks',
  ways: ['docker network ls', 'docker network list'],
  flags: [
    { name: 'filter', short: 'f', type: 'filter', usage: 'Provide filter values (e.g. "driver=bridge")' },
    listFormat,
    { name: 'no-trunc', type: 'bool', usage: 'Do not truncate the output' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display network IDs' },
  ],
  arity: { exactly: 0 },
  run: list,
});

function list(context: Context<'filter' | 'format' | 'no-trunc' | 'quiet'>): number {
  const { flags } = context;
  const networks = ask(context, (host) => listNetworks(host, { filters: filtersOf(flags) }));
  const items = [...networks]
    .sort((a, b) => naturally(a.Name, b.Name))
    .map((network) => ({ network, truncate: !flagOn(flags, 'no-trunc') }));
  const template = templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), networkLayouts);
  context.call.out(printList(networkList, items, template));
  return 0;
}
