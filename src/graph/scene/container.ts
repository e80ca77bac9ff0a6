import type { Container } from '../../engine/container/container.ts';
import { probeOf } from '../../engine/container/health.ts';
import type { Engine } from '../../engine/engine.ts';
import type { PortMapping } from '../../engine/network/endpoint.ts';
import type { Link, Veth } from '../../kernel/link/link.ts';
import {
  dependenciesOf,
  healthOf,
  membershipOf,
  projectsOn,
  replicaOf,
  tallyOf,
  type Project,
} from '../../world/projects.ts';
import type { Machine } from '../../world/world.ts';
import { conditionOf, firstAddress, peerOf } from './device.ts';
import type { Draft } from './draft.ts';
import { containerId, dependencyId, hostRailId, interfaceId, networkBarId, projectId } from './ids.ts';
import {
  deviceKey,
  type Attachment,
  type BridgeNode,
  type ContainerNode,
  type DevicePlace,
  type LinkCondition,
} from './scene.ts';

/** Adds the containers of an engine in the order of their creation, with their interfaces and what joins them. */
export function addContainers(draft: Draft, machine: Machine, engine: Engine, dependencies: boolean): void {
  const bars = new Map(draft.nodes.flatMap((node) => (node.kind === 'bridge' ? [[node.id, node] as const] : [])));
  const containers = inOrder(engine);
  if (containers.some((container) => attachmentOf(container) === 'host')) addHostRail(draft, machine);
  const projects = new Map(projectsOn(machine.name, engine).map((project) => [project.name, project]));
  for (const container of containers) addContainer({ draft, machine, engine, bars, projects }, container);
  for (const project of projects.values()) {
    if (project.containers.length > 0) addProject(draft, project);
    if (dependencies) addDependencies(draft, project);
  }
}

function addProject({ nodes }: Draft, project: Project): void {
  const { machine, name, services } = project;
  const tally = { ...tallyOf(project), services: services.length };
  nodes.push({ kind: 'project', id: projectId(machine, name), host: machine, name, tally });
}

/** From each container to the first one of every service that its own one waits for. */
function addDependencies({ edges }: Draft, project: Project): void {
  const { machine, containers } = project;
  for (const container of containers) {
    const id = containerId(machine, container.id);
    dependenciesOf(project, container).forEach(({ containers: [first] }, place) => {
      if (first === undefined || first.id === container.id) return;
      const target = containerId(machine, first.id);
      edges.push({ id: dependencyId(id, place), kind: 'depends', source: id, target, condition: 'up' });
    });
  }
}

interface EngineDraft {
  readonly draft: Draft;
  readonly machine: Machine;
  readonly engine: Engine;
  readonly bars: ReadonlyMap<string, BridgeNode>;
  readonly projects: ReadonlyMap<string, Project>;
}

const inOrder = (engine: Engine): Container[] =>
  Object.values(engine.containers)
    .map((container, place) => ({ container, place }))
    .sort((a, b) => a.container.created - b.container.created || a.place - b.place)
    .map(({ container }) => container);

function attachmentOf({ hostConfig, networks }: Container): Attachment {
  const mode = hostConfig.NetworkMode;
  if (mode === 'host') return 'host';
  if (mode.startsWith('container:')) return 'shared';
  return mode === 'none' && Object.keys(networks).every((name) => name === 'none') ? 'none' : 'networks';
}

/** The bars that a container belongs to by its settings, its home first: the network it was made with, while it is there. */
function barsOf({ machine, engine, bars }: EngineDraft, { networks, hostConfig }: Container): string[] {
  const mode = hostConfig.NetworkMode === 'default' ? 'bridge' : hostConfig.NetworkMode;
  const entries = Object.entries(networks).map(([name, settings]) => {
    // Settings of a container that never ran hold the name alone.
    const known = engine.networks[settings.network] ?? Object.values(engine.networks).find((n) => n.name === name);
    return { name, network: known?.id ?? settings.network };
  });
  const isHome = ({ name, network }: { name: string; network: string }) => name === mode || network === mode;
  return [...entries.filter(isHome), ...entries.filter((entry) => !isHome(entry))]
    .map(({ network }) => networkBarId(machine.name, network))
    .filter((id) => bars.has(id));
}

const stateOf = ({ state }: Container): ContainerNode['state'] => {
  switch (state.status) {
    case 'running':
    case 'paused':
    case 'created':
    case 'restarting':
      return state.status;
    default:
      return 'stopped';
  }
};

function addContainer(on: EngineDraft, container: Container): void {
  const { draft, machine, engine } = on;
  const id = containerId(machine.name, container.id);
  const state = stateOf(container);
  const attachment = attachmentOf(container);
  const bars = barsOf(on, container);
  const runs = state === 'running' || state === 'paused';
  const interfaces = runs && ownsNamespace(container, attachment) ? linksOf(draft, container) : [];
  const donor = attachment === 'shared' ? engine.containers[container.hostConfig.NetworkMode.slice(10)] : undefined;
  draft.nodes.push({
    kind: 'container',
    id,
    host: machine.name,
    ...namesOf(on, container),
    checked: probeOf(container) !== undefined,
    health: healthOf(container),
    image: container.image,
    state,
    attachment: attachment === 'networks' && bars.length === 0 ? 'none' : attachment,
    bars,
    colors: bars.flatMap((bar) => on.bars.get(bar)?.color ?? []),
    interfaces: interfaces.map(({ index }) => interfaceId(id, index)),
    address: longestOf(interfaces.flatMap((link) => firstAddress(link)?.address ?? [])),
    ports: runs ? portsOf(container.ports) : configuredPorts(container),
    exitCode: state === 'stopped' ? container.state.exitCode : undefined,
    sharedWith: donor && containerId(machine.name, donor.id),
  });
  if (attachment === 'host') joinHost(draft, machine, container, id, runs);
  if (donor) {
    const donorId = containerId(machine.name, donor.id);
    draft.edges.push({ id: `shared:${id}`, kind: 'shared', source: donorId, target: id, condition: 'up' });
  }
  if (interfaces.length > 0) addInterfaces(on, container, id, interfaces);
}

const longestOf = (texts: readonly string[]): string | undefined =>
  texts.reduce<string | undefined>(
    (longest, text) => (text.length > (longest?.length ?? 0) ? text : longest),
    undefined,
  );

/** In a project a container goes by its service there, which the project's name stands beside. */
function namesOf({ machine, projects }: EngineDraft, container: Container) {
  const name = shortNameOf(container);
  const membership = membershipOf(container);
  const project = membership && projects.get(membership.project);
  if (membership === undefined || project === undefined) return { name, title: name };
  const { service, number } = membership;
  const title = service === undefined || number === undefined ? name : service;
  const replica = replicaOf(project, container);
  return {
    name,
    title: replica === undefined ? title : `${title} ${replica}`,
    project: projectId(machine.name, project.name),
  };
}

/** A task of a service goes by its service and its number, without the ids of node and task. */
function shortNameOf({ name, config }: Container): string {
  const task = config.Labels['com.docker.swarm.task.name'];
  if (task === undefined || task !== name) return name;
  return /^.+\.\d+(?=\.[a-z0-9]+$)/.exec(task)?.[0] ?? config.Labels['com.docker.swarm.service.name'] ?? name;
}

const ownsNamespace = (container: Container, attachment: Attachment): boolean =>
  container.sandbox !== undefined && (attachment === 'networks' || attachment === 'none');

const linksOf = ({ world }: Draft, { sandbox }: Container): Link[] =>
  Object.values(world.kernel.namespaces[sandbox?.namespace ?? '']?.links ?? {}).filter(
    ({ kind }) => kind !== 'loopback',
  );

function addHostRail(draft: Draft, machine: Machine): void {
  draft.nodes.push({ kind: 'hostrail', id: hostRailId(machine.name), host: machine.name });
  const id = hostRailId(machine.name);
  draft.edges.push({
    id: `tie:${id}`,
    kind: 'tie',
    source: `${machine.name}/netfilter`,
    target: id,
    condition: 'up',
  });
}

function joinHost(draft: Draft, machine: Machine, container: Container, id: string, runs: boolean): void {
  if (!runs) return;
  draft.edges.push({
    id: `process:${id}`,
    kind: 'process',
    source: hostRailId(machine.name),
    target: id,
    condition: 'up',
  });
  for (const { pid, container: owner } of Object.values(draft.world.kernel.processes))
    if (owner?.id === container.id) draft.processes[pid] = id;
}

function addInterfaces(on: EngineDraft, container: Container, id: string, links: readonly Link[]): void {
  const { draft, machine, bars } = on;
  const { kernel } = draft.world;
  const namespace = container.sandbox?.namespace ?? '';
  const lo = Object.values(kernel.namespaces[namespace]?.links ?? {}).find(({ kind }) => kind === 'loopback');
  if (lo) draft.devices[deviceKey(namespace, lo.index)] = { node: id };
  draft.namespaces[namespace] = id;
  for (const link of links) {
    const tab = interfaceId(id, link.index);
    const endpoint = Object.values(container.endpoints).find((known) => known.interface === link.name);
    const home = endpoint && bars.get(networkBarId(machine.name, endpoint.network));
    const hostEnd = link.kind === 'veth' ? hostEndOf(on, link) : undefined;
    const bar = hostEnd?.bar ?? home;
    const address = firstAddress(link);
    const condition = conditionOf(kernel, namespace, link);
    draft.nodes.push({
      kind: 'interface',
      id: tab,
      container: id,
      name: link.name,
      index: link.index,
      condition,
      address: address?.address,
      bar: bar?.id,
      color: bar?.color,
    });
    draft.devices[deviceKey(namespace, link.index)] = { node: tab, ...peerOf(link) };
    if (bar) addVethEdge(draft, { tab, bar, condition, loose: hostEnd?.bar === undefined, hostEnd, link });
  }
}

interface HostEnd {
  readonly link: Link;
  readonly bar?: BridgeNode | undefined;
}

/** The veth's other end, on the host or in an overlay network's namespace there, and the bar of the bridge whose port it is. */
function hostEndOf({ draft, machine, bars }: EngineDraft, { peer }: Veth): HostEnd | undefined {
  if (peer.namespace !== machine.namespace && !bars.has(draft.namespaces[peer.namespace] ?? '')) return undefined;
  const link = draft.world.kernel.namespaces[peer.namespace]?.links[peer.index];
  if (link === undefined) return undefined;
  const master = link.master === undefined ? undefined : draft.devices[deviceKey(peer.namespace, link.master)];
  const bar = master && bars.get(master.node);
  return bar ? { link, bar } : { link };
}

interface VethEnds {
  readonly tab: string;
  readonly bar: BridgeNode;
  readonly condition: LinkCondition;
  readonly loose: boolean;
  readonly hostEnd: HostEnd | undefined;
  readonly link: Link;
}

function addVethEdge(draft: Draft, { tab, bar, condition, loose, hostEnd, link }: VethEnds): void {
  const id = `veth:${tab}`;
  const down = condition === 'down' || bar.condition === 'down';
  const isLoose = loose && link.kind === 'veth';
  draft.edges.push({
    id,
    kind: 'veth',
    source: bar.id,
    target: tab,
    condition: down ? 'down' : 'up',
    color: bar.color,
    label: hostEnd?.link.name,
    port: hostEnd?.link.index,
    loose: isLoose,
  });
  if (!hostEnd || link.kind !== 'veth') return;
  const place: DevicePlace = isLoose ? { node: tab, edge: id } : { node: bar.id, edge: id, role: 'port' };
  draft.devices[deviceKey(link.peer.namespace, hostEnd.link.index)] = { ...place, ...peerOf(hostEnd.link) };
}

/** What a container that does not run will publish. */
function configuredPorts({ hostConfig }: Container): { text: string }[] {
  const mappings = Object.entries(hostConfig.PortBindings).flatMap(([key, bindings]) => {
    const [port, protocol] = key.split('/');
    return bindings.map(({ HostIp, HostPort }) => portText(HostIp, HostPort, port ?? '', protocol ?? 'tcp'));
  });
  return [...new Set(mappings)].map((text) => ({ text }));
}

function portText(hostIp: string, hostPort: string, containerPort: string, protocol: string): string {
  const everywhere = hostIp === '0.0.0.0' || hostIp === '::' || hostIp === '';
  const address = everywhere ? '' : hostIp.includes(':') ? `[${hostIp}]:` : `${hostIp}:`;
  return `${address}${hostPort}→${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

/** One text for each port: an IPv4 and an IPv6 binding of the same port are one. */
function portsOf(mappings: readonly PortMapping[]): { text: string }[] {
  const texts = mappings.map(({ hostIp, hostPort, containerPort, protocol }) =>
    portText(hostIp, String(hostPort), String(containerPort), protocol),
  );
  return [...new Set(texts)].map((text) => ({ text }));
}
