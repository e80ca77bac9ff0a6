import type { Engine } from '../../engine/engine.ts';
import type { Network } from '../../engine/network/network.ts';
import { overlayNamespace } from '../../engine/swarm/known.ts';
import { formatPrefix } from '../../ip/address.ts';
import type { Link } from '../../kernel/link/link.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import type { Machine, World } from '../../world/world.ts';
import { networkColors, networksInOrder } from './colors.ts';
import { addContainers } from './container.ts';
import { conditionOf, firstAddress, peerOf } from './device.ts';
import type { Draft } from './draft.ts';
import { deviceId, gateId, netfilterId, networkBarId } from './ids.ts';
import { deviceKey, type BridgeNode, type GateName } from './scene.ts';

const engineVersion = '28.5.2';
const gates: readonly GateName[] = ['PREROUTING', 'FORWARD', 'POSTROUTING', 'INPUT', 'OUTPUT'];

/** Adds a Docker host: its frame, NICs, netfilter, bridges and containers, with what its services wait for where that is wanted. */
export function addHost(draft: Draft, machine: Machine, dependencies: boolean): void {
  const { world, nodes } = draft;
  const { name, namespace, engine } = machine;
  nodes.push({ kind: 'host', id: name, name, engine: engine && engineVersion });
  const links = Object.values(world.kernel.namespaces[namespace]?.links ?? {});
  for (const link of links) if (isNic(link, namespace, world)) addNic(draft, machine, link);
  nodes.push({ kind: 'netfilter', id: netfilterId(name), host: name });
  draft.namespaces[namespace] = netfilterId(name);
  for (const gate of gates) nodes.push({ kind: 'gate', id: gateId(name, gate), host: name, gate });
  addProxies(draft, machine);
  if (engine === undefined) return;
  for (const bar of barsOf(world, machine, engine, links)) {
    addBar(draft, bar, stackOf(draft, machine, engine, bar));
    if (bar.node.driver === 'overlay') addTunnelEnd(draft, bar);
  }
  addContainers(draft, machine, engine, dependencies);
  addSystemSandboxes(draft, engine);
}

function addProxies({ world, nodes, processes }: Draft, { name, namespace }: Machine): void {
  const id = gateId(name, 'docker-proxy');
  const proxies = Object.values(world.kernel.processes).filter(
    (process) => process.program === 'docker-proxy' && process.namespace === namespace,
  );
  for (const { pid } of proxies) processes[pid] = id;
  if (proxies.length > 0) nodes.push({ kind: 'gate', id, host: name, gate: 'docker-proxy' });
}

/** Links that stand on a NIC, or in place of one. */
const onNic: ReadonlySet<Link['kind']> = new Set(['vlan', 'macvlan', 'ipvlan', 'dummy']);

/**
 * A NIC is a link that leads out of the host: the other end is in another machine's own namespace. What stands on one
 * stands beside it.
 */
function isNic(link: Link, namespace: string, world: World): boolean {
  if (link.master !== undefined) return false;
  if (link.kind !== 'veth') return onNic.has(link.kind);
  if (link.peer.namespace === namespace) return false;
  return Object.values(world.machines).some((machine) => machine.namespace === link.peer.namespace);
}

function addNic(draft: Draft, machine: Machine, link: Link): void {
  const id = deviceId(machine.name, link.index);
  const address = firstAddress(link);
  draft.nodes.push({
    kind: 'nic',
    id,
    host: machine.name,
    name: link.name,
    condition: conditionOf(draft.world.kernel, machine.namespace, link),
    address: address?.address,
    note: link.kind === 'veth' ? undefined : link.kind === 'vlan' ? `VLAN ${link.id}` : link.kind,
  });
  draft.devices[deviceKey(machine.namespace, link.index)] = { node: id, ...peerOf(link) };
  const parent = 'lower' in link ? draft.devices[deviceKey(link.lower.namespace, link.lower.index)]?.node : undefined;
  if (parent !== undefined) addPerch(draft, parent, id, link.up);
}

/** What joins a link to the NIC that it stands on. */
function addPerch({ edges }: Draft, parent: string, id: string, isUp: boolean): void {
  edges.push({ id: `cable:${id}`, kind: 'cable', source: parent, target: id, condition: isUp ? 'up' : 'down' });
}

interface Bar {
  readonly node: BridgeNode;
  readonly namespace: NamespaceId;
  readonly link?: Link | undefined;
}

/** The bars of a host: one for each network with a driver of its own, then the bridges made by hand. */
function barsOf(world: World, machine: Machine, engine: Engine, links: readonly Link[]): Bar[] {
  const colors = networkColors(world.machines);
  const networks = networksInOrder(engine);
  const known = new Set(networks.map(({ bridge }) => bridge));
  return [
    ...networks.map((network) => {
      const place = bridgeOf(world, machine, network, links);
      const node = networkBar(world, machine, network, colors[network.id] ?? 0, place);
      return { node, namespace: place.namespace, link: place.link };
    }),
    ...links
      .filter(({ kind, name }) => kind === 'bridge' && !known.has(name))
      .map((link) => ({ node: handMadeBar(world, machine, link), namespace: machine.namespace, link })),
  ];
}

interface BridgePlace {
  readonly namespace: NamespaceId;
  readonly link: Link | undefined;
}

/** A network's bridge: on the host, or in the namespace that an overlay network has there while something stands on it. */
function bridgeOf(world: World, machine: Machine, network: Network, links: readonly Link[]): BridgePlace {
  const { namespace } = machine;
  if (network.driver !== 'overlay') return { namespace, link: links.find(({ name }) => name === network.bridge) };
  const own = overlayNamespace(machine.name, network.id);
  const inside = Object.values(world.kernel.namespaces[own]?.links ?? {});
  return { namespace: own, link: inside.find(({ kind }) => kind === 'bridge') };
}

/** Where its bridge is not made yet nothing is broken: nothing stands on the network there. */
const withoutBridge = ({ driver, bridge }: Network): BridgeNode['condition'] =>
  driver === 'overlay' ? 'idle' : bridge ? 'down' : 'up';

function networkBar(
  world: World,
  machine: Machine,
  network: Network,
  color: number,
  { namespace, link }: BridgePlace,
): BridgeNode {
  const address = link && firstAddress(link);
  const pool = network.pools[0]?.subnet;
  const subnet = address ? `${address.address}/${address.prefixLength}` : pool && formatPrefix(pool);
  const isDefault = network.options['com.docker.network.bridge.default_bridge'] === 'true' || network.name === 'bridge';
  const device = deviceOf(network, isDefault || network.bridge === network.name);
  return {
    kind: 'bridge',
    id: networkBarId(machine.name, network.id),
    host: machine.name,
    network: network.id,
    title: isDefault ? (network.bridge ?? network.name) : network.name,
    driver: network.driver,
    internal: network.internal,
    color,
    condition: link ? conditionOf(world.kernel, namespace, link) : withoutBridge(network),
    subnet,
    device,
  };
}

/** The device that a bar names: the network's bridge, or the link that its containers' links stand on. */
const deviceOf = ({ bridge, driver, options }: Network, isItsName: boolean): string | undefined =>
  driver === 'macvlan' || driver === 'ipvlan'
    ? options['parent'] && `${driver} · ${options['parent']}`
    : isItsName
      ? undefined
      : bridge;

function handMadeBar(world: World, machine: Machine, link: Link): BridgeNode {
  const address = firstAddress(link);
  return {
    kind: 'bridge',
    id: deviceId(machine.name, link.index),
    host: machine.name,
    title: link.name,
    driver: 'bridge',
    internal: false,
    condition: conditionOf(world.kernel, machine.namespace, link),
    subnet: address && `${address.address}/${address.prefixLength}`,
  };
}

/** What a bar is tied to: the host's stack, or for a macvlan or ipvlan network, which has no part in that, the parent NIC. */
function stackOf({ nodes }: Draft, { name }: Machine, engine: Engine, { node }: Bar): string {
  if (node.driver !== 'macvlan' && node.driver !== 'ipvlan') return netfilterId(name);
  const parent = engine.networks[node.network ?? '']?.options['parent'];
  const nics = nodes.filter((other) => other.kind === 'nic' && other.host === name);
  const known = (wanted: string | undefined) => nics.find((nic) => 'name' in nic && nic.name === wanted);
  return (known(parent) ?? known(parent?.split('.')[0]))?.id ?? netfilterId(name);
}

function addBar(draft: Draft, { node, namespace, link }: Bar, stack: string): void {
  draft.nodes.push(node);
  const edge = `tie:${node.id}`;
  const condition = node.condition === 'down' ? 'down' : 'up';
  const color = node.driver === 'overlay' && node.color !== undefined ? { color: node.color } : {};
  draft.edges.push({ id: edge, kind: 'tie', source: stack, target: node.id, condition, ...color });
  if (link) draft.devices[deviceKey(namespace, link.index)] = { node: node.id, edge, role: 'bridge', mac: link.mac };
}

/** An overlay network's tunnel leads from its bridge to the host's stack, which carries its packets. */
function addTunnelEnd({ world, devices, namespaces }: Draft, { node, namespace }: Bar): void {
  const links = Object.values(world.kernel.namespaces[namespace]?.links ?? {});
  if (links.length > 0) namespaces[namespace] = node.id;
  for (const link of links) {
    const key = deviceKey(namespace, link.index);
    if (link.kind === 'vxlan') devices[key] = { node: node.id, edge: `tie:${node.id}`, role: 'port' };
    if (link.kind === 'loopback') devices[key] = { node: node.id };
  }
}

/** What happens in a sandbox of no container (the ingress network's, a load balancer's) is shown at its network. */
function addSystemSandboxes({ world, devices, namespaces }: Draft, engine: Engine): void {
  for (const { sandbox } of Object.values(engine.swarm?.sandboxes ?? {})) {
    for (const link of Object.values(world.kernel.namespaces[sandbox.namespace]?.links ?? {})) {
      if (link.kind !== 'veth') continue;
      const port = world.kernel.namespaces[link.peer.namespace]?.links[link.peer.index];
      const bar = port?.master === undefined ? undefined : devices[deviceKey(link.peer.namespace, port.master)]?.node;
      if (port === undefined || bar === undefined) continue;
      devices[deviceKey(sandbox.namespace, link.index)] = { node: bar, ...peerOf(link) };
      devices[deviceKey(link.peer.namespace, port.index)] = { node: bar, role: 'port', ...peerOf(port) };
      namespaces[sandbox.namespace] ??= bar;
    }
  }
}
