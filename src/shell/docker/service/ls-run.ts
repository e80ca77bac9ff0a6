import { listServices } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { naturally } from '../cli/format/natural.ts';
import { order } from '../engine.ts';
import type { lsFlags } from './flags.table.ts';
import { serviceLayouts, serviceList } from './list-format.ts';

/** `docker service ls`. */
export function runLs(context: Context<FlagName<typeof lsFlags>>): number {
  const { flags } = context;
  const services = order(context, (host) => listServices(host, { filters: filtersOf(flags) }));
  const items = [...services].sort((a, b) => naturally(a.json.Spec.Name, b.json.Spec.Name));
  const template = templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), serviceLayouts);
  context.call.out(printList(serviceList, items, template));
  return 0;
}
