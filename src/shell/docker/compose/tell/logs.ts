/** `docker compose logs` (cmd/compose/logs.go, pkg/compose/logs.go). */
import { EngineError, findContainer } from '../../../../engine/api.ts';
import type { ContainerSummaryJson } from '../../../../engine/api.ts';
import { own } from '../../../../kernel/own.ts';
import { CliError } from '../../cli/command.ts';
import { flagNumber, flagOn } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { logLines } from '../../container/logs-run.ts';
import { ask } from '../../engine.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { containersOf, nameOfContainer, serviceOf } from '../containers.ts';
import { logsFlags } from '../flags/list.table.ts';
import { LABELS } from '../../../../world/compose-labels.ts';
import { printerTo } from '../printer.ts';
import type { Printer } from '../printer.ts';
import { replicaOf } from '../replica.ts';

type LogsContext = ComposeContext<FlagName<typeof logsFlags>>;

/** The services whose containers speak: those that are named, else those of the files but for `attach: false`. */
function servicesOf({ arguments: given, projectOrName }: LogsContext) {
  const { name, project } = projectOrName(given);
  if (given.length > 0 || !project) return { name, services: given };
  const speaking = Object.values(project.services).filter(({ attach }) => attach !== false);
  return { name, services: speaking.map((service) => service.name) };
}

/** A container's name as its lines begin with it: without that of the project, unless it has a name of its own. */
export function shortName(container: ContainerSummaryJson, separator: string): string {
  const project = own(container.Labels, LABELS.project) ?? '';
  const name = nameOfContainer(container);
  const usual = [project, serviceOf(container), own(container.Labels, LABELS.number) ?? ''].join(separator);
  return name === usual ? name.slice(project.length + 1) : name;
}

function show(context: LogsContext, container: ContainerSummaryJson, name: string, printer: Printer): void {
  try {
    const found = ask(context, (host) => findContainer(host, container.Id));
    for (const { line } of logLines(context, found)) printer.line('out', name, line.replace(/\n$/, ''));
  } catch (error) {
    if (!(error instanceof EngineError && error.status === 501)) throw error;
    context.warn(
      `Can't retrieve logs for ${JSON.stringify(nameOfContainer(container))}: Error response from daemon: ${error.message}`,
    );
  }
}

function run(context: LogsContext): number {
  const { call, flags, globals, arguments: given } = context;
  const index = flagNumber(flags, 'index');
  if (index > 0 && given.length !== 1) throw new CliError('--index requires one service to be selected');
  const { name: project, services } = servicesOf(context);
  const name = project.toLowerCase();
  const wanted = { all: true, oneoff: 'none' as const };
  const containers =
    index > 0
      ? [replicaOf(context, name, given[0] ?? '', index, wanted)]
      : containersOf(context, name, { ...wanted, services });
  const printer = printerTo(call, {
    color: globals.colors && !flagOn(flags, 'no-color'),
    prefix: !flagOn(flags, 'no-log-prefix'),
  });
  for (const container of containers.toReversed())
    show(context, container, shortName(container, globals.separator), printer);
  return 0;
}

export const logs = defineComposeCommand({
  use: 'logs [OPTIONS] [SERVICE...]',
  short: 'View output from containers',
  flags: logsFlags,
  completes: ['service'],
  run,
});
