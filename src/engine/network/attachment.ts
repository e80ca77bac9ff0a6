import { contains, family, type Ip } from '../../ip/address.ts';
import { sysctl } from '../../kernel/sysctl/sysctl.ts';
import { isRunning, type Container, type Sandbox } from '../container/container.ts';
import { addOwnHosts, removeOwnHosts, useLegacyServers } from '../dns/etc-files.ts';
import { startResolver } from '../dns/resolver.ts';
import { driverOf } from '../drivers/drivers.ts';
import type { EngineHost } from '../engine.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import { nextAddress, releaseAddress, requestAddress } from '../ipam/ipam.ts';
import { own, put } from '../../kernel/own.ts';
import { hex } from '../random.ts';
import { releaseAttachment, requestAttachment, swarmNetworkFor } from '../swarm/attachments.ts';
import { GATEWAY_NETWORK, joinGatewayNetwork, needsGatewayNetwork } from '../swarm/gateway-network.ts';
import { noteIdle } from '../swarm/networks.ts';
import { checkCompatible } from './compatibility.ts';
import { IFNAME, SYSCTLS } from './endpoint-settings.ts';
import type { Endpoint, EndpointSettings } from './endpoint.ts';
import { closeWayOut, isWayOut, updateGateway } from './gateway.ts';
import { dnsKey, isPredefined, isUserDefined, poolOf, type Network } from './network.ts';

/** Names that the embedded DNS servers know a container by on a network (daemon/container_operations.go: buildEndpointDNSNames). */
export function dnsNamesOf(container: Container, settings: EndpointSettings): string[] {
  const names = [container.name, ...(settings.aliases ?? []), container.id.slice(0, 12), container.config.Hostname];
  return [...new Set(names)];
}

/** The network that an attachment asks for: by name until it was first live, by id from then on. Throws where it is gone. */
function networkFor(host: EngineHost, container: Container, settings: EndpointSettings): Network {
  const { engine } = host;
  const swarms = swarmNetworkFor(host, settings);
  if (swarms) return requestAttachment(host, container, settings, swarms);
  // The default bridge is made anew whenever the daemon starts.
  const known = isPredefined(settings.networkName) ? '' : settings.network;
  const id = known || own(engine.networkNames, settings.networkName);
  const network = id === undefined ? undefined : engine.networks[id];
  if (!network) throw gone(host, settings.network || settings.networkName);
  if (network.configOnly) throw forbidden('cannot create endpoint on configuration-only network');
  return network;
}

/** What was a network of the swarm, its managers are asked for (daemon/cluster/networks.go: AttachNetwork). */
function gone({ engine }: EngineHost, ref: string): Error {
  const missing = `network ${ref} not found`;
  if (!engine.swarm || !/^[a-z0-9]{25}$/.test(ref)) return notFound(missing);
  return notFound(
    `Could not attach to ${missing.slice(0, -' not found'.length)}: rpc error: code = NotFound desc = ${missing}`,
  );
}

const LINK_LOCAL = { 4: { address: '169.254.0.0', length: 16 }, 6: { address: 'fe80::', length: 10 } } as const;
const isLinkLocal = (ip: Ip): boolean => contains(LINK_LOCAL[family(ip)], ip);

/** What the interface shall have beside its addresses. Throws at a link-local address that is none (libnetwork/endpoint.go). */
function asked({ ipamConfig, driverOptions }: EndpointSettings): Pick<Endpoint, 'linkLocal' | 'sysctls'> {
  const linkLocal = ipamConfig?.LinkLocalIPs;
  const wrong = linkLocal?.find((ip) => !isLinkLocal(ip));
  if (wrong !== undefined) throw invalid(`invalid link local IP address: ${wrong}`);
  const sysctls = driverOptions?.[SYSCTLS];
  return { ...(linkLocal && { linkLocal: [...linkLocal] }), ...(sysctls !== undefined && { sysctls }) };
}

/**
 * Attaches a running container to a network: address, interface, names, ways out, ports. Where that fails its addresses are
 * given back; what else stands of a container that starts goes with its sandbox.
 */
export function attach(host: EngineHost, container: Container, settings: EndpointSettings): void {
  const { sandbox } = container;
  if (!sandbox) throw new Error(`${container.name} has no sandbox`);
  const network = networkFor(host, container, settings);
  checkCompatible(host, network, container);
  const driver = driverOf(network.driver);
  const userDefined = isUserDefined(network);
  const given = host.given?.endpoint(container.id, network.name);
  const endpoint: Endpoint = {
    id: given?.id ?? hex(host.random, 64),
    network: network.id,
    container: container.id,
    mac: settings.mac ?? (network.driver === 'ipvlan' ? '' : given?.mac) ?? '',
    interface: settings.driverOptions?.[IFNAME] ?? '',
    dnsNames: userDefined ? dnsNamesOf(container, settings) : [],
    ...asked(settings),
  };
  if (userDefined) settings.dnsNames = [...endpoint.dnsNames];
  if (driver.hasPools) takeAddresses(host, network, endpoint, settings, sandbox);
  settings.network = network.id;
  try {
    driver.join(host, network, endpoint, sandbox);
  } catch (error) {
    giveAddressesBack(network, endpoint);
    if (network.scope === 'swarm') releaseAttachment(host, container, network);
    throw error;
  }
  network.endpoints[endpoint.id] = container.id;
  if (isRunning(container) && Object.keys(container.endpoints).length === 0) useLegacyServers(host, container);
  put(container, 'endpoints', settings.networkName, endpoint);
  if (userDefined && sandbox.own) startResolver(host, container);
  publishNames(network, endpoint);
  if (sandbox.own && !network.ingress) addOwnHosts(host, container, addressesOf(endpoint));
  if (network.scope === 'swarm') noteIdle(host, network);
  settleWayOut(host, container);
  updateGateway(host, container);
}

/** A container that needs the gateway network gets an endpoint there, and loses it when it needs it no more (libnetwork/endpoint.go: sbJoin). */
function settleWayOut(host: EngineHost, container: Container): void {
  const { sandbox } = container;
  if (!sandbox?.own) return;
  const has = own(container.endpoints, GATEWAY_NETWORK);
  const needs = needsGatewayNetwork(host, container);
  if (needs && !has)
    container.endpoints[GATEWAY_NETWORK] = joinGatewayNetwork(host, sandbox, container.id, sandbox.id.slice(0, 12));
  if (!needs && has?.name !== undefined) detach(host, container, GATEWAY_NETWORK, 'sandbox');
}

/** Whether a sandbox has IPv6 at all, which its loopback tells (libnetwork/osl: IPv6LoEnabled). */
function hasIpv6({ kernel }: EngineHost, { namespace }: Sandbox): boolean {
  const inside = kernel.namespaces[namespace];
  return !inside || sysctl(inside, 'net.ipv6.conf.lo.disable_ipv6') !== '1';
}

function takeAddresses(
  host: EngineHost,
  network: Network,
  endpoint: Endpoint,
  settings: EndpointSettings,
  sandbox: Sandbox,
): void {
  const { ipv4, ipv6 } = host.given?.endpoint(endpoint.container, network.name) ?? {};
  const wanted = { 4: settings.ipamConfig?.IPv4Address ?? ipv4, 6: settings.ipamConfig?.IPv6Address ?? ipv6 };
  const take = (version: 4 | 6): { ip: Ip; length: number } | undefined => {
    const pool = poolOf(network, version);
    if (!pool || (version === 6 && !hasIpv6(host, sandbox))) return undefined;
    const ip = wanted[version];
    const taken = ip ? requestAddress(pool, ip, endpoint.id) : nextAddress(network, pool, endpoint.id);
    return { ip: taken, length: pool.subnet.length };
  };
  const v4 = take(4);
  if (v4) Object.assign(endpoint, { ipv4: v4.ip, ipv4Length: v4.length, ...gatewayOf(network, 4) });
  try {
    const v6 = take(6);
    if (v6) Object.assign(endpoint, { ipv6: v6.ip, ipv6Length: v6.length, ...gatewayOf(network, 6) });
    endpoint.mac = driverOf(network.driver).macOf(host, network, endpoint);
  } catch (error) {
    giveAddressesBack(network, endpoint);
    throw error;
  }
}

/** The network's gateway, where that is a way out. */
function gatewayOf(network: Network, version: 4 | 6): { gateway4?: Ip; gateway6?: Ip } {
  const pool = poolOf(network, version);
  const gateway = driverOf(network.driver).leadsOut(network) ? (pool?.wayOut ?? pool?.gateway) : undefined;
  if (gateway === undefined) return {};
  return version === 4 ? { gateway4: gateway } : { gateway6: gateway };
}

function giveAddressesBack(network: Network, { ipv4, ipv6 }: Endpoint): void {
  for (const [version, ip] of [
    [4, ipv4],
    [6, ipv6],
  ] as const) {
    const pool = poolOf(network, version);
    if (pool && ip !== undefined) releaseAddress(pool, ip);
  }
}

const addressesOf = ({ ipv4, ipv6 }: Endpoint): Ip[] => [ipv4, ipv6].filter((ip) => ip !== undefined);

function publishNames(network: Network, endpoint: Endpoint): void {
  for (const name of endpoint.dnsNames) (network.names[dnsKey(name)] ??= []).push(endpoint.id);
}

function withdrawNames(network: Network, endpoint: Endpoint): void {
  for (const name of endpoint.dnsNames) {
    const key = dnsKey(name);
    const others = own(network.names, key)?.filter((id) => id !== endpoint.id) ?? [];
    if (others.length > 0) network.names[key] = others;
    else delete network.names[key];
  }
}

/** Gives a live endpoint other names, as `docker rename` does. */
export function renameEndpoint(network: Network, endpoint: Endpoint, names: readonly string[]): void {
  withdrawNames(network, endpoint);
  endpoint.dnsNames = [...names];
  publishNames(network, endpoint);
}

/** Detaches a container from a network that it is attached to; `ends` where its namespace goes as well. */
export function detach(
  host: EngineHost,
  container: Container,
  networkName: string,
  ends: 'sandbox' | 'namespace' | 'neither',
): void {
  const endpoint = own(container.endpoints, networkName);
  const { sandbox } = container;
  if (!endpoint || !sandbox) return;
  const network = host.engine.networks[endpoint.network];
  if (!network) return;
  // As the ways out go one by one, each that could be one is one for a moment.
  const couldBe = ends !== 'neither' && (endpoint.gateway4 ?? endpoint.gateway6) !== undefined;
  if (couldBe || isWayOut(container, endpoint)) closeWayOut(host, container, network, endpoint);
  withdrawNames(network, endpoint);
  driverOf(network.driver).leave(host, network, endpoint, sandbox, ends === 'namespace');
  giveAddressesBack(network, endpoint);
  if (sandbox.own) removeOwnHosts(host, container, addressesOf(endpoint));
  delete network.endpoints[endpoint.id];
  delete container.endpoints[networkName];
  if (network.scope === 'swarm') releaseAttachment(host, container, network);
  if (ends !== 'neither') return;
  settleWayOut(host, container);
  updateGateway(host, container);
}
