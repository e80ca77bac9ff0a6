import { ANY4, contains, type Ip } from '../../ip/address.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { addRoute } from '../../kernel/route/table.ts';
import type { Container, Sandbox } from '../container/container.ts';
import { driverOf } from '../drivers/drivers.ts';
import type { EngineHost } from '../engine.ts';
import { internal, unlessRefused } from '../errors.ts';
import { nextAddress, requestAddress } from '../ipam/ipam.ts';
import type { Endpoint } from '../network/endpoint.ts';
import { newNetwork, type Network, type Pool } from '../network/network.ts';
import { establish } from '../network/networks.ts';
import { hex, randomId } from '../random.ts';

/** The bridge by which containers without any other way out leave the host (libnetwork/default_gateway.go: libnGWNetwork). */
export const GATEWAY_NETWORK = 'docker_gwbridge';

/** That network, which is made when it is first needed (default_gateway_linux.go: createGWNetwork). */
function gatewayNetwork(host: EngineHost): Network {
  const known = host.engine.networks[host.engine.networkNames[GATEWAY_NETWORK] ?? ''];
  if (known) return known;
  const network = newNetwork({
    id: randomId(host.random),
    name: GATEWAY_NETWORK,
    created: host.clock.now,
    driver: 'bridge',
    options: {
      'com.docker.network.bridge.enable_icc': 'false',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.name': GATEWAY_NETWORK,
    },
  });
  establish(host, network);
  return network;
}

/** Attaches a sandbox to the gateway network. Whose it is, is what the network calls its container. */
export function joinGatewayNetwork(host: EngineHost, sandbox: Sandbox, owner: string, name: string): Endpoint {
  const network = gatewayNetwork(host);
  const [pool] = network.pools;
  if (!pool) throw internal(`${GATEWAY_NETWORK} has no addresses`);
  const given = host.given?.endpoint(owner, GATEWAY_NETWORK);
  const endpoint: Endpoint = {
    id: given?.id ?? hex(host.random, 64),
    network: network.id,
    container: owner,
    mac: given?.mac ?? '',
    interface: '',
    dnsNames: [],
    name: `gateway_${name}`,
    viaHost: true,
  };
  endpoint.ipv4 = takeGiven(pool, given?.ipv4, endpoint.id) ?? nextAddress(network, pool, endpoint.id);
  endpoint.ipv4Length = pool.subnet.length;
  if (pool.gateway !== undefined) endpoint.gateway4 = pool.gateway;
  const driver = driverOf(network.driver);
  endpoint.mac = driver.macOf(host, network, endpoint);
  driver.join(host, network, endpoint, sandbox);
  network.endpoints[endpoint.id] = owner;
  return endpoint;
}

function takeGiven(pool: Pool, ip: Ip | undefined, holder: string): Ip | undefined {
  if (ip === undefined || !contains(pool.subnet, ip)) return undefined;
  return unlessRefused(() => requestAddress(pool, ip, holder));
}

/** Routes all of a sandbox by an endpoint's gateway. */
export function routeBy(host: EngineHost, { namespace }: Sandbox, endpoint: Endpoint): void {
  const inside = host.kernel.namespaces[namespace];
  const link = inside && linkByName(inside, endpoint.interface);
  if (!link || endpoint.gateway4 === undefined) return;
  addRoute(host.kernel, namespace, {
    destination: ANY4,
    via: endpoint.gateway4,
    device: link.index,
    scope: 'global',
    protocol: 'boot',
    metric: 0,
    type: 'unicast',
  });
}

/** Whether a container has a network that leads elsewhere and none by which to go (libnetwork/default_gateway.go: needDefaultGW). */
export function needsGatewayNetwork({ engine }: EngineHost, container: Container): boolean {
  let needs = false;
  for (const [name, endpoint] of Object.entries(container.endpoints)) {
    const network = engine.networks[endpoint.network];
    if (name === GATEWAY_NETWORK || !network || network.internal) continue;
    if (endpoint.gateway4 !== undefined || endpoint.gateway6 !== undefined) return false;
    if (network.driver === 'overlay') needs = true;
  }
  return needs;
}
