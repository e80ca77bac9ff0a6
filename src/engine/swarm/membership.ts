import { family, parseIp, type Ip } from '../../ip/address.ts';
import { applyEffects } from '../../kernel/effects.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { isLocal } from '../../kernel/route/local.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import { trace } from '../../kernel/trace.ts';
import { isRunning } from '../container/container.ts';
import { discard, kill } from '../container/lifecycle.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError, internal, invalid } from '../errors.ts';
import { detach } from '../network/attachment.ts';
import type { Network } from '../network/network.ts';
import { hex } from '../random.ts';
import { newCertificate } from './certificate.ts';
import {
  changed,
  clusterIfManager,
  clusterOf,
  membersOf,
  ownNode,
  type Cluster,
  type Membership,
  type Node,
  type NodeId,
} from './cluster.ts';
import { newDigest, newId, newSecret, parseToken } from './ids.ts';
import { addClusterNetwork, bringToHost, takeFromHost } from './networks.ts';
import { moveTasksFrom } from './scheduler.ts';

const MANAGER_PORT = 2377;
const GOSSIP_PORT = 7946;
/** File descriptors of dockerd's sockets, as ss shows them, and their backlog. */
const MANAGER_FD = 27;
const GOSSIP_TCP_FD = 32;
const GOSSIP_UDP_FD = 34;
const BACKLOG = 4096;

/** Milliseconds that the daemon takes. */
const INIT = 500;
const JOIN = 150;
const LEAVE = 500;
/** Tasks of a slot that are remembered, where nobody says otherwise (swarmkit: defaultTaskHistoryRetentionLimit). */
const TASK_HISTORY = 5;
/** How long a node tries to reach a manager that refuses, and how long the client waits for one that says nothing. */
const DIAL = 10_000;
const JOIN_TIMEOUT = 20_000;

const unavailable = (message: string): EngineError => new EngineError(message, 503);
const MEMBER =
  'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';
const NO_MANAGER = 'This node is not a swarm manager.';

/** The cluster, for who may change it. Throws on nodes that are no managers. */
export function managedCluster(host: EngineHost): Cluster {
  const cluster = clusterIfManager(host);
  if (!host.engine.swarm)
    throw unavailable(
      `${NO_MANAGER} Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.`,
    );
  if (!cluster)
    throw unavailable(
      `${NO_MANAGER} Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.`,
    );
  return cluster;
}

/** An address of the host: as given, an interface's, or the only one that could be meant. */
function advertised(host: EngineHost, wanted: string): Ip {
  const [, name = wanted] = /^(.*?)(?::\d+)?$/.exec(wanted) ?? [];
  const namespace = host.kernel.namespaces[host.namespace];
  if (name !== '') {
    const ip = parseIp(name);
    if (ip !== undefined && ip !== '0.0.0.0') return ip;
    const link = namespace && linkByName(namespace, name);
    const [found] = (link?.addresses ?? []).filter(({ address }) => family(address) === 4);
    if (!found)
      throw invalid('advertise address must be a non-zero IP address or network interface (with optional port number)');
    return found.address;
  }
  const candidates = Object.values(namespace?.links ?? {})
    .filter(({ kind, up }) => kind !== 'loopback' && kind !== 'bridge' && up)
    .flatMap((link) =>
      link.addresses.filter(({ address }) => family(address) === 4).map(({ address }) => ({ link, address })),
    );
  const [only, another] = candidates;
  if (!only) throw invalid("could not find the system's IP address - specify one with --advertise-addr");
  if (another && another.link !== only.link)
    throw invalid(
      `could not choose an IP address to advertise since this system has multiple addresses on different interfaces (${only.address} on ${only.link.name} and ${another.address} on ${another.link.name}) - specify one with --advertise-addr`,
    );
  if (another)
    throw invalid(
      `could not choose an IP address to advertise since this system has multiple addresses on interface ${only.link.name} (${only.address} and ${another.address}) - specify one with --advertise-addr`,
    );
  return only.address;
}

/** Body of POST /swarm/init. */
export interface SwarmInit {
  AdvertiseAddr: string;
  DefaultAddrPool: { address: Ip; length: number }[];
  SubnetSize: number;
  DataPathPort: number;
  Availability: Node['availability'];
  TaskHistory: number;
}

/** daemon/config/config_linux.go: IsSwarmCompatible */
function checkLiveRestore({ engine }: EngineHost): void {
  if (engine.settings.liveRestore) throw internal(NO_LIVE_SWARM);
}

export const NO_LIVE_SWARM = '--live-restore daemon configuration is incompatible with swarm mode';

/** Makes a host the first manager of a new swarm. Returns its node's id. */
export function initSwarm(host: EngineHost, input: SwarmInit): string {
  if (host.engine.swarm) throw unavailable(MEMBER);
  checkLiveRestore(host);
  const { clock } = host;
  const address = advertised(host, input.AdvertiseAddr);
  const cluster = newCluster(host, {
    pools: input.DefaultAddrPool,
    subnetSize: input.SubnetSize,
    dataPort: input.DataPathPort,
    taskHistory: input.TaskHistory,
  });
  const node = addNode(host, cluster, 'manager', address, input.Availability);
  enter(host, cluster, node, { address: `${address}:${MANAGER_PORT}`, node: node.id }, cluster);
  clock.now += INIT / 2;
  addClusterNetwork(host, cluster, { Name: 'ingress', Ingress: true });
  bringIngress(host);
  clock.now += INIT / 2;
  return node.id;
}

function newCluster(
  { random, clock }: EngineHost,
  { pools, subnetSize, dataPort, taskHistory }: Pick<Cluster, 'pools' | 'subnetSize' | 'dataPort' | 'taskHistory'>,
  id = newId(random),
): Cluster {
  return {
    id,
    created: clock.now,
    updated: clock.now,
    version: 7,
    digest: newDigest(random),
    secrets: { worker: newSecret(random), manager: newSecret(random) },
    certificate: newCertificate(random),
    nodes: {},
    networks: {},
    services: {},
    tasks: {},
    balancers: {},
    nextVni: 4096,
    pools: pools.length > 0 ? pools : [{ address: '10.0.0.0', length: 8 }],
    subnetSize: subnetSize || 24,
    dataPort: dataPort || 4789,
    taskHistory,
  };
}

/** A host has its part in a swarm from here on, and listens. */
function enter(
  host: EngineHost,
  cluster: Cluster,
  { id, role, address }: Node,
  manager: Membership['manager'],
  store?: Cluster,
): void {
  host.engine.swarm = {
    node: id,
    cluster: cluster.id,
    address,
    manager,
    peer: hex(host.random, 12),
    sandboxes: {},
    ...(store && { store }),
  };
  listen(host, role === 'manager');
}

/** A member of a swarm that stands already. */
export interface Standing {
  readonly node?: NodeId | undefined;
  readonly address: Ip;
  readonly role: Node['role'];
}

/** Has a host keep a swarm that stands already, as its first member. Its networks are to be added, and brought to it. */
export function keepSwarm(
  host: EngineHost,
  standing: Standing,
  { id, dataPort = 0 }: { readonly id?: string | undefined; readonly dataPort?: number | undefined },
): Cluster {
  const cluster = newCluster(host, { pools: [], subnetSize: 0, dataPort, taskHistory: TASK_HISTORY }, id);
  const node = addNode(host, cluster, standing.role, standing.address, 'active', standing.node);
  enter(host, cluster, node, { address: `${standing.address}:${MANAGER_PORT}`, node: node.id }, cluster);
  return cluster;
}

/** Makes a host a further member of a swarm that stands already. Not a word goes from one to the other. */
export function enterSwarm(host: EngineHost, leader: EngineHost, cluster: Cluster, standing: Standing): void {
  const node = addNode(leader, cluster, standing.role, standing.address, 'active', standing.node);
  node.machine = host.machine;
  const { swarm } = leader.engine;
  enter(host, cluster, node, { address: `${swarm?.address}:${MANAGER_PORT}`, node: swarm?.node ?? '' });
}

function addNode(
  host: EngineHost,
  cluster: Cluster,
  role: Node['role'],
  address: Ip,
  availability: Node['availability'],
  id = newId(host.random),
): Node {
  const { now } = host.clock;
  const node: Node = {
    id,
    machine: host.machine,
    role,
    availability,
    address,
    labels: {},
    created: now,
    updated: now,
    version: changed(host, cluster),
  };
  cluster.nodes[node.id] = node;
  return node;
}

/** Brings the ingress network to a host that is a member. */
export function bringIngress(host: EngineHost): void {
  const ingress = Object.values(clusterOf(host)?.networks ?? {}).find((network) => network.ingress);
  if (ingress) bringToHost(host, ingress);
}

/** Opens dockerd's ports: for managers' clients, and for the network database's gossip. */
function listen({ kernel, namespace: id, engine }: EngineHost, manager: boolean): void {
  const namespace = kernel.namespaces[id];
  if (!namespace) return;
  const open = (protocol: 'tcp' | 'udp', port: number, fd: number): void => {
    bind(namespace, { protocol, address: '::', port, pid: engine.pid, backlog: protocol === 'tcp' ? BACKLOG : 0, fd });
  };
  if (manager) open('tcp', MANAGER_PORT, MANAGER_FD);
  open('tcp', GOSSIP_PORT, GOSSIP_TCP_FD);
  open('udp', GOSSIP_PORT, GOSSIP_UDP_FD);
}

function stopListening({ kernel, namespace: id, engine }: EngineHost): void {
  const namespace = kernel.namespaces[id];
  if (!namespace) return;
  namespace.sockets = namespace.sockets.filter(
    ({ pid, port, address }) =>
      pid !== engine.pid || address !== '::' || (port !== MANAGER_PORT && port !== GOSSIP_PORT),
  );
}

/** Body of POST /swarm/join. */
export interface SwarmJoin {
  RemoteAddr: string;
  JoinToken: string;
  AdvertiseAddr: string;
  Availability: Node['availability'];
}

/** Makes a host a node of the swarm whose manager listens at an address. Returns the node's role. */
export function joinSwarm(host: EngineHost, input: SwarmJoin): Node['role'] {
  if (host.engine.swarm) throw unavailable(MEMBER);
  checkLiveRestore(host);
  const token = parseToken(input.JoinToken);
  if (!token) throw invalid('invalid join token');
  const [, ip = input.RemoteAddr, port = String(MANAGER_PORT)] = /^(.*?)(?::(\d+))?$/.exec(input.RemoteAddr) ?? [];
  const leader = reach(host, ip, Number(port));
  if (!leader) return keepTrying(host, `${ip}:${port}`, input.AdvertiseAddr);
  const cluster = clusterOf(leader);
  if (cluster?.digest !== token.digest) {
    host.clock.now += DIAL;
    throw internal(`remote CA does not match fingerprint. Expected: ${fingerprint(token.digest)}`);
  }
  const role = token.secret === cluster.secrets.manager ? 'manager' : 'worker';
  if (role === 'worker' && token.secret !== cluster.secrets.worker)
    throw internal('rpc error: code = InvalidArgument desc = A valid join token is necessary to join this cluster');
  const address = advertised(host, input.AdvertiseAddr);
  const node = addNode(leader, cluster, role, address, input.Availability);
  node.machine = host.machine;
  enter(host, cluster, node, { address: `${ip}:${port}`, node: leader.engine.swarm?.node ?? '' });
  host.clock.now += JOIN;
  bringIngress(host);
  return role;
}

/** The root certificate's digest of a token in hexadecimal. */
function fingerprint(digest: string): string {
  let value = 0n;
  for (const digit of digest) value = value * 36n + BigInt(parseInt(digit, 36));
  return (value & ((1n << 256n) - 1n)).toString(16).padStart(64, '0');
}

/** A node that cannot reach its manager goes on trying until it leaves (daemon/cluster/swarm.go: Join, errSwarmJoinTimeoutReached). */
function keepTrying(host: EngineHost, address: string, advertise: string): never {
  host.engine.swarm = {
    node: '',
    cluster: '',
    address: advertised(host, advertise),
    manager: { address, node: '' },
    peer: '',
    sandboxes: {},
    joining: true,
  };
  host.clock.now += JOIN_TIMEOUT;
  throw new EngineError(
    'Timeout was reached before node joined. The attempt to join the swarm will continue in the background. Use the "docker info" command to see the current swarm status of your node.',
    503,
  );
}

/** Dials a manager. Returns its host, undefined where nobody says anything; throws where that is refused. */
function reach(host: EngineHost, ip: Ip, port: number): EngineHost | undefined {
  const { kernel, clock, namespace } = host;
  const stimulus = { kind: 'tcp', namespace, destination: ip, port, timeout: 5000, close: 'at-once' } as const;
  const { outcomes, effects } = trace(kernel, {}, [stimulus], { clock: clock.now, seed: 1, outcomesOnly: true });
  applyEffects(kernel, effects);
  const [outcome] = outcomes;
  const dialled = (why: string): EngineError => {
    host.clock.now += DIAL;
    return internal(
      `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp ${ip}:${port}: ${why}"`,
    );
  };
  if (outcome?.status === 'refused') throw dialled('connect: connection refused');
  if (outcome?.status === 'no-route') throw dialled('connect: network is unreachable');
  const there = host.peers().find(({ kernel: k, namespace: id, engine }) => {
    const other = k.namespaces[id];
    return engine.swarm?.store !== undefined && other !== undefined && isLocal(other, ip);
  });
  const manager = there ?? managerAt(host, ip);
  return outcome?.status === 'connected' ? manager : undefined;
}

/** A manager that is not the leader hands joining nodes on to it. */
function managerAt(host: EngineHost, ip: Ip): EngineHost | undefined {
  const there = host.peers().find(({ kernel, namespace }) => {
    const other = kernel.namespaces[namespace];
    return other !== undefined && isLocal(other, ip);
  });
  return there && membersOf(there).find(({ engine }) => engine.swarm?.store !== undefined);
}

const LAST_MANAGER = 'You are attempting to leave the swarm on a node that is participating as a manager. ';

/** daemon/cluster/swarm.go: Leave, removingManagerCausesLossOfQuorum */
function lossOfQuorum(managers: number): string {
  const lost = `Removing this node leaves ${managers - 1} managers out of ${managers}. Without a Raft quorum your swarm will be inaccessible. `;
  return `${managers <= 2 ? lost : ''}The only way to restore a swarm that has lost consensus is to reinitialize it with \`--force-new-cluster\`. Use \`--force\` to suppress this message.`;
}

/** Takes a host out of its swarm: the swarm's networks and tasks go from it. Throws for managers, unless `force`. */
export function leaveSwarm(host: EngineHost, force: boolean): void {
  const { engine, clock } = host;
  const { swarm } = engine;
  if (!swarm) throw unavailable('This node is not part of a swarm');
  const cluster = clusterOf(host);
  const node = ownNode(host);
  if (node?.role === 'manager' && cluster && !force) {
    const managers = Object.values(cluster.nodes).filter(({ role }) => role === 'manager').length;
    const more =
      managers === 1
        ? 'Removing the last manager erases all current state of the swarm. Use `--force` to ignore this message. '
        : lossOfQuorum(managers);
    throw unavailable(LAST_MANAGER + more);
  }
  if (node) node.gone = clock.now;
  if (cluster && node) moveTasksFrom(host, cluster, node);
  removeTasks(host);
  if (swarm.store) handOver(host, swarm.store);
  for (const network of Object.values(engine.networks)) if (network.scope === 'swarm') abandon(host, network);
  delete engine.swarm;
  stopListening(host);
  clock.now += LEAVE;
}

/** Takes a network from a host that leaves: what is attached there loses it (daemon/cluster/executor: network attachments). */
function abandon(host: EngineHost, network: Network): void {
  for (const container of Object.values(host.engine.containers))
    for (const [name, { network: id }] of Object.entries(container.endpoints))
      if (id === network.id) {
        detach(host, container, name, 'neither');
        delete container.networks[name];
      }
  takeFromHost(host, network);
}

/** The containers of services are removed, whoever still knows of them (daemon/cluster/swarm.go: Leave, listContainerForNode). */
function removeTasks(host: EngineHost): void {
  for (const container of Object.values(host.engine.containers)) {
    if (container.task === undefined) continue;
    if (isRunning(container)) kill(host, container);
    discard(host, container);
  }
}

/** The leader goes: another manager takes the cluster over, if there is one. */
function handOver(host: EngineHost, store: Cluster): void {
  const next = membersOf(host)
    .slice(1)
    .find(({ engine }) => store.nodes[engine.swarm?.node ?? '']?.role === 'manager');
  if (next?.engine.swarm) next.engine.swarm.store = store;
}
