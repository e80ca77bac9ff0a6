import type { ContainerInput, EndpointInput } from '../api/container-json.ts';
import { isRunning, type Container } from '../container/container.ts';
import { createFrom } from '../container/creation.ts';
import { begin, discard, release } from '../container/lifecycle.ts';
import { answerTo, DEFAULT_TIMEOUT, stopSignalOf } from '../container/stopping.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { balancerAddress } from './balancers.ts';
import { changed, clusterOf, hostOfNode, membersOf, type Cluster, type Node } from './cluster.ts';
import { newId } from './ids.ts';
import { balanceNetworks } from './load-balancers.ts';
import { addMeshRules } from './mesh-rules.ts';
import { nextAddress } from './pool.ts';
import type { Service } from './service.ts';
import type { Task } from './task.ts';
import { own } from '../../kernel/own.ts';

/** Milliseconds from a task's making until its container runs, and from the order to end until it has ended. */
const START = 900;
const STOP = 400;
const KILL = 300;
/** Milliseconds between an update's steps: the restart delay of a task that takes another's place. */
const STEP = 5000;

/** The exit code of what was killed. */
const KILLED = 137;

const isOver = ({ state }: Task): boolean => ['complete', 'shutdown', 'failed', 'rejected'].includes(state);

/** Tasks that run or shall run. */
export const isWanted = (task: Task): boolean => task.desired === 'running' && !isOver(task);

export const tasksOf = ({ tasks }: Cluster, { id }: Service): Task[] =>
  Object.values(tasks).filter(({ service }) => service === id);

const isReady = ({ availability, gone }: Node): boolean => availability === 'active' && gone === undefined;

/** Whether a node is one of those that a service wants (swarmkit/manager/constraint). */
const meets = (node: Node, { spec }: Service): boolean => spec.constraints.every((text) => holds(node, text));

/** Nodes that a service may use. */
const eligible = (cluster: Cluster, service: Service): Node[] =>
  Object.values(cluster.nodes).filter((node) => isReady(node) && meets(node, service));

function holds(node: Node, constraint: string): boolean {
  const [, key = '', operator, wanted = ''] = /^\s*(.+?)\s*(==|!=)\s*(.+?)\s*$/.exec(constraint) ?? [];
  const label = /^node\.labels\.(.+)$/.exec(key)?.[1];
  const facts: Readonly<Record<string, string>> = {
    'node.id': node.id,
    'node.hostname': node.machine,
    'node.role': node.role,
    'node.ip': node.address,
    'node.platform.os': 'linux',
    'node.platform.arch': 'x86_64',
  };
  const value = label === undefined ? own(facts, key) : own(node.labels, label);
  return (value?.toLowerCase() === wanted.toLowerCase()) === (operator === '==');
}

/**
 * Makes the tasks that a service lacks, and ends those that are too many. Then the nodes that got some have addresses of their own
 * on the tasks' networks.
 */
export function reconcile(host: EngineHost, cluster: Cluster, service: Service): void {
  adjust(host, cluster, service);
  for (const { node, addresses } of tasksOf(cluster, service)) {
    if (node === undefined) continue;
    for (const id of Object.keys(addresses)) {
      const network = cluster.networks[id];
      if (network) balancerAddress(cluster, network, node);
    }
  }
}

function adjust(host: EngineHost, cluster: Cluster, service: Service): void {
  const wanted = tasksOf(cluster, service).filter(isWanted);
  if (service.spec.mode === 'global') {
    const nodes = eligible(cluster, service);
    for (const task of wanted) if (!nodes.some(({ id }) => id === task.node)) endTask(host, cluster, task);
    for (const node of nodes)
      if (!wanted.some((task) => task.node === node.id)) addTask(host, cluster, service, 0, node);
    return;
  }
  for (const task of wanted) {
    const node = cluster.nodes[task.node ?? ''];
    if (task.node !== undefined && (!node || node.gone !== undefined || node.availability === 'drain'))
      endTask(host, cluster, task);
  }
  const kept = wanted.filter(isWanted).sort((a, b) => a.slot - b.slot);
  for (const task of kept.slice(service.spec.replicas)) endTask(host, cluster, task, 'remove');
  const slots = new Set(kept.slice(0, service.spec.replicas).map(({ slot }) => slot));
  for (let slot = 1; slots.size < service.spec.replicas; slot++) {
    if (slots.has(slot)) continue;
    slots.add(slot);
    addTask(host, cluster, service, slot);
  }
  for (const task of tasksOf(cluster, service)) if (task.state === 'pending') assign(host, cluster, service, task);
}

function addTask(host: EngineHost, cluster: Cluster, service: Service, slot: number, node?: Node, after = 0): void {
  const { now } = host.clock;
  const task: Task = {
    id: newId(host.random),
    service: service.id,
    slot,
    addresses: {},
    image: service.spec.image,
    ports: [],
    desired: 'running',
    state: 'pending',
    created: now,
    since: now,
  };
  for (const network of networksOf(cluster, service)) {
    const [pool] = cluster.networks[network]?.pools ?? [];
    if (pool) task.addresses[network] = nextAddress(pool, task.id);
  }
  cluster.tasks[task.id] = task;
  changed(host, cluster);
  if (node) place(host, task, node, after);
  else assign(host, cluster, service, task, after);
}

/** Networks of a service's tasks: the ingress network first, where it publishes there. */
export function networksOf(cluster: Cluster, { spec, ports }: Service): string[] {
  const ingress = Object.values(cluster.networks).find((network) => network.ingress);
  const meshed = ports.some(({ mode }) => mode === 'ingress') && spec.endpointMode === 'vip';
  return [...(meshed && ingress ? [ingress.id] : []), ...spec.networks.map(({ id }) => id)];
}

/** Chooses a node: with the fewest of the service's tasks, then with the fewest of all (swarmkit/manager/scheduler). */
function assign(host: EngineHost, cluster: Cluster, service: Service, task: Task, after = 0): void {
  const count = (node: Node, of?: string): number =>
    Object.values(cluster.tasks).filter(
      (each) =>
        each.node === node.id &&
        isWanted(each) &&
        each.service !== undefined &&
        (of === undefined || each.service === of),
    ).length;
  const free = eligible(cluster, service).filter((node) => hasPorts(cluster, service, node));
  const [best] = [...free].sort((a, b) => count(a, service.id) - count(b, service.id) || count(a) - count(b));
  if (!best) {
    task.error = noSuitableNode(cluster, service);
    return;
  }
  delete task.error;
  place(host, task, best, after);
}

/** Why a service can be nowhere (swarmkit/manager/scheduler: Pipeline.Explain, and each filter's own words). */
function noSuitableNode(cluster: Cluster, service: Service): string {
  const nodes = Object.values(cluster.nodes);
  const ready = nodes.filter(isReady);
  const meeting = ready.filter((node) => meets(node, service));
  const taken = meeting.filter((node) => !hasPorts(cluster, service, node));
  const counted = (count: number): string => `${count} node${count === 1 ? '' : 's'}`;
  const reasons: [count: number, text: (nodes: string) => string][] = [
    [nodes.length - ready.length, (all) => `${all} not available for new tasks`],
    [ready.length - meeting.length, (all) => `scheduling constraints not satisfied on ${all}`],
    [taken.length, (all) => `host-mode port already in use on ${all}`],
  ];
  const told = reasons
    .filter(([count]) => count > 0)
    .sort(([a], [b]) => b - a)
    .map(([count, text]) => text(counted(count)));
  return told.length > 0 ? `no suitable node (${told.join('; ')})` : 'no suitable node';
}

/** Ports that tasks publish on their host are each for one of them. */
function hasPorts(cluster: Cluster, { ports }: Service, { id }: Node): boolean {
  const own = ports.filter(({ mode, published }) => mode === 'host' && published > 0);
  return !Object.values(cluster.tasks).some(
    (task) =>
      task.node === id &&
      isWanted(task) &&
      cluster.services[task.service ?? '']?.ports.some(
        (other) =>
          other.mode === 'host' && own.some((o) => o.published === other.published && o.protocol === other.protocol),
      ),
  );
}

function place(host: EngineHost, task: Task, node: Node, after: number): void {
  task.node = node.id;
  task.state = 'preparing';
  task.since = host.clock.now;
  task.due = host.clock.now + after + START;
}

/** Orders a task to end. */
export function endTask(
  host: EngineHost,
  cluster: Cluster,
  task: Task,
  desired: 'shutdown' | 'remove' = 'shutdown',
): void {
  task.desired = desired;
  task.due = host.clock.now + stopTime(host, task);
  changed(host, cluster);
}

/** What a task's container exits with when it is stopped; undefined where it takes no notice until it is killed. */
function exitCodeOf(host: EngineHost, container: Container): number | undefined {
  return answerTo(host, container, stopSignalOf(container));
}

/** Milliseconds until a task that is ordered to end has ended. */
function stopTime(host: EngineHost, task: Task): number {
  const there = hostOfNode(host, task.node ?? '');
  const container = there?.engine.containers[task.container ?? ''];
  const waits = container && isRunning(container) && exitCodeOf(there, container) === undefined;
  return waits ? DEFAULT_TIMEOUT * 1000 + KILL : STOP;
}

/** Replaces a service's tasks one after the other, each beginning when the one before it is done (update parallelism of 1). */
export function rollOut(host: EngineHost, cluster: Cluster, service: Service): void {
  let delay = 0;
  for (const task of tasksOf(cluster, service).filter(isWanted)) {
    const node = eligible(cluster, service).find(({ id }) => id === task.node);
    const stopping = stopTime(host, task);
    task.desired = 'shutdown';
    task.due = host.clock.now + delay + stopping;
    addTask(host, cluster, service, task.slot, node, delay + stopping);
    delay += Math.max(STEP, stopping + START);
  }
}

/** Whether a task anywhere in a host's swarm has something to do by now. */
export function isSwarmDue({ engine, clock }: Pick<EngineHost, 'engine' | 'clock'>): boolean {
  const { swarm, networks } = engine;
  if (!swarm) return false;
  for (const id in networks) {
    const until = networks[id]?.idleUntil;
    if (until !== undefined && until <= clock.now) return true;
  }
  return swarm.store !== undefined && hasDue(swarm.store, clock.now);
}

function hasDue({ tasks }: Cluster, now: number): boolean {
  for (const id in tasks) {
    const due = tasks[id]?.due;
    if (due !== undefined && due <= now) return true;
  }
  return false;
}

/** Lets the tasks of a swarm do what has come due, in the order of time. */
export function settleTasks(host: EngineHost): void {
  const { clock } = host;
  const now = clock.now;
  const cluster = clusterOf(host);
  if (!cluster || !hasDue(cluster, now)) return;
  const due = Object.values(cluster.tasks)
    .filter((task) => task.due !== undefined && task.due <= now)
    .sort((a, b) => (a.due ?? 0) - (b.due ?? 0));
  for (const task of due) {
    const at = task.due ?? now;
    delete task.due;
    const there = hostOfNode(host, task.node ?? '');
    if (!there) continue;
    clock.now = at;
    if (task.desired === 'running') start(there, cluster, task);
    else stop(there, cluster, task);
    clock.now = Math.max(now, clock.now);
  }
  if (due.length > 0) clock.now = now;
}

function start(host: EngineHost, cluster: Cluster, task: Task): void {
  const service = cluster.services[task.service ?? ''];
  if (!service) return;
  try {
    const { container } = createFrom(host, containerOf(cluster, service, task));
    container.task = task.id;
    task.container = container.id;
    begin(host, container);
    addMeshRules(host, container, service.ports);
    task.state = 'running';
    task.ports = container.ports.map(
      ({ hostPort, containerPort, protocol }) => `*:${hostPort}->${containerPort}/${protocol}`,
    );
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    task.state = task.container === undefined ? 'rejected' : 'failed';
    task.error = error.message;
    task.desired = 'shutdown';
    giveAddressesBack(cluster, task);
  }
  task.since = host.clock.now;
  balanceNetworks(host, cluster, Object.keys(task.addresses));
}

/** A task's container runs again: what comes by the mesh reaches it. */
export function resumeTask(host: EngineHost, container: Container): void {
  const cluster = clusterOf(host);
  const service = cluster?.services[cluster.tasks[container.task ?? '']?.service ?? ''];
  if (service) addMeshRules(host, container, service.ports);
}

function containerOf(cluster: Cluster, service: Service, task: Task): ContainerInput {
  const { spec } = service;
  const name = taskName(service, task);
  const networking: Record<string, EndpointInput> = {};
  for (const id of networksOf(cluster, service)) {
    const network = cluster.networks[id];
    const IPv4Address = task.addresses[id];
    if (!network || IPv4Address === undefined) continue;
    const extra = spec.networks.find((each) => each.id === id)?.aliases ?? [];
    networking[network.name] = { IPAMConfig: { IPv4Address }, Aliases: network.ingress ? [] : extra };
  }
  const [first] = Object.keys(networking);
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { mode, target, protocol, published } of service.ports)
    if (mode === 'host')
      // Of several host ports for one of the container's the last stays (daemon/cluster/executor/container: portBindings).
      bindings[`${target}/${protocol}`] = [{ HostIp: '', HostPort: published ? String(published) : '' }];
  return {
    name,
    config: {
      Image: spec.image,
      ...(spec.args.length > 0 && { Cmd: spec.args }),
      ...(spec.command.length > 0 && { Entrypoint: spec.command }),
      Env: spec.env,
      ...(spec.hostname !== '' && { Hostname: spec.hostname }),
      Labels: {
        ...spec.containerLabels,
        'com.docker.swarm.node.id': task.node ?? '',
        'com.docker.swarm.service.id': service.id,
        'com.docker.swarm.service.name': spec.name,
        'com.docker.swarm.task': '',
        'com.docker.swarm.task.id': task.id,
        'com.docker.swarm.task.name': name,
      },
    },
    hostConfig: { ...(first !== undefined && { NetworkMode: first }), PortBindings: bindings },
    networking,
  };
}

/** `api.1.TASK`, or `agent.NODE.TASK` of a global service. */
export const taskName = ({ spec }: Service, { slot, node, id }: Task): string =>
  `${spec.name}.${spec.mode === 'global' ? node : slot}.${id}`;

function stop(host: EngineHost, cluster: Cluster, task: Task): void {
  const container = host.engine.containers[task.container ?? ''];
  if (container && isRunning(container)) release(host, container, exitCodeOf(host, container) ?? KILLED);
  giveAddressesBack(cluster, task);
  if (!isOver(task)) {
    task.state = 'shutdown';
    task.since = host.clock.now;
  }
  if (task.desired === 'remove') delete cluster.tasks[task.id];
  balanceNetworks(host, cluster, Object.keys(task.addresses));
  if (task.desired === 'remove') {
    if (container) discard(host, container);
    return;
  }
  prune(host, cluster, task);
}

function giveAddressesBack(cluster: Cluster, task: Task): void {
  for (const [network, ip] of Object.entries(task.addresses)) {
    const [pool] = cluster.networks[network]?.pools ?? [];
    if (pool?.taken[ip] === task.id) delete pool.taken[ip];
  }
}

/** Of each slot only so many tasks that are over are remembered (`--task-history-limit`). */
function prune(host: EngineHost, cluster: Cluster, { service, slot, node }: Task): void {
  const old = Object.values(cluster.tasks)
    .filter(
      (task) => task.service === service && task.slot === slot && (slot > 0 || task.node === node) && isOver(task),
    )
    .sort((a, b) => b.since - a.since);
  for (const task of old.slice(Math.max(cluster.taskHistory - 1, 0))) {
    const there = hostOfNode(host, task.node ?? '');
    const container: Container | undefined = there?.engine.containers[task.container ?? ''];
    if (there && container) discard(there, container);
    delete cluster.tasks[task.id];
  }
}

/** A node takes no more part: its tasks are done elsewhere. Containers that were attached by hand run on. */
export function moveTasksFrom(host: EngineHost, cluster: Cluster, node: Node): void {
  for (const task of Object.values(cluster.tasks)) {
    if (task.node !== node.id) continue;
    if (task.service === undefined) delete cluster.tasks[task.id];
    else if (isWanted(task) || task.desired !== 'running') stopAtOnce(host, cluster, task);
  }
  for (const service of Object.values(cluster.services)) reconcile(host, cluster, service);
}

function stopAtOnce(host: EngineHost, cluster: Cluster, task: Task): void {
  delete task.due;
  const there = membersOf(host).find(({ engine }) => engine.containers[task.container ?? '']);
  if (there) {
    task.desired = 'shutdown';
    stop(there, cluster, task);
  } else task.state = 'shutdown';
}
