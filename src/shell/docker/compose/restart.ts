/** `docker compose restart`. */
import { own } from '../../../kernel/own.ts';
import { withServicesEnabled } from '../../../compose/profiles.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { defineComposeCommand } from './command.ts';
import type { ComposeContext } from './command.ts';
import { containersOf, serviceOf } from './containers.ts';
import { restartFlags } from './flags/life.table.ts';
import { projectOf } from './from-labels.ts';
import { dependentsOf, inOrder } from './graph.ts';
import { timeoutOf } from './options.ts';
import * as orders from './orders.ts';
import { onlyServices } from './select.ts';
import { progressName } from './stopping.ts';
import { together } from './time.ts';
import { waitsFor, waitUntil } from './waiting.ts';

/** Only what is to be restarted with another counts as depending on it. */
function restartedTogether(project: Project): Project {
  const services = Object.entries(project.services).map(([name, service]): [string, Service] => {
    const needs = Object.entries(service.depends_on ?? {}).filter(([, { restart }]) => restart);
    return [name, { ...service, depends_on: Object.fromEntries(needs) }];
  });
  return { ...project, services: Object.fromEntries(services) };
}

/** The services that are named, and those that depend on them. */
function withDependents(project: Project, names: readonly string[]): Project {
  if (names.length === 0) return project;
  for (const name of names) if (!own(project.services, name)) throw new CliError(`no such service: ${name}`);
  return onlyServices(project, [...new Set(names.flatMap((name) => [name, ...dependentsOf(project, name)]))]);
}

async function run(context: ComposeContext<FlagName<typeof restartFlags>>): Promise<number> {
  const { arguments: services, flags } = context;
  const found = context.projectOrName();
  const name = found.name.toLowerCase();
  const containers = containersOf(context, name, { oneoff: 'none', all: true });
  const read = found.project && withServicesEnabled(found.project, services);
  const all = read ?? projectOf(context, name, containers);
  const project = restartedTogether(flagOn(flags, 'no-deps') ? onlyServices(all, services) : all);
  const chosen = withDependents(project, services);
  for (const service of inOrder(chosen)) {
    const waits = waitsFor(context, chosen, service.name, service.depends_on ?? {}, containers);
    await waitUntil(context, waits, undefined, '');
    const here = containers.filter((container) => serviceOf(container) === service.name);
    await together(context, here, async (container) => {
      context.progress.event(progressName(container), 'working', 'Restarting');
      await orders.restartContainer(context, container, { timeout: timeoutOf(flags) });
      context.progress.event(progressName(container), 'done', 'Started');
      if (!context.globals.dryRun) await context.call.settle();
    });
  }
  context.progress.finish('Restarting');
  return 0;
}

export const restart = defineComposeCommand({
  use: 'restart [OPTIONS] [SERVICE...]',
  short: 'Restart service containers',
  flags: restartFlags,
  run,
});
