/** Makes a service's containers what the project says (pkg/compose/convergence.go). */
import { EngineError, inspectContainer } from '../../../engine/api.ts';
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import { serviceHash } from '../../../compose/hash.ts';
import { replicasOf } from '../../../compose/project.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { quote } from '../cli/template/quote.ts';
import { ask, daemonError } from '../engine.ts';
import type { ComposeAsking } from './command.ts';
import { byName, numberOf, serviceOf } from './containers.ts';
import { imageIdOf } from './images.ts';
import { LABELS } from '../../../world/compose-labels.ts';
import { containerName } from './naming.ts';
import * as orders from './orders.ts';
import { inputOf } from './service-input.ts';
import type { Making } from './service-input.ts';
import { progressName, stopAndRemove, stopServices } from './stopping.ts';
import { together } from './time.ts';

/** When containers are made anew: where their definition has changed, always, or never. */
export type Strategy = 'diverged' | 'force' | 'never';

export interface Convergence {
  readonly project: Project;
  /** What there is, by service; kept up to date. */
  readonly observed: Map<string, readonly ContainerSummaryJson[]>;
  /** Ids of networks and names of volumes by their names in the project. */
  readonly networks: ReadonlyMap<string, string>;
  readonly volumes: ReadonlyMap<string, string>;
  readonly strategyOf: (service: string) => Strategy;
  /** Whether volumes without a name go on with the next container. */
  readonly inherit: boolean;
  readonly timeout: number | undefined;
}

/** The lab holds no more containers of one service than these. */
const MOST_REPLICAS = 1000;

function scaleOf(service: Service): number {
  const scale = replicasOf(service);
  if (scale < 0) throw new CliError('panic: runtime error: makeslice: len out of range', 2);
  if (scale > MOST_REPLICAS)
    throw new CliError(`docker: ${scale} containers of ${quote(service.name)} are more than this lab holds`);
  if (scale > 1 && service.container_name)
    throw new CliError(
      `WARNING: The ${quote(service.name)} service is using the custom container name ${quote(service.container_name)}. Docker requires each container to have a unique name. Remove the custom name to scale the service`,
    );
  return scale;
}

/**
 * Compose forgets `deploy.replicas` where it compares a service with several of its containers, so that a service which is to
 * have none counts as one with a container from then on (pkg/compose/hash.go: ServiceHash).
 */
export function asCompared(
  service: Service,
  { observed, strategyOf }: Pick<Convergence, 'observed' | 'strategyOf'>,
): Service {
  const compared = strategyOf(service.name) === 'diverged' && (observed.get(service.name)?.length ?? 0) > 1;
  if (!compared || service.deploy?.replicas !== 0) return service;
  const { replicas: _forgotten, ...deploy } = service.deploy;
  return { ...service, deploy };
}

interface Candidate {
  readonly container: ContainerSummaryJson;
  readonly obsolete: boolean;
}

/** Those with the highest numbers go before others, the oldest that are obsolete before them; those are listed newest first. */
const leavingLast = (a: Candidate, b: Candidate): number =>
  Number(a.obsolete) - Number(b.obsolete) || (a.obsolete ? 0 : numberOf(a.container) - numberOf(b.container));

export async function ensureService(asking: ComposeAsking, convergence: Convergence, named: Service): Promise<void> {
  const { project, observed, timeout } = convergence;
  const expected = scaleOf(named);
  const service = resolved(observed, named);
  const strategy = convergence.strategyOf(service.name);
  const containers = (observed.get(service.name) ?? [])
    .map((container) => ({ container, obsolete: mustRecreate(asking, convergence, service, container, strategy) }))
    .sort(leavingLast);
  const updated: ContainerSummaryJson[] = [];
  const tasks: (() => void | Promise<void>)[] = [];
  for (const [i, { container, obsolete }] of containers.entries()) {
    if (i >= expected) tasks.push(() => stopAndRemove(asking, container, timeout));
    else if (obsolete) {
      await stopDependents(asking, convergence, service);
      tasks.push(async () => {
        updated[i] = await recreate(asking, convergence, service, container);
      });
    } else {
      keep(asking, container, tasks);
      updated[i] = container;
    }
  }
  const next = Math.max(0, ...containers.map(({ container }) => numberOf(container))) + 1;
  for (let i = 0; i < expected - containers.length; i += 1)
    tasks.push(() => {
      const name = containerName(asking, project.name, service, next + i);
      updated[containers.length + i] = createContainer(asking, project, service, {
        name,
        number: next + i,
        aliases: true,
      });
    });
  try {
    await together(asking, tasks, (task) => task());
  } finally {
    observed.set(
      service.name,
      updated.filter((container) => (container as ContainerSummaryJson | undefined) !== undefined),
    );
  }
}

/** What is as it should be is left alone; what cannot be told is started. */
function keep(asking: ComposeAsking, container: ContainerSummaryJson, tasks: (() => void | Promise<void>)[]): void {
  const { progress } = asking;
  const id = progressName(container);
  if (container.State === 'running') progress.event(id, 'done', 'Running');
  else if (!['created', 'restarting', 'exited'].includes(container.State))
    tasks.push(() => {
      progress.event(id, 'working', 'Restart');
      orders.startContainer(asking, container);
      progress.event(id, 'done', 'Restarted');
    });
}

/** A service whose references to other services are those to their containers. */
export function resolved(observed: ReadonlyMap<string, readonly ContainerSummaryJson[]>, service: Service): Service {
  const first = (name: string, what: string): string => {
    const [container] = byName(observed.get(name) ?? []);
    if (!container) throw new CliError(`cannot share ${what} with service ${name}: container missing`);
    return container.Id;
  };
  const mode = (key: 'network_mode' | 'ipc' | 'pid', what: string) => {
    const value = service[key];
    return typeof value === 'string' && value.startsWith('service:')
      ? { [key]: `container:${first(value.slice('service:'.length), what)}` }
      : {};
  };
  const from = service['volumes_from'];
  const volumes = Array.isArray(from)
    ? {
        volumes_from: from.map((entry) => {
          const [name = '', container = ''] = String(entry).split(':');
          return name === 'container' ? container : first(name, 'volume');
        }),
      }
    : {};
  return {
    ...service,
    ...volumes,
    ...mode('network_mode', 'network namespace'),
    ...mode('ipc', 'IPC namespace'),
    ...mode('pid', 'PID namespace'),
  };
}

function mustRecreate(
  asking: ComposeAsking,
  { project, networks, volumes }: Convergence,
  service: Service,
  container: ContainerSummaryJson,
  strategy: Strategy,
): boolean {
  if (strategy !== 'diverged') return strategy === 'force';
  const label = (name: string): string => own(container.Labels, name) ?? '';
  if (label(LABELS.configHash) !== serviceHash(service)) return true;
  if (label(LABELS.image) !== (imageIdOf(asking, project.name, service) ?? '')) return true;
  const attached = Object.values(container.NetworkSettings.Networks).map(({ NetworkID }) => NetworkID);
  const lacksNetwork = Object.keys(service.networks ?? {}).some((key) => !attached.includes(networks.get(key) ?? ''));
  if (container.State === 'running' && lacksNetwork) return true;
  const mounted = container.Mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : []));
  return (service.volumes ?? []).some(
    ({ type, source }) => type === 'volume' && source && !mounted.includes(volumes.get(source) ?? ''),
  );
}

/** Stops the services that are to be started anew together with one, as `depends_on` may ask with `restart: true`. */
async function stopDependents(
  asking: ComposeAsking,
  { project, observed }: Convergence,
  { name }: Service,
): Promise<void> {
  const dependents = Object.values(project.services)
    .filter(({ depends_on: needs }) => own(needs, name)?.restart)
    .map((service) => service.name);
  if (dependents.length === 0) return;
  await stopServices(asking, project, { services: dependents });
  for (const dependent of dependents)
    observed.set(
      dependent,
      (observed.get(dependent) ?? []).map((container) => ({ ...container, State: 'exited' })),
    );
}

const messageOf = (error: unknown): string => {
  if (error instanceof EngineError) return daemonError(error);
  return error instanceof CliError ? error.message : '';
};

/** Makes a container. Throws EngineError or CliError, which is told as its progress too. */
export function createContainer(
  asking: ComposeAsking,
  project: Project,
  service: Service,
  making: Making,
): ContainerSummaryJson {
  const id = `Container ${making.name}`;
  asking.progress.event(id, 'working', 'Creating');
  try {
    const made = make(asking, project, service, making);
    asking.progress.event(id, 'done', 'Created');
    return made;
  } catch (error) {
    asking.progress.event(id, 'error', messageOf(error));
    throw error;
  }
}

/** Makes the next container under another name, before the old one goes. */
async function recreate(
  asking: ComposeAsking,
  { project, inherit, timeout }: Convergence,
  service: Service,
  replaced: ContainerSummaryJson,
): Promise<ContainerSummaryJson> {
  const id = progressName(replaced);
  const number = numberOf(replaced);
  const name = containerName(asking, project.name, service, number);
  const replaces = service.container_name || `${service.name}${asking.globals.separator}${number}`;
  asking.progress.event(id, 'working', 'Recreate');
  try {
    const made = make(asking, project, service, {
      name: `${replaced.Id.slice(0, 12)}_${name}`,
      number,
      inherits: inherit ? replaced : undefined,
      labels: { [LABELS.replace]: replaces },
      aliases: true,
    });
    await orders.stopContainer(asking, replaced, { timeout });
    orders.removeContainer(asking, replaced);
    orders.renameContainer(asking, made, name);
    asking.progress.event(id, 'done', 'Recreated');
    return { ...made, Names: [`/${name}`] };
  } catch (error) {
    asking.progress.event(id, 'error', messageOf(error));
    throw error;
  }
}

function make(asking: ComposeAsking, project: Project, service: Service, making: Making): ContainerSummaryJson {
  const input = inputOf(asking, project, service, making);
  const { Id, Warnings } = orders.makeContainer(asking, input);
  for (const warning of Warnings) asking.progress.event(service.name, 'warning', '', warning);
  const networks = asking.globals.dryRun
    ? {}
    : ask(asking, (host) => inspectContainer(host, Id)).NetworkSettings.Networks;
  return {
    Id,
    Names: [`/${making.name}`],
    Image: input.config.Image,
    ImageID: '',
    Command: '',
    Created: 0,
    Ports: [],
    Labels: input.config.Labels ?? {},
    State: 'created',
    Status: 'Created',
    HostConfig: { NetworkMode: input.hostConfig?.NetworkMode ?? '' },
    NetworkSettings: { Networks: networks },
    Mounts: [],
  };
}

/** Containers by the service that they stand for. */
export function byService(
  services: readonly string[],
  containers: readonly ContainerSummaryJson[],
): Map<string, readonly ContainerSummaryJson[]> {
  const found = new Map<string, readonly ContainerSummaryJson[]>(services.map((name) => [name, []]));
  for (const container of containers) {
    const name = serviceOf(container);
    found.set(name, [...(found.get(name) ?? []), container]);
  }
  return found;
}
