import { listServices } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { naturally } from '../cli/format/natural.ts';
import { order } from '../engine.ts';
import { lsFlags } from './flags.table.ts';
import { serviceLayouts, serviceList } from './list-format.ts';

export const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List services',
  ways: ['docker service ls', 'docker service list'],
  flags: lsFlags,
  arity: { exactly: 0 },
  run: (context) => {
    const { flags } = context;
    const services = order(context, (host) => listServices(host, { filters: filtersOf(flags) }));
    const items = [...services].sort((a, b) => naturally(a.json.Spec.Name, b.json.Spec.Name));
    const template = templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), serviceLayouts);
    context.call.out(printList(serviceList, items, template));
    return 0;
  },
});
