import { timestamp } from '../calendar.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError, invalid, notFound } from '../errors.ts';
import { changed, clusterIfManager, type Cluster, type Node } from '../swarm/cluster.ts';
import { newSecret, tokenOf } from '../swarm/ids.ts';
import { managedCluster } from '../swarm/membership.ts';
import { moveTasksFrom, reconcile } from '../swarm/scheduler.ts';
import type { Filters } from './container-json.ts';
import { matches, matchesLabels, readFilters } from './filters.ts';
import { own } from '../../kernel/own.ts';

/** How long the managers wait for a node that does not answer, in milliseconds. */
const PATIENCE = 20_000;
const VERSION = '28.5.2+dfsg4';
const MEMORY = 25_276_514_304;

const PLUGINS: Readonly<Record<string, readonly string[]>> = {
  Log: ['awslogs', 'fluentd', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'],
  Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
  Volume: ['local'],
};

/** The tokens with which others join, and where. */
export function joinTokens(host: EngineHost): { worker: string; manager: string; address: string } {
  const { digest, secrets } = managedCluster(host);
  const address = `${host.engine.swarm?.address}:2377`;
  return { worker: tokenOf(digest, secrets.worker), manager: tokenOf(digest, secrets.manager), address };
}

/** `docker swarm join-token --rotate` */
export function rotateToken(host: EngineHost, role: 'worker' | 'manager'): void {
  const cluster = managedCluster(host);
  cluster.secrets[role] = newSecret(host.random);
  changed(host, cluster);
}

/** `docker swarm update --task-history-limit` */
export function setTaskHistory(host: EngineHost, limit: number | undefined): void {
  const cluster = managedCluster(host);
  if (limit !== undefined) cluster.taskHistory = limit;
  changed(host, cluster);
}

/** Swarms here are never locked. */
export function swarmUnlockKey(host: EngineHost): string {
  managedCluster(host);
  return '';
}

/** GET /nodes/{id}: keys in the order the engine prints them. */
export interface NodeJson {
  ID: string;
  Version: { Index: number };
  CreatedAt: string;
  UpdatedAt: string;
  Spec: { Labels: Record<string, string>; Role: Node['role']; Availability: Node['availability'] };
  Description: {
    Hostname: string;
    Platform: { Architecture: string; OS: string };
    Resources: { NanoCPUs: number; MemoryBytes: number };
    Engine: { EngineVersion: string; Plugins: { Type: string; Name: string }[] };
    TLSInfo: { TrustRoot: string; CertIssuerSubject: string; CertIssuerPublicKey: string };
  };
  Status: { State: 'ready' | 'down'; Addr: string };
  ManagerStatus?: { Leader?: boolean; Reachability: 'reachable' | 'unreachable'; Addr: string };
}

const isDown = ({ clock }: EngineHost, { gone }: Node): boolean => gone !== undefined && clock.now - gone >= PATIENCE;

function nodeJson(host: EngineHost, cluster: Cluster, node: Node): NodeJson {
  const leader = [host, ...host.peers()].some(({ engine: { swarm } }) => swarm?.store && swarm.node === node.id);
  const { certificate } = cluster;
  return {
    ID: node.id,
    Version: { Index: node.version },
    CreatedAt: timestamp(node.created),
    UpdatedAt: timestamp(node.updated),
    Spec: { Labels: node.labels, Role: node.role, Availability: node.availability },
    Description: {
      Hostname: node.machine,
      Platform: { Architecture: 'x86_64', OS: 'linux' },
      Resources: { NanoCPUs: 2_000_000_000, MemoryBytes: MEMORY },
      Engine: {
        EngineVersion: VERSION,
        Plugins: Object.entries(PLUGINS).flatMap(([Type, names]) => names.map((Name) => ({ Type, Name }))),
      },
      TLSInfo: {
        TrustRoot: certificate.root,
        CertIssuerSubject: certificate.subject,
        CertIssuerPublicKey: certificate.publicKey,
      },
    },
    Status: { State: isDown(host, node) ? 'down' : 'ready', Addr: node.address },
    ...(node.role === 'manager' && {
      ManagerStatus: {
        ...(leader && { Leader: true }),
        Reachability: node.gone === undefined ? 'reachable' : 'unreachable',
        Addr: `${node.address}:2377`,
      },
    }),
  };
}

/** GET /nodes */
export function listNodes(host: EngineHost, { filters = {} }: { filters?: Filters | undefined } = {}): NodeJson[] {
  const cluster = managedCluster(host);
  readFilters(filters, ['id', 'label', 'membership', 'name', 'node.label', 'role']);
  return Object.values(cluster.nodes)
    .filter(
      (node) =>
        (!filters.role || filters.role.includes(node.role)) &&
        (!filters.id || filters.id.some((id) => node.id.startsWith(id))) &&
        (!filters.name || matches(node.machine, filters.name)) &&
        matchesLabels(node.labels, filters['node.label'] ?? []),
    )
    .map((node) => nodeJson(host, cluster, node));
}

/** Finds a node by id, host name, the beginning of its id, or `self`. Throws `node x not found`. */
export function findNode(host: EngineHost, cluster: Cluster, ref: string): Node {
  const nodes = Object.values(cluster.nodes);
  const named = nodes.filter(({ machine }) => machine === ref);
  const begun = nodes.filter(({ id }) => ref !== '' && id.startsWith(ref));
  if (named.length > 1) throw invalid(`node ${ref} is ambiguous (${named.length} matches found)`);
  const id = ref === 'self' ? host.engine.swarm?.node : ref;
  const node = own(cluster.nodes, id ?? '') ?? named[0] ?? (begun.length === 1 ? begun[0] : undefined);
  if (!node) throw notFound(`node ${ref} not found`);
  return node;
}

/** GET /nodes/{id} */
export function inspectNode(host: EngineHost, ref: string): NodeJson {
  const cluster = managedCluster(host);
  return nodeJson(host, cluster, findNode(host, cluster, ref));
}

const precondition = (message: string): EngineError =>
  new EngineError(`rpc error: code = FailedPrecondition desc = ${message}`, 400);

/** `docker node rm` */
export function removeNode(host: EngineHost, ref: string, force: boolean): void {
  const cluster = managedCluster(host);
  const node = findNode(host, cluster, ref);
  if (node.role === 'manager')
    throw precondition(
      `node ${node.id} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`,
    );
  if (!isDown(host, node) && !force) throw precondition(`node ${node.id} is not down and can't be removed`);
  delete cluster.nodes[node.id];
  moveTasksFrom(host, cluster, { ...node, gone: node.gone ?? host.clock.now });
  changed(host, cluster);
}

/** What `docker node update`, `promote` and `demote` change. */
export interface NodeChange {
  role?: Node['role'] | undefined;
  availability?: Node['availability'] | undefined;
  addLabels?: Record<string, string> | undefined;
  removeLabels?: readonly string[] | undefined;
}

/** `docker node update`, `promote` and `demote` */
export function updateNode(host: EngineHost, ref: string, change: NodeChange): void {
  const cluster = managedCluster(host);
  const node = findNode(host, cluster, ref);
  if (change.role === 'worker' && node.role === 'manager') {
    const others = Object.values(cluster.nodes).filter(({ id, role }) => id !== node.id && role === 'manager');
    if (others.length === 0) throw precondition('attempting to demote the last manager of the swarm');
  }
  if (change.role) node.role = change.role;
  if (change.availability) node.availability = change.availability;
  node.labels = { ...node.labels, ...change.addLabels };
  for (const label of change.removeLabels ?? []) {
    if (own(node.labels, label) === undefined) throw invalid(`key ${label} doesn't exist in node's labels`);
    delete node.labels[label];
  }
  node.updated = host.clock.now;
  node.version = changed(host, cluster);
  for (const service of Object.values(cluster.services)) reconcile(host, cluster, service);
}

/** The swarm's part of GET /info. */
export function swarmInfo(host: EngineHost): Record<string, unknown> {
  const { swarm } = host.engine;
  if (!swarm)
    return {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    };
  const cluster = clusterIfManager(host);
  const local = {
    NodeID: swarm.node,
    NodeAddr: swarm.address,
    LocalNodeState: swarm.joining ? 'pending' : 'active',
    ControlAvailable: cluster !== undefined,
    Error: '',
    RemoteManagers: [{ NodeID: swarm.manager.node, Addr: swarm.manager.address }],
  };
  if (!cluster) return local;
  const nodes = Object.values(cluster.nodes);
  return {
    ...local,
    Nodes: nodes.length,
    Managers: nodes.filter(({ role }) => role === 'manager').length,
    Cluster: clusterJson(cluster),
  };
}

function clusterJson(cluster: Cluster): Record<string, unknown> {
  return {
    ID: cluster.id,
    Version: { Index: cluster.version },
    CreatedAt: timestamp(cluster.created),
    UpdatedAt: timestamp(cluster.updated),
    Spec: {
      Name: 'default',
      Labels: {},
      Orchestration: { TaskHistoryRetentionLimit: cluster.taskHistory },
      Raft: {
        SnapshotInterval: 10000,
        KeepOldSnapshots: 0,
        LogEntriesForSlowFollowers: 500,
        ElectionTick: 10,
        HeartbeatTick: 1,
      },
      Dispatcher: { HeartbeatPeriod: 5_000_000_000 },
      CAConfig: { NodeCertExpiry: 7_776_000_000_000_000 },
      TaskDefaults: {},
      EncryptionConfig: { AutoLockManagers: false },
    },
    TLSInfo: {
      TrustRoot: cluster.certificate.root,
      CertIssuerSubject: cluster.certificate.subject,
      CertIssuerPublicKey: cluster.certificate.publicKey,
    },
    RootRotationInProgress: false,
    DefaultAddrPool: null,
    SubnetSize: cluster.subnetSize,
    DataPathPort: cluster.dataPort,
  };
}
