import { formatPrefix } from '../../ip/address.ts';
import { timestamp } from '../calendar.ts';
import { isRunning } from '../container/container.ts';
import type { Container } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { conflict, forbidden, internal, invalid, notFound, unlessRefused } from '../errors.ts';
import { checkModeNetwork } from '../network/mode.ts';
import { attach, detach, dnsNamesOf } from '../network/attachment.ts';
import { noteNetwork, notePrune } from '../events/events.ts';
import { checkCompatible, networkNamed, SHARED } from '../network/compatibility.ts';
import { settingsOf, validateEndpoint } from '../network/endpoint-settings.ts';
import type { EndpointSettings } from '../network/endpoint.ts';
import { isPredefined, isUserDefined, type Network } from '../network/network.ts';
import {
  checkNetworkInput,
  checkRemovable,
  dissolve,
  endpointsOf,
  establish,
  networkOf,
  withDefaultOptions,
} from '../network/networks.ts';
import { own, put } from '../../kernel/own.ts';
import { findContainer, findNetwork } from '../refs.ts';
import { swarmNetworkFor } from '../swarm/attachments.ts';
import { clusterIfManager } from '../swarm/cluster.ts';
import { managedCluster } from '../swarm/membership.ts';
import { createClusterNetwork, findInCluster, removeClusterNetwork } from '../swarm/networks.ts';
import type { EndpointInput, Filters } from './container-json.ts';
import { matches, matchesLabels, parseUntil, readFilters, type FilterSpec } from './filters.ts';
import type { IpamConfigJson, NetworkInput, NetworkJson } from './network-json.ts';
import { peersOf, servicesOn } from './overlay.ts';

/** Milliseconds that the daemon takes. */
const CREATE = 70;
const REMOVE = 130;
const CONNECT = 40;
const DISCONNECT = 80;

/** `docker network create`; on a manager an overlay network is the whole swarm's. */
export function createNetwork(host: EngineHost, request: NetworkInput): { Id: string; Warning: string } {
  const input = withDefaultOptions(host, request);
  const cluster = input.Driver === 'overlay' ? clusterIfManager(host) : undefined;
  if (cluster) return { Id: createClusterNetwork(host, cluster, input).id, Warning: '' };
  checkNetworkInput(host, input);
  const network = networkOf(host, input);
  establish(host, network);
  noteNetwork(host, network, 'create');
  host.clock.now += CREATE;
  return { Id: network.id, Warning: '' };
}

/** `docker network rm` */
export function removeNetwork(host: EngineHost, ref: string): void {
  const cluster = clusterIfManager(host);
  const swarms = cluster && findInCluster(cluster, ref);
  if (cluster && swarms) return removeClusterNetwork(host, cluster, swarms);
  const network = findNetwork(host, ref);
  if (network.scope === 'swarm') managedCluster(host); // it is its managers' to remove
  checkRemovable(host, network);
  dissolve(host, network);
  noteNetwork(host, network, 'destroy');
  host.clock.now += REMOVE;
}

/** GET /networks/{id} */
export function inspectNetwork(
  host: EngineHost,
  ref: string,
  options: { verbose?: boolean | undefined; scope?: string | undefined } = {},
): NetworkJson {
  const network = heldOrKnown(host, ref);
  if (options.scope && options.scope !== network.scope) throw notFound(`network ${ref} not found`);
  const json = networkJson(host, network, true);
  if (network.scope !== 'swarm') return json;
  if (!host.engine.networks[network.id])
    return { ...json, Containers: null, Labels: Object.keys(network.labels).length > 0 ? json.Labels : null };
  return {
    ...json,
    Peers: peersOf(host, network),
    ...(options.verbose && { Services: servicesOn(host, network) }),
  };
}

/** A network of the host, or, on a manager, one that only the swarm knows. */
function heldOrKnown(host: EngineHost, ref: string): Network {
  try {
    return findNetwork(host, ref);
  } catch (error) {
    const cluster = clusterIfManager(host);
    const known = cluster && findInCluster(cluster, ref);
    if (known) return known;
    throw error;
  }
}

function networkJson(host: EngineHost, network: Network, withContainers: boolean): NetworkJson {
  return {
    Name: network.name,
    Id: network.id,
    Created: timestamp(network.created),
    Scope: network.scope,
    Driver: network.driver,
    EnableIPv4: network.ipv4,
    EnableIPv6: network.ipv6,
    IPAM: { Driver: network.ipam.driver, Options: network.ipam.options, Config: ipamJson(network) },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: network.ingress,
    ConfigFrom: { Network: network.configFrom },
    ConfigOnly: network.configOnly,
    Containers: withContainers ? containersJson(host, network) : {},
    Options: isUnallocated(network) ? null : sorted(network.options),
    Labels: sorted(network.labels),
  };
}

/** A network of a swarm that got no addresses, and so nothing else that the swarm's allocator adds. */
const isUnallocated = ({ scope, pools }: Network): boolean => scope === 'swarm' && pools.length === 0;

/** Go writes maps with their keys in order. */
const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The user's subnets as written, then those that the engine chose (daemon/network.go: buildIPAMResources). */
function ipamJson(network: Network): IpamConfigJson[] | null {
  const given = network.ipam.config.map(({ subnet, range, gateway, auxiliary }) => ({
    Subnet: formatPrefix(subnet),
    ...(range && { IPRange: formatPrefix(range) }),
    ...(gateway !== undefined && { Gateway: gateway }),
    ...(Object.keys(auxiliary).length > 0 && { AuxiliaryAddresses: sorted(auxiliary) }),
  }));
  const chosen = network.pools
    .filter(({ subnet }) => !network.ipam.config.some((config) => config.subnet.address === subnet.address))
    .map(({ subnet, gateway }) => ({
      Subnet: formatPrefix(subnet),
      ...(gateway !== undefined && { Gateway: gateway }),
    }));
  const all = [...given, ...chosen];
  return all.length > 0 || (!isPredefined(network.name) && !network.configOnly && !isUnallocated(network)) ? all : null;
}

function containersJson(host: EngineHost, network: Network): NetworkJson['Containers'] {
  const address = (ip?: string, length?: number): string => (ip === undefined ? '' : `${ip}/${length}`);
  const entries = endpointsOf(host, network).map(({ holder, name, endpoint }) => {
    const json = {
      Name: name,
      EndpointID: endpoint.id,
      MacAddress: endpoint.mac,
      IPv4Address: address(endpoint.ipv4, endpoint.ipv4Length),
      IPv6Address: address(endpoint.ipv6, endpoint.ipv6Length),
    };
    return [holder, json] as const;
  });
  return sorted(Object.fromEntries(entries));
}

const LIST_FILTERS: FilterSpec = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];

/** GET /networks */
export function listNetworks(
  host: EngineHost,
  { filters = {} }: { filters?: Filters | undefined } = {},
): NetworkJson[] {
  readFilters(filters, LIST_FILTERS);
  const accepted = allNetworks(host).filter((network) => isListed(network, filters));
  return accepted.map((network) => networkJson(host, network, false));
}

/** The host's networks, and on a manager those that only the swarm knows. */
function allNetworks(host: EngineHost): Network[] {
  const held = Object.values(host.engine.networks);
  const cluster = clusterIfManager(host);
  return [...held, ...Object.values(cluster?.networks ?? {}).filter(({ id }) => !host.engine.networks[id])];
}

function isListed(network: Network, filters: Filters): boolean {
  const type = isPredefined(network.name) ? 'builtin' : 'custom';
  for (const wanted of filters.type ?? [])
    if (wanted !== 'custom' && wanted !== 'builtin') throw invalid(`invalid filter: 'type'='${wanted}'`);
  if ((filters.dangling?.length ?? 0) > 1) throw invalid('got more than one value for filter key "dangling"');
  const dangling = filters.dangling?.map(parseDangling);
  return (
    (!filters.driver || filters.driver.includes(network.driver)) &&
    (!filters.name || matches(network.name, filters.name)) &&
    (!filters.id || matches(network.id, filters.id)) &&
    (!filters.scope || filters.scope.includes(network.scope)) &&
    (!filters.type || filters.type.includes(type)) &&
    // A list does not know who uses a network, so every custom one passes (daemon/network.go: NetworkListConfig without Detailed).
    (!dangling || dangling.includes(type === 'custom')) &&
    matchesLabels(network.labels, filters.label ?? [])
  );
}

function parseDangling(value: string): boolean {
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw invalid(`invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`);
}

/** `docker network prune`. Returns the names of what went. */
export function pruneNetworks(host: EngineHost, filters: Filters = {}): { NetworksDeleted: string[] } {
  readFilters(filters, ['label', 'label!', 'until']);
  const until = parseUntil(host, filters);
  const deleted = pruneSwarm(host, filters, until);
  for (const network of Object.values(host.engine.networks)) {
    const kept =
      isPredefined(network.name) ||
      network.scope === 'swarm' ||
      network.configOnly ||
      Object.keys(network.endpoints).length > 0 ||
      network.created > until ||
      !matchesLabels(network.labels, filters.label ?? []) ||
      (filters['label!'] ?? []).some((label) => matchesLabels(network.labels, [label]));
    if (kept) continue;
    dissolve(host, network);
    noteNetwork(host, network, 'destroy');
    host.clock.now += REMOVE;
    deleted.push(network.name);
  }
  notePrune(host, 'network');
  return { NetworksDeleted: deleted };
}

/** Removes the networks of a manager's swarm that nothing uses. Returns their names. */
function pruneSwarm(host: EngineHost, filters: Filters, until: number): string[] {
  const cluster = clusterIfManager(host);
  return Object.values(cluster?.networks ?? {}).flatMap((network) => {
    const kept =
      network.ingress ||
      network.created > until ||
      !matchesLabels(network.labels, filters.label ?? []) ||
      (filters['label!'] ?? []).some((label) => matchesLabels(network.labels, [label]));
    if (!cluster || kept) return [];
    const removed = unlessRefused(() => {
      removeClusterNetwork(host, cluster, network);
      return network.name;
    });
    if (removed === undefined) return [];
    host.clock.now += REMOVE;
    return [removed];
  });
}

/** daemon/container_operations.go: ConnectToNetwork */
export function connectNetwork(
  host: EngineHost,
  networkRef: string,
  containerRef: string,
  input: EndpointInput = {},
): void {
  const container = findContainer(host, containerRef);
  const running = isRunning(container);
  if (running && container.hostConfig.NetworkMode.startsWith('container:')) throw invalid(SHARED);
  const swarms = swarmNetworkFor(host, settingsOf(networkRef, input));
  const held = swarms && (host.engine.networks[swarms.id] ?? swarms);
  const network =
    held ?? (running || !isName(networkRef) ? findNetwork(host, networkRef) : networkNamed(host, networkRef));
  const name = network?.name ?? networkRef;
  const settings = settingsOf(name, input);
  if (network) {
    if (isUserDefined(network)) settings.dnsNames = dnsNamesOf(container, settings);
    validateEndpoint(network, name, input);
    checkCompatible(host, network, container);
  }
  if (running) connectRunning(host, container, settings);
  // What does not run is attached when it starts; until then an attachment that it has already stays as it is.
  else if (!network || !own(container.networks, name)) put(container, 'networks', name, settings);
  host.clock.now += CONNECT;
}

/** Names that a network can have, and a container can ask for before there is one. */
const isName = (text: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_. -]*$/.test(text);

/** Where it fails, what was asked for stays with the container all the same, and is tried again when it next starts. */
function connectRunning(host: EngineHost, container: Container, settings: EndpointSettings): void {
  const { networkName } = settings;
  if (own(container.endpoints, networkName) && swarmNetworkFor(host, settings))
    throw forbidden(`${container.name} is already attached to network ${networkName}`);
  if (own(container.endpoints, networkName))
    throw forbidden(`endpoint with name ${container.name} already exists in network ${networkName}`);
  checkModeNetwork(host, { ...container, networks: { ...container.networks, [networkName]: settings } });
  if (!own(container.networks, networkName)) put(container, 'networks', networkName, settings);
  try {
    attach(host, container, settings);
  } catch (error) {
    detach(host, container, networkName, 'neither');
    throw error;
  }
  put(container, 'networks', networkName, settings);
  noteConnection(host, container, networkName, 'connect');
}

function noteConnection(host: EngineHost, container: Container, name: string, action: 'connect' | 'disconnect'): void {
  const id = own(container.networks, name)?.network || (own(host.engine.networkNames, name) ?? '');
  const network = host.engine.networks[id];
  if (network) noteNetwork(host, network, action, container.id);
}

/** daemon/container_operations.go: DisconnectFromNetwork */
export function disconnectNetwork(host: EngineHost, networkRef: string, containerRef: string, force = false): void {
  const container = force ? containerOrEndpoint(host, networkRef, containerRef) : findContainer(host, containerRef);
  const network = networkNamed(host, networkRef);
  const name = network?.name ?? networkRef;
  if (isRunning(container) && !(force && !network)) {
    const { driver } = findNetwork(host, networkRef);
    if (driver === 'host' && container.hostConfig.NetworkMode === 'host')
      throw conflict('cannot disconnect container from host network - container was created in host network mode');
    if (!own(container.endpoints, name))
      throw forbidden(`container ${container.id} is not connected to network ${name}`);
    detach(host, container, name, 'neither');
    noteConnection(host, container, name, 'disconnect');
  } else if (!own(container.networks, name))
    throw internal(`container ${container.id} is not connected to the network ${name}`);
  delete container.networks[name];
  host.clock.now += DISCONNECT;
}

/** With --force a name may be that of an endpoint whose container is gone; there are none, only other errors. */
function containerOrEndpoint(host: EngineHost, networkRef: string, containerRef: string): Container {
  const container = unlessRefused(() => findContainer(host, containerRef));
  if (container) return container;
  findNetwork(host, networkRef);
  throw notFound(`endpoint ${containerRef} not found`);
}
