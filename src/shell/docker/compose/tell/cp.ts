/** `docker compose cp` (cmd/compose/cp.go, pkg/compose/cp.go). */
import type { ContainerSummaryJson } from '../../../../engine/api.ts';
import { CliError } from '../../cli/command.ts';
import { flagNumber, flagOn } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { quote } from '../../cli/template/quote.ts';
import { checkEnds, copy } from '../../container/cp-run.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { containersOf, nameOfContainer } from '../containers.ts';
import { cpFlags } from '../flags/exec.table.ts';
import { replicaOf } from '../replica.ts';

type CpContext = ComposeContext<FlagName<typeof cpFlags>>;

/** One end of a copy: a path here, or in a service's container. */
interface End {
  readonly service: string;
  readonly path: string;
}

function endOf(text: string): End {
  const at = text.indexOf(':');
  if (text.startsWith('/') || at < 0 || text.startsWith('.')) return { service: '', path: text };
  return { service: text.slice(0, at), path: text.slice(at + 1) };
}

function targets(context: CpContext, service: string, fromService: boolean): readonly ContainerSummaryJson[] {
  const project = context.projectName().toLowerCase();
  const index = flagNumber(context.flags, 'index');
  if (index > 0) return [replicaOf(context, project, service, index, { oneoff: 'none', all: true })];
  const found = containersOf(context, project, {
    all: true,
    services: [service],
    ...(!flagOn(context.flags, 'all') && { oneoff: 'none' as const }),
  });
  if (found.length === 0) throw new CliError(`no container found for service ${quote(service)}`);
  return fromService ? found.slice(0, 1) : found;
}

function run(context: CpContext): number {
  const [from = '', to = ''] = context.arguments;
  checkEnds(from, to);
  const [source, target] = [endOf(from), endOf(to)];
  const fromService = source.service !== '';
  if (fromService && target.service !== '') throw new CliError('copying between services is not supported');
  const service = source.service || target.service;
  if (service === '') throw new CliError('unknown copy direction');
  for (const container of targets(context, service, fromService)) {
    const name = nameOfContainer(container);
    const text = fromService ? `copy ${name}:${source.path} to ${to}` : `copy ${from} to ${name}:${target.path}`;
    context.progress.event(name, 'working', 'Copying', text);
    if (!context.globals.dryRun)
      copy(
        context,
        fromService ? `${container.Id}:${source.path}` : from,
        fromService ? to : `${container.Id}:${target.path}`,
      );
    context.progress.event(name, 'done', 'Copied', text);
  }
  context.progress.finish('Copying');
  return 0;
}

export const cp = defineComposeCommand({
  use: 'cp [OPTIONS] SERVICE:SRC_PATH DEST_PATH|-\n\tdocker compose cp [OPTIONS] SRC_PATH|- SERVICE:DEST_PATH',
  short: 'Copy files/folders between a service container and the local filesystem',
  flags: cpFlags,
  arity: { exactly: 2 },
  completes: ['service', 'service'],
  run,
});
