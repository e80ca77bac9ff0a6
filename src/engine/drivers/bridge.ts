import { contains, family, formatPrefix, network as subnetOf, type Ip, type Prefix } from '../../ip/address.ts';
import { KernelError } from '../../kernel/errno.ts';
import type { Bridge, Link, LinkRef } from '../../kernel/link/link.ts';
import { deleteLink, isStation, moveLink, setMtu } from '../../kernel/link/links.ts';
import { addBridge, setHairpin, setMaster } from '../../kernel/link/bridge.ts';
import { addVeth } from '../../kernel/link/veth.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { setUp } from '../../kernel/link/link-up.ts';
import { addAddress, deleteAddress } from '../../kernel/link/addresses.ts';
import { reportMembership } from '../../kernel/link/membership.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { setSysctl, sysctl } from '../../kernel/sysctl/sysctl.ts';
import type { Sandbox } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import type { GivenEndpoint } from '../given.ts';
import { forbidden, internal, type EngineError } from '../errors.ts';
import {
  addEndpointRules,
  addNetworkRules,
  dropForwarded,
  removeEndpointRules,
  removeNetworkRules,
  type FirewalledNetwork,
} from '../firewall/firewall.ts';
import { enterZone, leaveZone } from '../firewall/zone.ts';
import { announce } from '../network/announcement.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { Network, Pool } from '../network/network.ts';
import { randomMac } from '../random.ts';
import { DEFAULT_BRIDGE } from '../settings/settings.ts';
import { bridgeConfig, DEFAULT_BRIDGE_OPTION, type BridgeConfig } from './bridge-config.ts';
import type { Driver } from './driver.ts';
import { interfaceAddress } from './interface-address.ts';
import { applyOptions } from './interface-options.ts';
import { addAddresses, freeIndex, freeName, giveMac, handBack, unusedName, unusedVeth, vethName } from './interface.ts';

/** The network's config; it has been read when the network was made. */
export function configOf(network: Network): BridgeConfig {
  if (!network.bridgeConfig) throw new Error(`${network.name} is no bridge network`);
  return network.bridgeConfig;
}

export const firewalled = (network: Network): FirewalledNetwork => ({
  config: configOf(network),
  internal: network.internal,
  subnets: network.pools.map(({ subnet }) => subnet),
});

function namespaceOfHost(host: EngineHost): Namespace {
  const namespace = host.kernel.namespaces[host.namespace];
  if (!namespace) throw new Error(`no namespace ${host.namespace}`);
  return namespace;
}

function bridgeOf(host: EngineHost, network: Network): Link | undefined {
  return linkByName(namespaceOfHost(host), configOf(network).name);
}

export const bridge: Driver = {
  hasPools: true,
  publishes: true,
  single: false,
  oneSubnet: true,

  configure(host, network) {
    const config = bridgeConfig(network.id, network.options, network.internal);
    for (const other of Object.values(host.engine.networks)) {
      if (other.bridge !== config.name) continue;
      throw forbidden(
        `cannot create network ${network.id} (${config.name}): conflicts with network ${other.id} (${other.bridge}): networks have same bridge name`,
      );
    }
    const link = linkByName(namespaceOfHost(host), config.name);
    if (link && link.kind !== 'bridge') throw forbidden(`existing interface ${config.name} is not a bridge`);
    if (!link) checkLink(config);
    network.bridgeConfig = config;
    network.bridge = config.name;
    if (link) network.foreignBridge = true;
  },

  hasGateway(network, version) {
    const config = configOf(network);
    return (version === 4 ? config.gatewayMode4 : config.gatewayMode6) !== 'isolated';
  },

  leadsOut: ({ internal: closed }) => !closed,
  macOf: (host, _, { mac }) => mac || randomMac(host.random),

  create(host, network) {
    for (const pool of network.pools) chooseWayOut(network, pool);
    const { settings } = host.engine;
    const config = configOf(network);
    const namespace = namespaceOfHost(host);
    const link = bridgeOf(host, network) ?? addDevice(host, network);
    const ref = { namespace: host.namespace, index: link.index };
    setSysctl(host.kernel, host.namespace, `net.ipv6.conf.${config.name}.accept_ra`, '0');
    if (config.mtu !== undefined) giveMtu(host, ref, config.mtu);
    for (const pool of network.pools) setGateway(host, network, pool, link);
    if (network.ipv4) forwardIpv4(host);
    if (network.ipv6) forwardIpv6(host);
    if (!settings.userlandProxy) routeLoopback(host, config.name);
    if (!config.icc || !settings.userlandProxy) filterBridged(host, network);
    enterZone(host, config.name);
    addNetworkRules(namespace, firewalled(network), settings);
    setUp(host.kernel, ref, host.clock.now);
    if (settings.iptables) reportMembership(namespace, link, host.clock.now);
  },

  remove(host, network) {
    const link = bridgeOf(host, network);
    if (link && !network.foreignBridge && !isDefault(network))
      deleteLink(host.kernel, { namespace: host.namespace, index: link.index });
    removeNetworkRules(namespaceOfHost(host), firewalled(network), host.engine.settings);
    if (network.bridge !== undefined) leaveZone(host, network.bridge);
  },

  join(host, network, endpoint, sandbox) {
    const config = configOf(network);
    const namespace = namespaceOfHost(host);
    const master = bridgeOf(host, network);
    if (!master) throw internal(`failed to add the host (veth) <=> sandbox (eth) pair interfaces: Link not found`);
    if (sandbox.namespace === host.namespace) throw routeConflict(host, endpoint, master);
    const given = host.given?.endpoint(endpoint.container, network.name);
    const { port, inside } = addInterface(host, endpoint, sandbox, config, given);
    setMaster(host.kernel, port, master.index, host.clock.now);
    if (!host.engine.settings.userlandProxy) setHairpin(host.kernel, port, true);
    setUp(host.kernel, port, host.clock.now);
    setUp(host.kernel, inside, host.clock.now);
    announce(host, network, master as Bridge, endpoint, port.index);
    addEndpointRules(namespace, firewalled(network), addresses(endpoint), host.engine.settings);
  },

  leave(host, network, endpoint, sandbox, namespaceEnds) {
    removeEndpointRules(namespaceOfHost(host), firewalled(network), addresses(endpoint), host.engine.settings);
    const inside = host.kernel.namespaces[sandbox.namespace];
    const link = inside && linkByName(inside, endpoint.interface);
    if (!link || namespaceEnds) return;
    handBack(host, { namespace: sandbox.namespace, index: link.index });
  },
};

/** What the kernel would make no bridge of. */
function checkLink({ name, mtu = 1500 }: BridgeConfig): void {
  if (name.length > 15) throw internal('numerical result out of range');
  if (name === '.' || name === '..' || /[/:\s]/.test(name)) throw internal('invalid argument');
  if (mtu < 68 || mtu > 65_535) throw internal('invalid argument');
}

/** An auxiliary address of a certain name is the containers' gateway (libnetwork/drivers/bridge: DefaultGatewayV4AuxKey). */
function chooseWayOut(network: Network, pool: Pool): void {
  const key = `DefaultGatewayIPv${family(pool.subnet.address)}`;
  const [ip] = Object.entries(pool.taken).find(([, holder]) => holder === key) ?? [];
  if (ip === undefined) return;
  if (network.internal) throw forbidden('no gateway can be set on an internal bridge network');
  pool.wayOut = ip;
}

/** Whether it is the network that containers have by default: its bridge outlives it. */
const isDefault = ({ options }: Network): boolean => options[DEFAULT_BRIDGE_OPTION] === 'true';

/** libnetwork/drivers/bridge/setup_device_linux.go: setupDevice */
function addDevice(host: EngineHost, network: Network): Link {
  const { name } = configOf(network);
  // Only the daemon's own network of that name is held to it: others may carry the option.
  if (network.name === 'bridge' && isDefault(network) && name !== DEFAULT_BRIDGE)
    throw internal(`bridge device with non default name ${name} must be created manually`);
  const given = host.given?.network(network.name)?.link;
  const mac = given?.mac ?? randomMac(host.random);
  const wanted = freeIndex(namespaceOfHost(host), given?.index);
  const { index } = addBridge(host.kernel, host.namespace, { name, mac, queueLength: 0, index: wanted });
  const link = namespaceOfHost(host).links[index];
  if (!link) throw new Error(`no ${name}`);
  return link;
}

/** libnetwork/drivers/bridge/setup_device_linux.go: setupMTU */
function giveMtu(host: EngineHost, ref: LinkRef, mtu: number): void {
  try {
    setMtu(host.kernel, ref, mtu);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw internal('invalid argument');
  }
}

/** The bridge's own address: the network's gateway, unless an option denies it one. */
function setGateway(host: EngineHost, network: Network, pool: Pool, link: Link): void {
  const { subnet, gateway } = pool;
  const v4 = family(subnet.address) === 4;
  if (gateway === undefined || (v4 && configOf(network).inhibitIpv4)) return;
  const ref = { namespace: host.namespace, index: link.index };
  if (v4) clearIpv4(host, ref, link, subnet, gateway);
  else clearIpv6(host, ref, link, gateway);
  if (link.addresses.some(({ address }) => address === gateway)) return;
  addAddress(host.kernel, ref, interfaceAddress(gateway, subnet.length));
}

/** One address of the bridge's makes room: one in the network, or the first (setup_ipv4_linux.go: setupBridgeIPv4). */
function clearIpv4(host: EngineHost, ref: LinkRef, link: Link, subnet: Prefix, gateway: Ip): void {
  const present = link.addresses.filter(({ address }) => family(address) === 4);
  const found = present.find(({ address }) => contains(subnet, address)) ?? present[0];
  if (!found || (found.address === gateway && found.prefixLength === subnet.length)) return;
  deleteAddress(host.kernel, ref, found.address, found.prefixLength);
}

/** All but the network's own and the kernel's link-local ones go (interface_linux.go: programIPv6Addresses). */
function clearIpv6(host: EngineHost, ref: LinkRef, link: Link, gateway: Ip): void {
  const unwanted = link.addresses.filter(
    ({ address }) => family(address) === 6 && address !== gateway && !contains(LINK_LOCAL, address),
  );
  for (const { address, prefixLength } of unwanted) deleteAddress(host.kernel, ref, address, prefixLength);
}

const LINK_LOCAL: Prefix = { address: 'fe80::', length: 64 };

/** libnetwork/drivers/bridge/setup_ipv4_linux.go: setupLoopbackAddressesRouting */
function routeLoopback(host: EngineHost, name: string): void {
  setSysctl(host.kernel, host.namespace, `net.ipv4.conf.${name}.route_localnet`, '1');
}

/** Adds an endpoint's veth pair with all that its end in the container has. Throws, and leaves none, where that cannot be. */
function addInterface(
  host: EngineHost,
  endpoint: Endpoint,
  { namespace }: Sandbox,
  config: BridgeConfig,
  given: GivenEndpoint | undefined,
) {
  const within = host.kernel.namespaces[namespace] as Namespace;
  const name = endpoint.interface || freeName(within, given?.inside?.name) || unusedName(within, config.prefix);
  // What needs care has another name until it stands (libnetwork/osl/interface_linux.go: AddInterface).
  const special =
    endpoint.interface !== '' ||
    endpoint.linkLocal !== undefined ||
    endpoint.sysctls !== undefined ||
    endpoint.viaHost ||
    !isStation(endpoint.mac);
  endpoint.interface = special ? unusedVeth(host) : name;
  const port = addPair(host, endpoint, endpoint.viaHost ? host.namespace : namespace, config.mtu ?? 1500, given);
  const made = endpoint.viaHost && linkByName(namespaceOfHost(host), endpoint.interface);
  if (made) moveLink(host.kernel, { namespace: host.namespace, index: made.index }, namespace);
  const inside = linkByName(within, endpoint.interface);
  if (!inside) throw new Error(`no ${endpoint.interface}`);
  const ref = { namespace, index: inside.index };
  try {
    giveMac(host, ref, endpoint);
    addAddresses(host, ref, endpoint);
    if (special) applyOptions(host, ref, endpoint, name);
  } catch (error) {
    if (inside.name === name) handBack(host, ref);
    else deleteLink(host.kernel, port);
    throw error;
  }
  return { port, inside: ref };
}

/** Bridged frames go through iptables from now on, on the whole host (libnetwork/drivers/bridge/setup_bridgenetfiltering.go). */
function filterBridged(host: EngineHost, network: Network): void {
  const { iptables, ip6tables } = host.engine.settings;
  const namespace = namespaceOfHost(host);
  const isOn = (name: string): boolean => sysctl(namespace, name) === '1';
  const enable = (tool: string): void =>
    setSysctl(host.kernel, host.namespace, `net.bridge.bridge-nf-call-${tool}`, '1');
  if (iptables && isOn(FORWARD_4)) enable('iptables');
  if (ip6tables && network.ipv6 && isOn(`net.ipv6.conf.${configOf(network).name}.forwarding`)) enable('ip6tables');
}

const FORWARD_4 = 'net.ipv4.ip_forward';
const FORWARD_6 = 'net.ipv6.conf.all.forwarding';

/** libnetwork/drivers/bridge/setup_ip_forwarding.go: setupIPv4Forwarding */
function forwardIpv4(host: EngineHost): void {
  const namespace = namespaceOfHost(host);
  const { settings } = host.engine;
  if (!settings.ipForward || sysctl(namespace, FORWARD_4) === '1') return;
  setSysctl(host.kernel, host.namespace, FORWARD_4, '1');
  if (!settings.ipForwardNoDrop) dropForwarded(namespace, 4, settings);
}

/** libnetwork/drivers/bridge/setup_ip_forwarding.go: setupIPv6Forwarding */
function forwardIpv6(host: EngineHost): void {
  const namespace = namespaceOfHost(host);
  const { settings } = host.engine;
  if (!settings.ipForward || sysctl(namespace, FORWARD_6) === '1') return;
  setSysctl(host.kernel, host.namespace, 'net.ipv6.conf.default.forwarding', '1');
  setSysctl(host.kernel, host.namespace, FORWARD_6, '1');
  if (!settings.ipForwardNoDrop) dropForwarded(namespace, 6, settings);
}

/** Adds the veth pair of an endpoint; its end on the host has a random name. */
function addPair(
  host: EngineHost,
  endpoint: Endpoint,
  namespace: string,
  mtu: number,
  given: GivenEndpoint | undefined,
): LinkRef {
  const there = host.kernel.namespaces[namespace];
  const inside = {
    ...{ namespace, name: endpoint.interface, mac: endpoint.mac, queueLength: 0, mtu },
    index: there && freeIndex(there, given?.inside?.index),
  };
  const { outside } = given ?? {};
  const known = freeName(namespaceOfHost(host), outside?.name);
  for (;;) {
    const name = known || vethName(host);
    endpoint.hostInterface = name;
    const mac = outside?.mac ?? randomMac(host.random);
    const index = freeIndex(namespaceOfHost(host), outside?.index);
    try {
      return addVeth(host.kernel, { namespace: host.namespace, name, mac, queueLength: 0, mtu, index }, inside);
    } catch (error) {
      const taken = error instanceof KernelError && error.code === 'EEXIST';
      if (!taken || !linkByName(namespaceOfHost(host), name)) throw error;
    }
  }
}

/** On the host itself an interface cannot have an address of the bridge's network: the route there is the bridge's. */
function routeConflict(host: EngineHost, { ipv4, ipv4Length, gateway4 }: Endpoint, { index }: Link): EngineError {
  const name = unusedVeth(host);
  const subnet =
    ipv4 === undefined || ipv4Length === undefined ? '' : formatPrefix(subnetOf({ address: ipv4, length: ipv4Length }));
  return internal(
    `failed to add interface ${name} to sandbox: error setting interface "${name}" IP to ${ipv4}/${ipv4Length}: cannot program address ${ipv4}/${ipv4Length} in sandbox interface because it conflicts with existing route {Ifindex: ${index} Dst: ${subnet} Src: ${gateway4} Gw: <nil> Flags: [] Table: 254 Realm: 0}`,
  );
}

const addresses = ({ ipv4, ipv6 }: Endpoint): Ip[] => [ipv4, ipv6].filter((ip) => ip !== undefined);
