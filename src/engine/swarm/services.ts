import type { Ip } from '../../ip/address.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError, invalid, notFound } from '../errors.ts';
import { changed, type Cluster } from './cluster.ts';
import { newId } from './ids.ts';
import { findInCluster } from './networks.ts';
import { nextAddress } from './pool.ts';
import { endTask, networksOf, reconcile, rollOut, tasksOf } from './scheduler.ts';
import type { Service, ServicePort, ServiceSpec } from './service.ts';
import { own } from '../../kernel/own.ts';

/** Ports that the swarm chooses where a service names none. */
const FIRST_PORT = 30_000;
const refused = (code: string, message: string, status = 400): EngineError =>
  new EngineError(`rpc error: code = ${code} desc = ${message}`, status);

/** Finds a service by id, name or the beginning of its id. Throws `service x not found`. */
export function findService({ services }: Cluster, ref: string): Service {
  const byPrefix = Object.values(services).filter(({ id }) => ref !== '' && id.startsWith(ref));
  const service =
    own(services, ref) ??
    Object.values(services).find(({ spec }) => spec.name === ref) ??
    (byPrefix.length === 1 ? byPrefix[0] : undefined);
  if (!service) throw notFound(`service ${ref} not found`);
  return service;
}

/** What a service asks for, with networks by name. */
export type ServiceRequest = Omit<ServiceSpec, 'networks'> & { networks: { name: string; aliases: string[] }[] };

/** The networks of a request, by id. Throws where one is no network of the swarm. */
function resolved(cluster: Cluster, { networks, ...rest }: ServiceRequest): ServiceSpec {
  return {
    ...rest,
    networks: networks.map(({ name, aliases }) => {
      const network = findInCluster(cluster, name);
      if (!network) throw notFound(`network ${name} not found`);
      return { id: network.id, aliases };
    }),
  };
}

/** What swarmkit takes for a service's name (manager/controlapi/common.go). */
const NAME = /^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/;

function checkName(name: string): void {
  if (name.length > 63) throw refused('InvalidArgument', 'name must be 63 characters or fewer');
  if (!NAME.test(name)) throw refused('InvalidArgument', 'name must be valid as a DNS name component');
}

function checkSpec(cluster: Cluster, spec: ServiceSpec, self?: string): void {
  checkName(spec.name);
  if (Object.values(cluster.services).some(({ id, spec: other }) => id !== self && other.name === spec.name))
    throw refused('AlreadyExists', `name conflicts with an existing object: service ${spec.name} already exists`, 409);
  if (spec.endpointMode !== 'vip' && spec.endpointMode !== 'dnsrr')
    throw invalid(`invalid resolution mode: "${String(spec.endpointMode)}"`);
  if (spec.endpointMode === 'dnsrr' && spec.ports.some(({ mode }) => mode === 'ingress'))
    throw refused('InvalidArgument', "EndpointSpec: port published with ingress mode can't be used with dnsrr mode");
  const seen = new Set<string>();
  for (const { published, protocol, mode } of spec.ports) {
    if (published === 0) continue;
    const key = `${published}/${protocol}/${mode}`;
    if (seen.has(key)) throw refused('InvalidArgument', 'EndpointSpec: duplicate published ports provided');
    seen.add(key);
    for (const other of Object.values(cluster.services))
      if (other.id !== self && other.ports.some((p) => p.published === published && p.protocol === protocol))
        checkPort(other, published, mode);
  }
}

function checkPort(other: Service, published: number, mode: ServicePort['mode']): void {
  const taken = other.ports.find((port) => port.published === published);
  if (mode === 'host' && taken?.mode === 'host') return;
  throw refused(
    'InvalidArgument',
    `port '${published}' is already in use by service '${other.spec.name}' (${other.id}) as ${taken?.mode === 'host' ? 'a host-published' : 'an ingress'} port`,
  );
}

/** Ports with one chosen for each that names none. */
function portsOf(cluster: Cluster, spec: ServiceSpec): ServicePort[] {
  const taken = new Set(
    [...Object.values(cluster.services).flatMap(({ ports }) => ports), ...spec.ports].map(({ published }) => published),
  );
  let next = FIRST_PORT;
  return spec.ports.map((port) => {
    if (port.published !== 0 || port.mode === 'host') return { ...port };
    while (taken.has(next)) next++;
    taken.add(next);
    return { ...port, published: next };
  });
}

/** Gives a service a virtual address on each network where it has none yet. */
function allocate(cluster: Cluster, service: Service): void {
  const networks = networksOf(cluster, service);
  for (const [id, ip] of Object.entries(service.vips)) {
    if (networks.includes(id) && service.spec.endpointMode === 'vip') continue;
    const [pool] = cluster.networks[id]?.pools ?? [];
    if (pool) delete pool.taken[ip];
    delete service.vips[id];
  }
  if (service.spec.endpointMode !== 'vip') return;
  for (const id of networks) {
    const [pool] = cluster.networks[id]?.pools ?? [];
    if (!pool || service.vips[id] !== undefined) continue;
    service.vips[id] = nextAddress(pool, service.id);
  }
}

/** `docker service create`. Returns the new service. */
export function createService(host: EngineHost, cluster: Cluster, request: ServiceRequest): Service {
  const spec = resolved(cluster, request);
  checkSpec(cluster, spec);
  const { now } = host.clock;
  const version = changed(host, cluster);
  const service: Service = {
    id: newId(host.random),
    created: now,
    updated: now,
    version,
    spec,
    ports: portsOf(cluster, spec),
    vips: {},
  };
  cluster.services[service.id] = service;
  allocate(cluster, service);
  reconcile(host, cluster, service);
  return service;
}

/** Changes a service. Tasks are replaced where what they run, or how they are reached, is another. */
export function updateService(
  host: EngineHost,
  cluster: Cluster,
  service: Service,
  spec: ServiceSpec,
  force = false,
): void {
  checkSpec(cluster, spec, service.id);
  const parts = ({ replicas: _, labels: __, name: ___, ...rest }: ServiceSpec) => JSON.stringify(rest);
  const anew = force || parts(service.spec) !== parts(spec);
  service.previous = service.spec;
  service.spec = spec;
  service.ports = portsOf({ ...cluster, services: without(cluster, service.id) }, spec);
  service.updated = host.clock.now;
  service.version = changed(host, cluster);
  allocate(cluster, service);
  if (anew) rollOut(host, cluster, service);
  reconcile(host, cluster, service);
}

const without = ({ services }: Cluster, id: string): Cluster['services'] =>
  Object.fromEntries(Object.entries(services).filter(([key]) => key !== id));

/** `docker service rm`: its tasks end and are forgotten. */
export function removeService(host: EngineHost, cluster: Cluster, service: Service): void {
  for (const task of tasksOf(cluster, service)) endTask(host, cluster, task, 'remove');
  for (const [id, ip] of Object.entries(service.vips)) {
    const [pool] = cluster.networks[id]?.pools ?? [];
    if (pool) delete pool.taken[ip];
  }
  delete cluster.services[service.id];
  changed(host, cluster);
}

/** The virtual address by which a service's name is known on a network; undefined where its tasks' addresses are. */
export const vipOn = ({ vips, spec }: Service, network: string): Ip | undefined =>
  spec.endpointMode === 'vip' ? vips[network] : undefined;
