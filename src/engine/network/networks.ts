import { contains, family, formatPrefix, type Ip } from '../../ip/address.ts';
import type { NetworkInput } from '../api/network-json.ts';
import { parseBool } from '../drivers/bridge-config.ts';
import { driverOf, isDriver } from '../drivers/drivers.ts';
import { PLUGIN_SEARCH, type EngineHost } from '../engine.ts';
import { EngineError, conflict, forbidden, invalid, notFound, prefixed } from '../errors.ts';
import { parseIpamConfigs } from '../ipam/ipam-request.ts';
import { automaticPool, requestAddress, requestPool, takeLowest } from '../ipam/ipam.ts';
import { own, put } from '../../kernel/own.ts';
import { randomId } from '../random.ts';
import type { Endpoint } from './endpoint.ts';
import { isPredefined, newNetwork, type IpamConfig, type Network, type NetworkDriver, type Pool } from './network.ts';

const NO_SWARM =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** A request with the options that the daemon's settings give new networks of its driver (daemon/network.go: createNetwork). */
export function withDefaultOptions({ engine }: EngineHost, input: NetworkInput): NetworkInput {
  const defaults = own(engine.settings.networkOptions, input.Driver ?? 'bridge');
  if (!defaults || input.ConfigFrom) return input;
  const options: Record<string, string> = { ...defaults, ...input.Options };
  const enabled = (version: 4 | 6, given: boolean | undefined): boolean | undefined => {
    const name = `com.docker.network.enable_ipv${version}`;
    const { [name]: text } = options;
    if (given !== undefined) delete options[name];
    return given ?? (text === undefined ? undefined : isTrue(name, text));
  };
  const four = enabled(4, input.EnableIPv4);
  const six = enabled(6, input.EnableIPv6);
  return {
    ...input,
    Options: options,
    ...(four !== undefined && { EnableIPv4: four }),
    ...(six !== undefined && { EnableIPv6: six }),
  };
}

function isTrue(option: string, text: string): boolean {
  const value = parseBool(text);
  if (value === undefined) throw invalid(`driver-opt ${JSON.stringify(option)} is not a valid bool`);
  return value;
}

/** Throws where a network cannot be made as a request wants it, in the order in which the daemon looks (daemon/network.go: createNetwork). */
export function checkNetworkInput(host: EngineHost, input: NetworkInput): void {
  const driver = input.Driver ?? 'bridge';
  if (isPredefined(input.Name)) throw forbidden(`operation is not permitted on predefined ${input.Name} network `);
  if (driver === 'overlay') throw new EngineError(NO_SWARM, 503);
  if (input.EnableIPv4 === false && input.EnableIPv6 !== true && !input.ConfigOnly)
    throw invalid('IPv4 or IPv6 must be enabled');
  parseIpamConfigs(input.IPAM?.Config ?? [], input.EnableIPv6 === true);
  if (input.Name.trim() === '') throw invalid('invalid name: name is empty');
  if (own(host.engine.networkNames, input.Name) !== undefined)
    throw conflict(`network with name ${input.Name} already exists`);
  checkConfiguration(host, input);
  if (input.ConfigOnly) return;
  checkDriver(host, driver, input);
}

/** libnetwork/network.go: validateConfiguration */
function checkConfiguration(host: EngineHost, input: NetworkInput): void {
  const { ConfigOnly, ConfigFrom, IPAM } = input;
  if (ConfigOnly && (input.Internal || input.Attachable || input.Ingress || input.Scope))
    throw forbidden(
      'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.',
    );
  if (!ConfigFrom?.Network) return;
  if (ConfigOnly) throw forbidden('a configuration network cannot depend on another configuration network');
  const own = [IPAM?.Config ?? [], Object.keys(IPAM?.Options ?? {}), Object.keys(input.Labels ?? {})];
  if (input.EnableIPv6 || (IPAM?.Driver ?? 'default') !== 'default' || own.some((each) => each.length > 0))
    throw forbidden(
      'user specified configurations are not supported if the network depends on a configuration network',
    );
  if (Object.keys(input.Options ?? {}).length > 0)
    throw forbidden('network driver options are not supported if the network depends on a configuration network');
  configNetwork(host, ConfigFrom.Network);
}

function checkDriver(host: EngineHost, driver: string, input: NetworkInput): void {
  if (!isDriver(driver)) {
    host.clock.now += PLUGIN_SEARCH;
    throw notFound(`plugin "${driver}" not found`);
  }
  if (input.Ingress) throw forbidden('Ingress network can only be global scope network');
  if (input.Scope === 'swarm') throw forbidden('cannot create a swarm scoped network when swarm is not active');
  if (driverOf(driver).single && host.engine.networkNames[driver === 'null' ? 'none' : driver] !== undefined)
    throw forbidden(`only one instance of "${driver}" network is allowed`);
  const ipam = input.IPAM?.Driver ?? 'default';
  if (ipam === 'null') throw invalid(`ipv${input.EnableIPv4 === false ? 6 : 4} pool is empty`);
  if (ipam === 'default') return;
  host.clock.now += PLUGIN_SEARCH;
  throw notFound(`plugin "${ipam}" not found`);
}

/** A network of a request that has passed the checks, not yet among the engine's. */
export function networkOf(host: EngineHost, input: NetworkInput): Network {
  const from = input.ConfigFrom?.Network ? configNetwork(host, input.ConfigFrom.Network) : undefined;
  const config = from
    ? from.ipam.config.map((config) => ({ ...config, auxiliary: { ...config.auxiliary } }))
    : parseIpamConfigs(input.IPAM?.Config ?? [], input.EnableIPv6 === true);
  const given = host.given?.network(input.Name);
  return newNetwork({
    id: given?.id ?? randomId(host.random),
    name: input.Name,
    created: given?.created ?? host.clock.now,
    scope: input.Scope || 'local',
    driver: input.ConfigOnly ? 'null' : ((input.Driver ?? 'bridge') as NetworkDriver),
    ipv4: from?.ipv4 ?? input.EnableIPv4 !== false,
    ipv6: from?.ipv6 ?? input.EnableIPv6 === true,
    ipam: {
      driver: from?.ipam.driver ?? input.IPAM?.Driver ?? 'default',
      options: input.IPAM?.Options === undefined ? {} : input.IPAM.Options,
      config: [...config.filter(isV4), ...config.filter(isV6)],
    },
    internal: from?.internal ?? input.Internal === true,
    attachable: input.Attachable === true,
    ingress: input.Ingress === true,
    configFrom: input.ConfigFrom?.Network ?? '',
    configOnly: input.ConfigOnly === true,
    options: { ...(from?.options ?? input.Options) },
    labels: { ...(from?.labels ?? {}), ...input.Labels },
  });
}

const isV4 = ({ subnet }: IpamConfig): boolean => family(subnet.address) === 4;
const isV6 = (config: IpamConfig): boolean => !isV4(config);

function configNetwork({ engine }: EngineHost, name: string): Network {
  const id = own(engine.networkNames, name);
  const network = id === undefined ? undefined : engine.networks[id];
  if (!network?.configOnly) throw notFound(`configuration network "${name}" does not exist`);
  return network;
}

/** Gives a network its pools and addresses, makes what it needs on the host, and enters it among the engine's. */
export function establish(host: EngineHost, network: Network): void {
  if (!network.configOnly) {
    const driver = driverOf(network.driver);
    if (driver.hasPools) {
      if (driver.oneSubnet && [isV4, isV6].some((is) => network.ipam.config.filter(is).length > 1))
        throw forbidden(`${network.driver} driver doesn't support multiple subnets`);
      driver.configure(host, network);
      allocatePools(host, network);
    }
    driver.create(host, network);
  }
  host.engine.networks[network.id] = network;
  put(host.engine, 'networkNames', network.name, network.id);
}

function allocatePools(host: EngineHost, network: Network): void {
  const global = network.scope === 'global' || network.scope === 'swarm';
  const add = (pool: Pool, config?: IpamConfig): void => {
    allocateOwn(network, pool, config);
    network.pools.push(pool);
  };
  for (const [version, enabled, is] of [
    [4, network.ipv4, isV4],
    [6, network.ipv6, isV6],
  ] as const) {
    if (!enabled) continue;
    const configs = network.ipam.config.filter(is);
    for (const config of configs) add(requestPool(host, config.subnet, config.range, global), config);
    if (configs.length === 0) add(automaticPool(host, version, global));
  }
}

/** The network's own addresses: its gateway, then the auxiliary ones (libnetwork/network.go: ipamAllocateVersion). */
function allocateOwn(network: Network, pool: Pool, config: IpamConfig | undefined): void {
  const version = family(pool.subnet.address);
  if (config?.gateway !== undefined)
    pool.gateway = named(pool, config.gateway, 'gateway', `gateway (${config.gateway})`);
  else if (driverOf(network.driver).hasGateway(network, version)) {
    const gateway = takeLowest(pool, 'gateway');
    if (gateway === undefined) throw forbidden('failed to allocate gateway (): no available addresses on this pool');
    pool.gateway = gateway;
  }
  for (const [name, ip] of Object.entries(config?.auxiliary ?? {})) {
    if (!contains(pool.subnet, ip))
      throw forbidden(
        `auxiliary address: (${name}:${ip}) must belong to the master pool: ${formatPrefix(pool.subnet)}`,
      );
    named(pool, ip, name, `secondary ip address (${name}:${ip})`);
  }
}

const named = (pool: Pool, ip: Ip, holder: string, what: string): Ip =>
  prefixed(`failed to allocate ${what}`, () => requestAddress(pool, ip, holder), forbidden);

/** Takes a network that nobody uses from the host and the engine. */
export function dissolve(host: EngineHost, network: Network): void {
  if (!network.configOnly) driverOf(network.driver).remove(host, network);
  delete host.engine.networks[network.id];
  if (own(host.engine.networkNames, network.name) === network.id) delete host.engine.networkNames[network.name];
}

/** The endpoints that are live on a network, whose they are (a container, or a sandbox of the swarm's), and their names. */
export function endpointsOf(
  { engine }: EngineHost,
  network: Network,
): readonly { readonly holder: string; readonly name: string; readonly endpoint: Endpoint }[] {
  return Object.entries(network.endpoints).flatMap(([id, holder]) => {
    const container = engine.containers[holder];
    const { endpoints = {} } = container ?? engine.swarm?.sandboxes[holder] ?? {};
    const endpoint = Object.values(endpoints).find((each) => each.id === id);
    return endpoint === undefined ? [] : [{ holder, name: endpoint.name ?? container?.name ?? '', endpoint }];
  });
}

/** Throws where a network cannot be removed. */
export function checkRemovable(host: EngineHost, network: Network): void {
  if (isPredefined(network.name)) throw forbidden(`${network.name} is a pre-defined network and cannot be removed`);
  if (network.configOnly) {
    const user = Object.values(host.engine.networks).find(({ configFrom }) => configFrom === network.name);
    if (user) throw forbidden(`error while removing network: configuration network "${network.name}" is in use`);
  }
  const active = endpointsOf(host, network);
  if (active.length === 0) return;
  const names = active.map(({ name, endpoint: { id } }) => `name:"${name}" id:"${id.slice(0, 12)}"`);
  throw forbidden(`error while removing network: network ${network.name} has active endpoints (${names.join(', ')})`);
}
