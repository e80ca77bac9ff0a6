import { formatPrefix, network as networkOf } from '../../ip/address.ts';
import type { Link, Veth } from '../../kernel/link/link.ts';
import type { Level } from '../../store/view.ts';
import { takesPart } from '../../world/place.ts';
import type { Machine, World } from '../../world/world.ts';
import { conditionOf, firstAddress, peerOf } from './device.ts';
import type { Draft } from './draft.ts';
import { withFolded } from './fold.ts';
import { addHost } from './host.ts';
import { deviceId } from './ids.ts';
import { overviewOf, withChains } from './levels.ts';
import { deviceKey, type DevicePlace, type Scene } from './scene.ts';
import { addTunnels } from './tunnels.ts';

/** What of a world is drawn, besides the level. */
export interface Aspect {
  /** Node ids of compose projects that are one card. */
  readonly folded?: readonly string[] | undefined;
  /** Whether it is drawn which service waits for which. */
  readonly dependencies?: boolean | undefined;
}

/** The scene of a world: what is drawn at a level, and how it is joined. The same world gives the same scene. */
export function sceneOf(
  world: World,
  level: Level = 'wiring',
  { folded = [], dependencies = false }: Aspect = {},
): Scene {
  const scene = withFolded(wiringOf(world, dependencies), folded);
  switch (level) {
    case 'overview':
      return overviewOf(scene);
    case 'wiring':
      return scene;
    case 'netfilter':
      return withChains(world, scene);
  }
}

function wiringOf(world: World, dependencies: boolean): Scene {
  const draft: Draft = { world, nodes: [], edges: [], devices: {}, namespaces: {}, processes: {} };
  const machines = Object.values(world.machines).filter(takesPart);
  for (const machine of machines) {
    if (machine.kind === 'host') addHost(draft, machine, dependencies);
    else addMachine(draft, machine, machine.kind);
  }
  for (const machine of machines) addCables(draft, machine, machines);
  addTunnels(draft);
  for (const machine of Object.values(world.machines)) if (!takesPart(machine)) addUnseen(draft, machine);
  const { nodes, edges, devices, namespaces, processes } = draft;
  return { nodes, edges, devices, namespaces, processes };
}

/** What happens at a machine that is not drawn is shown at the switch that it is plugged into. */
function addUnseen({ world, devices, namespaces }: Draft, { namespace }: Machine): void {
  for (const link of Object.values(world.kernel.namespaces[namespace]?.links ?? {})) {
    if (link.kind !== 'veth') continue;
    const port = world.kernel.namespaces[link.peer.namespace]?.links[link.peer.index];
    const lan = port?.master === undefined ? undefined : devices[deviceKey(link.peer.namespace, port.master)];
    if (port === undefined || lan === undefined) continue;
    devices[deviceKey(namespace, link.index)] = { node: lan.node, ...peerOf(link) };
    devices[deviceKey(link.peer.namespace, port.index)] = { node: lan.node, role: 'port', ...peerOf(port) };
    namespaces[namespace] = lan.node;
  }
}

const linksOf = (world: World, machine: Machine): Link[] =>
  Object.values(world.kernel.namespaces[machine.namespace]?.links ?? {});

function addMachine(draft: Draft, machine: Machine, role: 'internet' | 'router' | 'client'): void {
  const { world } = draft;
  const { name, namespace } = machine;
  const links = linksOf(world, machine).filter(({ kind }) => kind !== 'loopback');
  const switches = links.filter(({ kind }) => kind === 'bridge');
  const inner = switches[0] ?? links[0];
  const address = inner && firstAddress(inner);
  draft.nodes.push({ kind: 'machine', id: name, role, name, address: address?.address });
  draft.namespaces[namespace] = name;
  for (const link of switches) addLan(draft, machine, link);
  for (const link of links) {
    const key = deviceKey(namespace, link.index);
    if (link.master === undefined) draft.devices[key] ??= { node: name, ...peerOf(link) };
  }
}

function addLan(draft: Draft, machine: Machine, link: Link): void {
  const { name, namespace } = machine;
  const id = deviceId(name, link.index);
  const address = firstAddress(link);
  const subnet = address && formatPrefix(networkOf({ address: address.address, length: address.prefixLength }));
  const condition = conditionOf(draft.world.kernel, namespace, link);
  draft.nodes.push({ kind: 'lan', id, machine: name, name: link.name, condition, subnet });
  const edge = `cable:${id}`;
  draft.edges.push({ id: edge, kind: 'cable', source: name, target: id, condition: link.up ? 'up' : 'down' });
  draft.devices[deviceKey(namespace, link.index)] = { node: id, edge, role: 'bridge', mac: link.mac };
}

/** Cables from this machine's devices to machines that come later in the list. */
function addCables(draft: Draft, machine: Machine, machines: readonly Machine[]): void {
  const later = machines.slice(machines.indexOf(machine) + 1);
  for (const link of linksOf(draft.world, machine)) {
    if (link.kind !== 'veth') continue;
    const other = later.find(({ namespace }) => namespace === link.peer.namespace);
    if (other !== undefined) addCable(draft, machine, link, other);
  }
}

function addCable(draft: Draft, machine: Machine, link: Veth, other: Machine): void {
  const peer = draft.world.kernel.namespaces[link.peer.namespace]?.links[link.peer.index];
  if (peer === undefined) return;
  const ends = [
    { machine, link },
    { machine: other, link: peer },
  ].map((end) => ({ ...end, node: cableEnd(draft, end.machine, end.link) }));
  const [a, b] = ends;
  if (a === undefined || b === undefined) return;
  const id = `cable:${deviceId(machine.name, link.index)}`;
  const condition = link.up && peer.up ? 'up' : 'down';
  draft.edges.push({ id, kind: 'cable', source: a.node, target: b.node, condition });
  for (const end of ends) {
    const place: DevicePlace = { node: end.node, edge: id, ...peerOf(end.link) };
    const port = end.link.master === undefined ? {} : ({ role: 'port' } as const);
    draft.devices[deviceKey(end.machine.namespace, end.link.index)] = { ...place, ...port };
  }
}

/** Where a cable ends: the switch whose port the link is, a host's NIC, or the machine's box. */
function cableEnd({ devices }: Draft, machine: Machine, link: Link): string {
  if (link.master !== undefined) return deviceId(machine.name, link.master);
  return devices[deviceKey(machine.namespace, link.index)]?.node ?? machine.name;
}
