/** `docker compose logs` (cmd/compose/logs.go, pkg/compose/logs.go). */
import { EngineError, findContainer } from '../../../../engine/api.ts';
import type { ContainerSummaryJson } from '../../../../engine/api.ts';
import { CliError } from '../../cli/command.ts';
import { flagNumber, flagOn } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { logLines } from '../../container/logs-run.ts';
import { ask } from '../../engine.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { containersOf, nameOfContainer } from '../containers.ts';
import { logsFlags } from '../flags/list.table.ts';
import type { LogsFollowed } from '../follow-logs.ts';
import { printerTo } from '../printer.ts';
import type { Printer } from '../printer.ts';
import { replicaOf } from '../replica.ts';
import { begun, shortName } from '../watched.ts';

type LogsContext = ComposeContext<FlagName<typeof logsFlags>>;

/** The services whose containers speak: those that are named, else those of the files but for `attach: false`. */
function servicesOf({ arguments: given, projectOrName }: LogsContext) {
  const { name, project } = projectOrName(given);
  if (given.length > 0 || !project) return { name, services: given };
  const speaking = Object.values(project.services).filter(({ attach }) => attach !== false);
  return { name, services: speaking.map((service) => service.name) };
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
  const { call, machine, flags, globals, arguments: given } = context;
  const index = flagNumber(flags, 'index');
  if (index > 0 && given.length !== 1) throw new CliError('--index requires one service to be selected');
  const { name: project, services } = servicesOf(context);
  const name = project.toLowerCase();
  const wanted = { all: true, oneoff: 'none' as const };
  const containers =
    index > 0
      ? [replicaOf(context, name, given[0] ?? '', index, wanted)]
      : containersOf(context, name, { ...wanted, services });
  const looks = { color: globals.colors && !flagOn(flags, 'no-color'), prefix: !flagOn(flags, 'no-log-prefix') };
  const printer = printerTo(call, looks);
  for (const container of containers.toReversed())
    show(context, container, shortName(container, globals.separator), printer);
  if (!flagOn(flags, 'follow') || containers.length === 0) return 0;
  const named = { project: name, services, separator: globals.separator };
  call.follows?.({
    ...{ what: 'logs', ...named, machine, looks, timestamps: flagOn(flags, 'timestamps'), index },
    watched: containers.toReversed().map((container) => begun(context, container, globals.separator)),
    known: printer.known(),
  } satisfies LogsFollowed);
  return 0;
}

export const logs = defineComposeCommand({
  use: 'logs [OPTIONS] [SERVICE...]',
  short: 'View output from containers',
  flags: logsFlags,
  completes: ['service'],
  run,
});
