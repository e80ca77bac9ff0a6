import type { Socket } from '../../kernel/socket/socket.ts';
import type { Ip, Prefix } from '../../ip/address.ts';
import type { Sandbox } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { Network, NetworkId } from '../network/network.ts';
import type { Service, ServiceId, ServicePort } from './service.ts';
import type { Task, TaskId } from './task.ts';

export type NodeId = string;

/** A machine's engine in a swarm, as the managers know it. */
export interface Node {
  id: NodeId;
  machine: string;
  role: 'worker' | 'manager';
  availability: 'active' | 'pause' | 'drain';
  address: Ip;
  labels: Record<string, string>;
  /** Clock (ms). */
  created: number;
  updated: number;
  /** Counts the changes of the cluster up to this node's last. */
  version: number;
  /** Clock (ms) from which on it does not answer any more: it left, and is found down some time later. */
  gone?: number;
}

/** What the managers of a swarm agree on. One of them, the leader, keeps it. */
export interface Cluster {
  id: string;
  created: number;
  updated: number;
  /** Counts changes (the Raft index). */
  version: number;
  /** Digest of the root certificate, as tokens have it, and their secrets. */
  digest: string;
  secrets: { worker: string; manager: string };
  /** The root certificate itself. */
  certificate: Certificate;
  nodes: Record<NodeId, Node>;
  networks: Record<NetworkId, Network>;
  services: Record<ServiceId, Service>;
  tasks: Record<TaskId, Task>;
  /** The address of a network's load balancer on a node, by `network|node`. */
  balancers: Record<string, Ip>;
  nextVni: number;
  /** Blocks that networks are cut from, and the prefix length of one network. */
  pools: Prefix[];
  subnetSize: number;
  dataPort: number;
  taskHistory: number;
}

/** Texts of the root certificate that `docker node inspect` and `docker swarm ca` show. */
export interface Certificate {
  root: string;
  subject: string;
  publicKey: string;
}

/** A sandbox of no container: of the ingress network, or of a network's load balancer. */
export interface SystemSandbox {
  sandbox: Sandbox;
  /** By network name. */
  endpoints: Record<string, Endpoint>;
}

/** A service that a host's load balancer has on a network. */
export interface Balanced {
  /** By which its packets are known there; the daemon counts them up. */
  mark: number;
  vip: Ip;
  /** Those that the routing mesh leads here. */
  ports: ServicePort[];
  servers: Ip[];
}

/** An engine's own part in a swarm. */
export interface Membership {
  node: NodeId;
  cluster: string;
  /** Its address for others. */
  address: Ip;
  /** Where its manager listens, and which node that is. */
  manager: { address: string; node: NodeId };
  /** Its name in the network database. */
  peer: string;
  /** By what stands for a container's id there: `ingress-sbox`, `lb-mesh`. */
  sandboxes: Record<string, SystemSandbox>;
  /** Sockets that its daemon held as it stopped, to be opened again. */
  held?: Socket[];
  /** By network and service; absent where there never were any. */
  balanced?: Record<string, Balanced>;
  nextMark?: number;
  /** It tries to reach its manager, so far in vain. */
  joining?: true;
  /** The cluster, where this is the leader. */
  store?: Cluster;
}

/** All engines of a host's swarm, itself first. */
export function membersOf(host: EngineHost): EngineHost[] {
  const cluster = host.engine.swarm?.cluster;
  if (cluster === undefined) return [];
  return [host, ...host.peers().filter(({ engine }) => engine.swarm?.cluster === cluster)];
}

/** The cluster that a host is in. Undefined outside of a swarm, and where its leader is gone. */
export function clusterOf(host: EngineHost): Cluster | undefined {
  for (const { engine } of membersOf(host)) if (engine.swarm?.store) return engine.swarm.store;
  return undefined;
}

/** A host's own node, unless the managers have forgotten it. */
export const ownNode = (host: EngineHost): Node | undefined => clusterOf(host)?.nodes[host.engine.swarm?.node ?? ''];

/** The cluster that a host is a manager of. */
export const clusterIfManager = (host: EngineHost): Cluster | undefined =>
  ownNode(host)?.role === 'manager' ? clusterOf(host) : undefined;

/** The engine of a node. */
export const hostOfNode = (host: EngineHost, node: NodeId): EngineHost | undefined =>
  membersOf(host).find(({ engine }) => engine.swarm?.node === node);

/** Notes that a cluster has changed. Returns its new version. */
export function changed(host: EngineHost, cluster: Cluster): number {
  cluster.updated = host.clock.now;
  return ++cluster.version;
}

/** Members that hold a network, the host itself left out. */
export const othersOn = (host: EngineHost, network: Network): EngineHost[] =>
  membersOf(host).filter(({ engine, machine }) => machine !== host.machine && engine.networks[network.id]);
