import type { Ip, Mac } from '../../ip/address.ts';
import type { LinkRef } from '../../kernel/link/link.ts';
import { moveLink, renameLink } from '../../kernel/link/links.ts';
import { addBridge, setMaster } from '../../kernel/link/bridge.ts';
import { addVeth } from '../../kernel/link/veth.ts';
import { addVxlan, setRemote } from '../../kernel/link/vxlan.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { setUp } from '../../kernel/link/link-up.ts';
import { addAddress } from '../../kernel/link/addresses.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { createNamespace, deleteNamespace } from '../../kernel/namespaces.ts';
import { neighbourKey } from '../../kernel/neighbour/neighbours.ts';
import { setSysctl } from '../../kernel/sysctl/sysctl.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { EngineHost } from '../engine.ts';
import type { Network } from '../network/network.ts';
import { randomMac } from '../random.ts';
import { clusterOf, othersOn } from '../swarm/cluster.ts';
import { overlayNamespace } from '../swarm/known.ts';
import type { Driver } from './driver.ts';
import { interfaceAddress } from './interface-address.ts';
import { applyOptions } from './interface-options.ts';
import { addAddresses, freeIndex, freeName, giveMac, handBack, unusedName, unusedVeth } from './interface.ts';

/** Octets that VXLAN adds, and ESP where the network is encrypted (libnetwork/drivers/overlay: vxlanEncap, pktExpansion). */
const VXLAN = 50;
const ESP = 26;
const BRIDGE = 'br0';
const TUNNEL = 'vxlan0';
export const VNIS = 'com.docker.network.driver.overlay.vxlanid_list';
const MTU = 'com.docker.network.driver.mtu';

export const isEncrypted = ({ options }: Network): boolean => 'encrypted' in options;

/** libnetwork/drivers/overlay/ov_network.go: maxMTU */
function mtuOf(network: Network): number {
  const mtu = (Number(network.options[MTU]) || 1500) - VXLAN;
  if (!isEncrypted(network)) return mtu;
  return mtu - ESP - ((mtu - ESP) % 4);
}

const namespaceFor = ({ machine }: EngineHost, { id }: Network): string => overlayNamespace(machine, id);

const within = (host: EngineHost, network: Network): Namespace | undefined =>
  host.kernel.namespaces[namespaceFor(host, network)];

function refIn(namespace: Namespace, name: string): LinkRef {
  const link = linkByName(namespace, name);
  if (!link) throw new Error(`no ${name} in ${namespace.id}`);
  return { namespace: namespace.id, index: link.index };
}

/** Makes a network's namespace on a host where it is not there yet (ov_network.go: setupSubnetSandbox). */
function ensureNamespace(host: EngineHost, network: Network): Namespace {
  const known = within(host, network);
  if (known) return known;
  const { kernel, clock, random } = host;
  const id = namespaceFor(host, network);
  const namespace = createNamespace(kernel, id);
  setUp(kernel, { namespace: id, index: 1 });
  const bridge = addBridge(kernel, id, { name: BRIDGE, mac: randomMac(random), macSet: false, queueLength: 0 });
  setSysctl(kernel, id, `net.ipv6.conf.${BRIDGE}.disable_ipv6`, network.ipv6 ? '0' : '1');
  for (const { subnet, gateway } of network.pools)
    if (gateway !== undefined) addAddress(kernel, bridge, interfaceAddress(gateway, subnet.length));
  setUp(kernel, bridge, clock.now);
  addTunnel(host, network, bridge);
  for (const other of othersOn(host, network))
    for (const endpoint of endpointsOn(other, network)) know(host, network, endpoint, addressOf(other));
  return namespace;
}

/** The tunnel is made in the host's namespace, whose stack carries its packets, and moved. */
function addTunnel(host: EngineHost, network: Network, bridge: LinkRef): void {
  const { kernel, clock, random } = host;
  const made = addVxlan(kernel, {
    namespace: host.namespace,
    name: unusedVeth(host),
    mac: randomMac(random),
    vni: Number(network.options[VNIS]?.split(',')[0]),
    port: clusterOf(host)?.dataPort ?? 4789,
    mtu: mtuOf(network),
    queueLength: 0,
    proxy: true,
    misses: true,
  });
  const tunnel = moveLink(kernel, made, bridge.namespace);
  renameLink(kernel, tunnel, TUNNEL);
  setSysctl(kernel, tunnel.namespace, `net.ipv6.conf.${TUNNEL}.disable_ipv6`, '1');
  setMaster(kernel, tunnel, bridge.index, clock.now);
  setUp(kernel, tunnel, clock.now);
}

/** A host's address for the packets of its tunnels. */
const addressOf = ({ engine }: EngineHost): Ip => engine.swarm?.address ?? '';

/** The endpoints that stand on a network on one host. */
export function endpointsOn({ engine }: EngineHost, { id }: Network): Endpoint[] {
  const { endpoints = {} } = engine.networks[id] ?? {};
  return Object.entries(endpoints).flatMap(([endpointId, holder]) => {
    const all = engine.containers[holder]?.endpoints ?? engine.swarm?.sandboxes[holder]?.endpoints ?? {};
    return Object.values(all).find((each) => each.id === endpointId) ?? [];
  });
}

/** Enters an endpoint of another host in the tables of a network here (libnetwork/drivers/overlay/peerdb.go: addNeighbor). */
function know(host: EngineHost, network: Network, { mac, ipv4 }: Endpoint, behind: Ip): void {
  const namespace = within(host, network);
  if (!namespace || ipv4 === undefined) return;
  const tunnel = refIn(namespace, TUNNEL);
  setRemote(host.kernel, tunnel, mac, behind);
  const { index } = tunnel;
  namespace.neighbours[neighbourKey(index, ipv4)] = {
    ip: ipv4,
    device: index,
    mac,
    state: 'PERMANENT',
    updated: host.clock.now,
  };
}

function forget(host: EngineHost, network: Network, { mac, ipv4 }: Endpoint): void {
  const namespace = within(host, network);
  if (!namespace || ipv4 === undefined) return;
  const tunnel = refIn(namespace, TUNNEL);
  setRemote(host.kernel, tunnel, mac, undefined);
  delete namespace.neighbours[neighbourKey(tunnel.index, ipv4)];
}

/** `02:42:` and the IPv4 address (libnetwork/netutils: GenerateMACFromIP). */
function macFrom(ip: Ip): Mac {
  return ['02', '42', ...ip.split('.').map((octet) => Number(octet).toString(16).padStart(2, '0'))].join(':');
}

/** `veth0`, `veth1`, …: a network's ends, by the lowest number that is free. */
const nextEnd = (namespace: Namespace): string => unusedName(namespace, 'veth');

/** A network over the hosts of a swarm: on each a bridge in a namespace of its own, joined by tunnels (libnetwork/drivers/overlay). */
export const overlay: Driver = {
  hasPools: true,
  publishes: false,
  single: false,
  oneSubnet: false,
  configure: () => undefined,
  hasGateway: () => true,
  leadsOut: () => false,
  macOf: (_, __, { mac, ipv4 }) => mac || macFrom(ipv4 ?? '0.0.0.0'),
  create: () => undefined,

  remove(host, network) {
    deleteNamespace(host.kernel, namespaceFor(host, network));
  },

  join(host, network, endpoint, sandbox) {
    const { kernel, clock, namespace: home } = host;
    const inner = ensureNamespace(host, network);
    const within = kernel.namespaces[sandbox.namespace];
    const given = host.given?.endpoint(endpoint.container, network.name)?.inside;
    const name = endpoint.interface || freeName(within, given?.name) || unusedName(within, 'eth');
    const mtu = mtuOf(network);
    const [there, here] = [unusedVeth(host), unusedVeth(host)];
    const index = freeIndex(namespaceOf(kernel, home), given?.index);
    const end = addVeth(
      kernel,
      { namespace: home, name: here, mac: randomMac(host.random), queueLength: 0, mtu },
      { namespace: home, name: there, mac: endpoint.mac, queueLength: 0, mtu, index },
    );
    const port = moveLink(kernel, end, inner.id);
    const inside = moveLink(kernel, refIn(kernel.namespaces[home] as Namespace, there), sandbox.namespace);
    renameLink(kernel, port, nextEnd(inner));
    setSysctl(kernel, inner.id, `net.ipv6.conf.${inner.links[port.index]?.name}.disable_ipv6`, '1');
    setMaster(kernel, port, refIn(inner, BRIDGE).index, clock.now);
    setUp(kernel, port, clock.now);
    endpoint.interface = there;
    giveMac(host, inside, endpoint);
    addAddresses(host, inside, endpoint);
    applyOptions(host, inside, endpoint, name);
    setUp(kernel, inside, clock.now);
    const bridge = linkByName(inner, BRIDGE);
    // The interface tells its address to the wire, which the bridge hears (libnetwork/osl: advertiseAddrs).
    if (bridge?.kind === 'bridge')
      bridge.forwarding[endpoint.mac] = { mac: endpoint.mac, port: port.index, permanent: false, updated: clock.now };
    for (const other of othersOn(host, network)) know(other, network, endpoint, addressOf(host));
  },

  leave(host, network, endpoint, sandbox, namespaceEnds) {
    const inside = host.kernel.namespaces[sandbox.namespace];
    const link = inside && linkByName(inside, endpoint.interface);
    if (link && !namespaceEnds) handBack(host, { namespace: sandbox.namespace, index: link.index });
    for (const other of othersOn(host, network)) forget(other, network, endpoint);
    const left = Object.keys(network.endpoints).filter((id) => id !== endpoint.id);
    if (left.length === 0) deleteNamespace(host.kernel, namespaceFor(host, network));
  },
};
