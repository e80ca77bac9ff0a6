import { formatPrefix } from '../ip/address.ts';
import type { Network } from '../engine/network.ts';
import type { Engine } from '../engine/engine.ts';
import type { Link } from '../kernel/link.ts';
import type { Machine, World } from '../world/world.ts';
import { networkColors, networksInOrder } from './colors.ts';
import { addContainers } from './container.ts';
import type { Draft } from './draft.ts';
import { conditionOf, firstAddress, peerOf } from './device.ts';
import { deviceId, gateId, netfilterId, networkBarId } from './ids.ts';
import { deviceKey, type BridgeNode, type GateName } from './scene.ts';

const engineVersion = '28.5.2';
const gates: readonly GateName[] = ['PREROUTING', 'FORWARD', 'POSTROUTING', 'INPUT', 'OUTPUT'];

/** Adds a Docker host: its frame, NICs, netfilter, bridges and containers. */
export function addHost(draft: Draft, machine: Machine): void {
  const { world, nodes } = draft;
  const { name, namespace, engine } = machine;
  nodes.push({ kind: 'host', id: name, name, ...(engine && { engine: engineVersion }) });
  const links = Object.values(world.kernel.namespaces[namespace]?.links ?? {});
  for (const link of links) if (isNic(link, namespace, world)) addNic(draft, machine, link);
  nodes.push({ kind: 'netfilter', id: netfilterId(name), host: name });
  draft.namespaces[namespace] = netfilterId(name);
  for (const gate of gates) nodes.push({ kind: 'gate', id: gateId(name, gate), host: name, gate });
  addProxies(draft, machine);
  if (engine === undefined) return;
  for (const bar of barsOf(world, machine, engine, links))
    addBar(draft, machine, bar, stackOf(draft, machine, engine, bar));
  addContainers(draft, machine, engine);
}

function addProxies({ world, nodes, processes }: Draft, { name, namespace }: Machine): void {
  const id = gateId(name, 'docker-proxy');
  const proxies = Object.values(world.kernel.processes).filter(
    (process) => process.program === 'docker-proxy' && process.namespace === namespace,
  );
  for (const { pid } of proxies) processes[pid] = id;
  if (proxies.length > 0) nodes.push({ kind: 'gate', id, host: name, gate: 'docker-proxy' });
}

/** A NIC is a link that leads out of the host: the other end is in another machine's own namespace. */
function isNic(link: Link, namespace: string, world: World): boolean {
  if (link.kind !== 'veth' || link.master !== undefined || link.peer.namespace === namespace) return false;
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
    ...(address && { address: address.address }),
  });
  draft.devices[deviceKey(machine.namespace, link.index)] = { node: id, ...peerOf(link) };
}

interface Bar {
  readonly node: BridgeNode;
  readonly link?: Link;
}

/** The bars of a host: one for each network with a driver of its own, then the bridges made by hand. */
function barsOf(world: World, machine: Machine, engine: Engine, links: readonly Link[]): Bar[] {
  const colors = networkColors(engine);
  const networks = networksInOrder(engine);
  const known = new Set(networks.map(({ bridge }) => bridge));
  return [
    ...networks.map((network) => {
      const link = links.find(({ name }) => name === network.bridge);
      return { node: networkBar(world, machine, network, colors[network.id] ?? 0, link), ...(link && { link }) };
    }),
    ...links
      .filter(({ kind, name }) => kind === 'bridge' && !known.has(name))
      .map((link) => ({ node: handMadeBar(world, machine, link), link })),
  ];
}

function networkBar(
  world: World,
  machine: Machine,
  network: Network,
  color: number,
  link: Link | undefined,
): BridgeNode {
  const address = link && firstAddress(link);
  const pool = network.pools[0]?.subnet;
  const subnet = address ? `${address.address}/${address.prefixLength}` : pool && formatPrefix(pool);
  const isDefault = network.options['com.docker.network.bridge.default_bridge'] === 'true' || network.name === 'bridge';
  return {
    kind: 'bridge',
    id: networkBarId(machine.name, network.id),
    host: machine.name,
    network: network.id,
    title: isDefault ? (network.bridge ?? network.name) : network.name,
    driver: network.driver,
    internal: network.internal,
    color,
    condition: link ? conditionOf(world.kernel, machine.namespace, link) : network.bridge ? 'down' : 'up',
    ...(subnet && { subnet }),
    ...(network.bridge && !isDefault && { device: network.bridge }),
  };
}

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
    ...(address && { subnet: `${address.address}/${address.prefixLength}` }),
  };
}

/** What a bar is tied to: the host's stack, or for a macvlan or ipvlan network, which has no part in that, the parent NIC. */
function stackOf({ nodes }: Draft, { name }: Machine, engine: Engine, { node }: Bar): string {
  if (node.driver !== 'macvlan' && node.driver !== 'ipvlan') return netfilterId(name);
  const parent = engine.networks[node.network ?? '']?.options['parent']?.split('.')[0];
  const nic = nodes.find((other) => other.kind === 'nic' && other.host === name && other.name === parent);
  return nic?.id ?? netfilterId(name);
}

function addBar(draft: Draft, machine: Machine, { node, link }: Bar, stack: string): void {
  draft.nodes.push(node);
  const edge = `tie:${node.id}`;
  const condition = node.condition === 'down' ? 'down' : 'up';
  draft.edges.push({ id: edge, kind: 'tie', source: stack, target: node.id, condition });
  if (link)
    draft.devices[deviceKey(machine.namespace, link.index)] = { node: node.id, edge, role: 'bridge', mac: link.mac };
}
