import type { Container } from '../../engine/container/container.ts';
import type { EngineHost } from '../../engine/engine.ts';
import { unlessRefused } from '../../engine/errors.ts';
import type { Network } from '../../engine/network/network.ts';
import { changed, clusterOf, type Cluster } from '../../engine/swarm/cluster.ts';
import { takeAddress } from '../../engine/swarm/pool.ts';
import type { Service, ServicePort } from '../../engine/swarm/service.ts';
import { parseIp, type Ip } from '../../ip/address.ts';
import { own } from '../../kernel/own.ts';
import type { ContainerFacts, HostFacts, ServiceFacts, ServicePortFacts } from '../../snapshot/snapshot.ts';
import type { Member } from './swarm.ts';
import { swarmId } from './swarm-ids.ts';
import { lack, type Work } from './work.ts';

const RUNS: ReadonlySet<string> = new Set(['running', 'paused']);

/** The services of a swarm as its managers tell of them; of those that only their containers tell of, what these tell. */
export function addServices(
  work: Work,
  { host }: Member,
  cluster: Cluster,
  members: readonly Member[],
  networks: ReadonlyMap<string, Network>,
): void {
  const told = new Map<string, ServiceFacts>();
  for (const { facts } of members) for (const each of facts.services ?? []) told.set(each.id, each);
  const guessed = new Map<string, ServiceFacts>();
  for (const { facts } of members)
    for (const each of guessedOf(facts))
      if (!told.has(each.id)) guessed.set(each.id, joined(guessed.get(each.id), each));
  for (const facts of [...told.values(), ...guessed.values()]) {
    const id = swarmId(facts.id);
    if (id === undefined) continue;
    const service = serviceOf(host, cluster, id, facts, networks);
    cluster.services[id] = service;
    for (const [network, ip] of Object.entries(service.vips)) {
      const [pool] = cluster.networks[network]?.pools ?? [];
      if (pool) unlessRefused(() => takeAddress(pool, ip, id));
    }
  }
  const names = [...guessed.values()].map(({ name }) => name);
  if (names.length > 0)
    lack(work, { host: host.machine }, 'services-unknown', { services: names.slice(0, 20).join(', ') });
}

/** What containers tell of the services that they are of. */
const guessedOf = ({ containers = [], networks = [] }: HostFacts): ServiceFacts[] =>
  containers.flatMap(({ task, image, status, attachments }) => {
    if (!task) return [];
    const on = attachments.flatMap(({ network }) => networks.find(({ name }) => name === network) ?? []);
    return {
      id: task.service,
      name: task.name.split('.')[0] ?? task.name,
      image: image.replace(/@sha256:.*$/, ''),
      mode: slotOf(task.name) > 0 ? 'replicated' : 'global',
      replicas: RUNS.has(status) ? 1 : 0,
      networks: on.filter(({ driver, ingress }) => driver === 'overlay' && !ingress).map(({ id }) => ({ id })),
    };
  });

const joined = (one: ServiceFacts | undefined, other: ServiceFacts): ServiceFacts =>
  one ? { ...one, replicas: (one.replicas ?? 0) + (other.replicas ?? 0) } : other;

/** `api.2.TASK` is the second of a replicated service's tasks; 0 for a global one's. */
const slotOf = (name: string): number => Number(/\.(\d{1,6})\.[0-9a-z]+$/.exec(name)?.[1] ?? 0);

function serviceOf(
  host: EngineHost,
  cluster: Cluster,
  id: string,
  { name, image = 'unknown', mode, replicas = 1, endpointMode, ports = [], networks: on = [], vips = {} }: ServiceFacts,
  networks: ReadonlyMap<string, Network>,
): Service {
  const { now } = host.clock;
  const open = ports.flatMap((port) => portOf(port) ?? []);
  const known = Object.entries(vips).flatMap(([network, text]): [string, Ip][] => {
    const [made, ip] = [networks.get(network), parseIp(text)];
    return made && ip !== undefined ? [[made.id, ip]] : [];
  });
  return {
    id,
    created: now,
    updated: now,
    version: changed(host, cluster),
    spec: {
      ...{
        name,
        image,
        args: [],
        command: [],
        env: [],
        hostname: '',
        labels: {},
        containerLabels: {},
        constraints: [],
      },
      mode: mode === 'global' ? 'global' : 'replicated',
      replicas,
      endpointMode: endpointMode === 'dnsrr' ? 'dnsrr' : 'vip',
      ports: open,
      networks: on.flatMap(({ id: network, aliases = [] }) => {
        const made = networks.get(network);
        return made ? { id: made.id, aliases: [...aliases] } : [];
      }),
    },
    ports: open,
    vips: Object.fromEntries(known),
  };
}

function portOf({ protocol, target, published = 0, mode }: ServicePortFacts): ServicePort | undefined {
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') return undefined;
  return { protocol, target, published, mode: mode === 'host' ? 'host' : 'ingress' };
}

/** A container that a service's task made is that of its task. */
export function adopt(host: EngineHost, { task, image, status, attachments }: ContainerFacts, made: Container): void {
  const cluster = clusterOf(host);
  const id = swarmId(task?.id);
  const service = own(cluster?.services ?? {}, task?.service ?? '');
  if (!cluster || !task || id === undefined || !service || cluster.tasks[id]) return;
  made.task = id;
  const runs = RUNS.has(status);
  const addresses = runs ? attachments.flatMap((each) => addressOf(cluster, id, each)) : [];
  cluster.tasks[id] = {
    id,
    service: service.id,
    slot: slotOf(task.name),
    node: host.engine.swarm?.node ?? '',
    addresses: Object.fromEntries(addresses),
    container: made.id,
    image,
    ports: [],
    desired: runs ? 'running' : 'shutdown',
    state: runs ? 'running' : 'shutdown',
    created: made.created,
    since: made.created,
  };
  changed(host, cluster);
}

function addressOf(cluster: Cluster, task: string, attachment: ContainerFacts['attachments'][number]): [string, Ip][] {
  const network = Object.values(cluster.networks).find(({ name }) => name === attachment.network);
  const ip = parseIp(attachment.ipv4 ?? attachment.fixed?.ipv4 ?? '');
  const [pool] = network?.pools ?? [];
  if (!network || !pool || ip === undefined) return [];
  unlessRefused(() => takeAddress(pool, ip, task));
  return [[network.id, ip]];
}
