/** Starts services, each once what it depends on is as far as it asks for (pkg/compose/start.go, convergence.go). */
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import { replicasOf } from '../../../compose/project.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { quote } from '../cli/template/quote.ts';
import type { ComposeAsking } from './command.ts';
import { containersOf, serviceOf } from './containers.ts';
import { dependenciesOf, inOrder } from './graph.ts';
import { injectFiles } from './inject.ts';
import * as orders from './orders.ts';
import { progressName } from './stopping.ts';
import { untilNextLook, waitsFor } from './waiting.ts';
import type { Waiting } from './waiting.ts';

export interface Starting {
  /** Seconds; for ever where absent. */
  readonly timeout?: number | undefined;
  /** Called once a container has begun to run. */
  readonly started?: (container: ContainerSummaryJson) => void;
}

/** Starts the containers of all services of the project. Throws CliError or EngineError at the first that fails. */
export async function startProject(asking: ComposeAsking, project: Project, how: Starting = {}): Promise<void> {
  const containers = containersOf(asking, project.name, { oneoff: 'none', all: true });
  const pending = new Map(inOrder(project).map((service) => [service.name, service]));
  const waiting = new Map<string, readonly Waiting[]>();
  const begun = asking.call.world().clock.now;
  while (pending.size > 0) {
    if (await startReady(asking, project, containers, pending, waiting, how)) continue;
    await untilNextLook(asking);
    if (how.timeout && asking.call.world().clock.now - begun > how.timeout * 1000)
      throw new CliError('timeout waiting for dependencies');
    for (const [name, waits] of waiting)
      waiting.set(
        name,
        waits.filter((wait) => !wait.isOver()),
      );
  }
}

/** Starts what waits for nothing more. Tells whether there was any. */
async function startReady(
  asking: ComposeAsking,
  project: Project,
  containers: readonly ContainerSummaryJson[],
  pending: Map<string, Service>,
  waiting: Map<string, readonly Waiting[]>,
  how: Starting,
): Promise<boolean> {
  let any = false;
  for (const [name, service] of [...pending]) {
    if (dependenciesOf(service).some((needed) => pending.has(needed))) continue;
    if (!waiting.has(name) && service.deploy?.replicas !== 0)
      waiting.set(name, waitsFor(asking, project, name, service.depends_on ?? {}, containers));
    if ((waiting.get(name) ?? []).length > 0) continue;
    waiting.delete(name);
    await startService(asking, project, service, containers, how);
    pending.delete(name);
    any = true;
  }
  return any;
}

async function startService(
  asking: ComposeAsking,
  project: Project,
  service: Service,
  containers: readonly ContainerSummaryJson[],
  { started }: Starting,
): Promise<void> {
  if (service.deploy?.replicas === 0) return;
  const own = containers.filter((container) => serviceOf(container) === service.name);
  if (containers.length === 0 && replicasOf(service) !== 0)
    throw new CliError(`service ${quote(service.name)} has no container to start`);
  for (const container of own) {
    if (container.State === 'running') continue;
    injectFiles(asking, project, service, container);
    await start(asking, container);
    started?.(container);
    asking.progress.event(progressName(container), 'done', 'Started');
  }
}

/** Starts a container, and lets its command run. */
async function start(asking: ComposeAsking, container: ContainerSummaryJson): Promise<void> {
  asking.progress.event(progressName(container), 'working', 'Starting');
  orders.startContainer(asking, container);
  if (!asking.globals.dryRun) await asking.call.settle();
}
