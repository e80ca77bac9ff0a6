import { listServices, listTasks } from '../../../engine/api.ts';
import { CliError, type Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText, type FlagName } from '../cli/flags/flag.ts';
import { listOf, printList, templateOf, type Layouts } from '../cli/format/list.ts';
import { naturally } from '../cli/format/natural.ts';
import { order } from '../engine.ts';
import { serviceLayouts, serviceList } from '../service/list-format.ts';
import { printTasks } from '../task/list.ts';
import type { stackLsFlags, stackPsFlags, stackServicesFlags } from './flags.table.ts';
import { NAMESPACE, servicesOf } from './namespace.ts';

interface Stack {
  readonly name: string;
  readonly services: number;
}

const stackList = listOf<Stack>('formatter.stackContext', {
  Name: ['NAME', ({ name }) => name],
  Services: ['SERVICES', ({ services }) => String(services)],
});

const layouts: Layouts = {
  table: ['{{.Name}}', '{{.Services}}'],
  raw: ['name: {{.Name}}', 'services: {{.Services}}'],
  rawId: 'name',
};

/** `docker stack ls` */
export function runLs(context: Context<FlagName<typeof stackLsFlags>>): number {
  const counts = new Map<string, number>();
  for (const { json } of order(context, (host) => listServices(host))) {
    const name = (json.Spec['Labels'] as Record<string, string> | undefined)?.[NAMESPACE];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const stacks = [...counts]
    .map(([name, services]): Stack => ({ name, services }))
    .sort((a, b) => naturally(a.name, b.name));
  context.call.out(printList(stackList, stacks, templateOf(flagText(context.flags, 'format'), false, layouts)));
  return 0;
}

/** `docker stack ps` */
export function runPs(context: Context<FlagName<typeof stackPsFlags>>): number {
  const [stack = ''] = context.arguments;
  const ids = servicesOf(context, stack).map(({ json }) => json.ID);
  if (ids.length === 0) throw new CliError(`nothing found in stack: ${stack}`);
  printTasks(
    context,
    order(context, (host) => listTasks(host, { services: ids })),
  );
  return 0;
}

/** `docker stack services` */
export function runServices(context: Context<FlagName<typeof stackServicesFlags>>): number {
  const { flags, call } = context;
  const [stack = ''] = context.arguments;
  const { name, id } = filtersOf(flags);
  const services = servicesOf(context, stack)
    .filter(
      ({ json }) =>
        (!name || name.some((text) => json.Spec.Name.startsWith(text))) &&
        (!id || id.some((text) => json.ID.startsWith(text))),
    )
    .sort((a, b) => naturally(a.json.Spec.Name, b.json.Spec.Name));
  if (services.length === 0) {
    call.err(`Nothing found in stack: ${stack}\n`);
    return 0;
  }
  const template = templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), serviceLayouts);
  call.out(printList(serviceList, services, template));
  return 0;
}
