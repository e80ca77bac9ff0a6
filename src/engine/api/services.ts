import { timestamp } from '../calendar.ts';
import type { EngineHost } from '../engine.ts';
import { notFound } from '../errors.ts';
import type { Cluster } from '../swarm/cluster.ts';
import { managedCluster } from '../swarm/membership.ts';
import { isWanted, tasksOf } from '../swarm/scheduler.ts';
import type { Service, ServicePort, ServiceSpec } from '../swarm/service.ts';
import {
  createService,
  findService,
  removeService as remove,
  updateService,
  type ServiceRequest,
} from '../swarm/services.ts';
import type { Task } from '../swarm/task.ts';
import type { Filters } from './container-json.ts';
import { matches, matchesLabels, readFilters } from './filters.ts';
import { findNode } from './swarm.ts';

/** Milliseconds that the daemon takes. */
const CHANGE = 40;

interface PortJson {
  Name?: string;
  Protocol: string;
  TargetPort: number;
  PublishedPort?: number;
  PublishMode: string;
}

interface EndpointSpecJson {
  Mode?: string;
  Ports?: PortJson[];
}

/** GET /services/{id}: keys in the order the engine prints them. */
export interface ServiceJson {
  ID: string;
  Version: { Index: number };
  CreatedAt: string;
  UpdatedAt: string;
  Spec: Record<string, unknown> & { Name: string };
  PreviousSpec?: Record<string, unknown>;
  Endpoint: { Spec: EndpointSpecJson; Ports?: PortJson[]; VirtualIPs?: { NetworkID: string; Addr?: string }[] };
}

const portJson = ({ name, protocol, target, published, mode }: ServicePort): PortJson => ({
  ...(name !== undefined && { Name: name }),
  Protocol: protocol,
  TargetPort: target,
  ...(published > 0 && { PublishedPort: published }),
  PublishMode: mode,
});

const endpointSpec = (mode: string, ports: readonly ServicePort[]): EndpointSpecJson => ({
  Mode: mode,
  ...(ports.length > 0 && { Ports: ports.map(portJson) }),
});

const UPDATE = (order: object) => ({
  Parallelism: 1,
  FailureAction: 'pause',
  Monitor: 5_000_000_000,
  MaxFailureRatio: 0,
  ...order,
});

/** None of the service itself: what is told of it outlasts the moment in which it is read. */
function specJson(spec: ServiceSpec): ServiceJson['Spec'] {
  return {
    Name: spec.name,
    Labels: { ...spec.labels },
    TaskTemplate: {
      ContainerSpec: {
        Image: spec.image,
        ...(Object.keys(spec.containerLabels).length > 0 && { Labels: { ...spec.containerLabels } }),
        ...(spec.command.length > 0 && { Command: [...spec.command] }),
        ...(spec.args.length > 0 && { Args: [...spec.args] }),
        ...(spec.hostname !== '' && { Hostname: spec.hostname }),
        ...(spec.env.length > 0 && { Env: [...spec.env] }),
        Init: false,
        StopGracePeriod: 10_000_000_000,
        DNSConfig: {},
        Isolation: 'default',
      },
      Resources: { Limits: {}, Reservations: {} },
      RestartPolicy: { Condition: 'any', Delay: 5_000_000_000, MaxAttempts: 0 },
      Placement: { ...(spec.constraints.length > 0 && { Constraints: [...spec.constraints] }) },
      ...(spec.networks.length > 0 && {
        Networks: spec.networks.map(({ id, aliases }) => ({
          Target: id,
          ...(aliases.length > 0 && { Aliases: [...aliases] }),
        })),
      }),
      ForceUpdate: 0,
      Runtime: 'container',
    },
    Mode: spec.mode === 'global' ? { Global: {} } : { Replicated: { Replicas: spec.replicas } },
    UpdateConfig: UPDATE({ Order: 'stop-first' }),
    RollbackConfig: UPDATE({ Order: 'stop-first' }),
    EndpointSpec: endpointSpec(spec.endpointMode, spec.ports),
  };
}

function serviceJson(cluster: Cluster, service: Service): ServiceJson {
  const { spec, previous, ports, vips } = service;
  const allocated = spec.endpointMode === 'vip' || ports.length > 0;
  const addresses = Object.entries(vips).map(([id, ip]) => {
    const length = cluster.networks[id]?.pools[0]?.subnet.length ?? 24;
    return { NetworkID: id, Addr: `${ip}/${length}` };
  });
  return {
    ID: service.id,
    Version: { Index: service.version },
    CreatedAt: timestamp(service.created),
    UpdatedAt: timestamp(service.updated),
    Spec: specJson(spec),
    ...(previous && { PreviousSpec: specJson(previous) }),
    Endpoint: {
      Spec: allocated ? endpointSpec(spec.endpointMode, spec.ports) : {},
      ...(ports.length > 0 && { Ports: ports.map(portJson) }),
      ...(addresses.length > 0 && { VirtualIPs: addresses }),
    },
  };
}

/** `docker service create`. Returns the new service's id. */
export function newService(host: EngineHost, request: ServiceRequest): string {
  const { id } = createService(host, managedCluster(host), request);
  host.clock.now += CHANGE;
  return id;
}

/** A service's specification, as `docker service update` begins with it. */
export function serviceSpec(host: EngineHost, ref: string): ServiceSpec {
  return structuredCopy(findService(managedCluster(host), ref).spec);
}

const structuredCopy = (spec: ServiceSpec): ServiceSpec => JSON.parse(JSON.stringify(spec)) as ServiceSpec;

/** `docker service update` */
export function changeService(host: EngineHost, ref: string, spec: ServiceSpec, force = false): void {
  const cluster = managedCluster(host);
  updateService(host, cluster, findService(cluster, ref), spec, force);
  host.clock.now += CHANGE;
}

/** `docker service rollback` */
export function rollBackService(host: EngineHost, ref: string): void {
  const cluster = managedCluster(host);
  const service = findService(cluster, ref);
  if (!service.previous) throw notFound(`service ${ref} does not have a previous spec`);
  changeService(host, ref, structuredCopy(service.previous));
}

/** `docker service rm` */
export function removeService(host: EngineHost, ref: string): void {
  const cluster = managedCluster(host);
  remove(host, cluster, findService(cluster, ref));
}

/** GET /services/{id} */
export function inspectService(host: EngineHost, ref: string): ServiceJson {
  const cluster = managedCluster(host);
  return serviceJson(cluster, findService(cluster, ref));
}

/** One service of a list, with the counts of its tasks. */
export interface ListedService {
  json: ServiceJson;
  running: number;
  desired: number;
}

/** GET /services, with the counts of their tasks */
export function listServices(
  host: EngineHost,
  { filters = {} }: { filters?: Filters | undefined } = {},
): ListedService[] {
  const cluster = managedCluster(host);
  readFilters(filters, ['id', 'label', 'mode', 'name', 'runtime']);
  return Object.values(cluster.services)
    .filter(
      ({ id, spec }) =>
        (!filters.id || filters.id.some((prefix) => id.startsWith(prefix))) &&
        (!filters.name || matches(spec.name, filters.name)) &&
        (!filters.mode || filters.mode.includes(spec.mode)) &&
        matchesLabels(spec.labels, filters.label ?? []),
    )
    .map((service) => {
      const tasks = tasksOf(cluster, service).filter(isWanted);
      const desired = service.spec.mode === 'global' ? tasks.length : service.spec.replicas;
      return {
        json: serviceJson(cluster, service),
        running: tasks.filter(({ state }) => state === 'running').length,
        desired,
      };
    });
}

/** One task of a list. */
export interface TaskJson {
  ID: string;
  Name: string;
  Image: string;
  Node: string;
  NodeName: string;
  DesiredState: string;
  State: string;
  /** Milliseconds since it is in this state. */
  Since: number;
  Error: string;
  Ports: string;
  Slot: number;
  Created: number;
}

function taskJson(host: EngineHost, cluster: Cluster, service: Service, task: Task): TaskJson {
  const node = cluster.nodes[task.node ?? ''];
  return {
    ID: task.id,
    Name: `${service.spec.name}.${task.slot > 0 ? task.slot : task.node}`,
    Image: task.image,
    Node: task.node ?? '',
    NodeName: node?.machine ?? task.node ?? '',
    DesiredState: task.desired,
    State: task.state,
    Since: host.clock.now - task.since,
    Error: task.error ?? '',
    Ports: task.ports.join(','),
    Slot: task.slot,
    Created: task.created,
  };
}

/** Tasks of services, or of a node. Throws where there is no such service or node. */
export function listTasks(
  host: EngineHost,
  of: { services?: readonly string[] | undefined; node?: string | undefined },
): TaskJson[] {
  const cluster = managedCluster(host);
  const node = of.node === undefined ? undefined : findNode(host, cluster, of.node).id;
  const services = of.services?.map((ref) => findService(cluster, ref)) ?? Object.values(cluster.services);
  return services.flatMap((service) =>
    tasksOf(cluster, service)
      .filter((task) => node === undefined || task.node === node)
      .map((task) => taskJson(host, cluster, service, task)),
  );
}
