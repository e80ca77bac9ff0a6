import { put } from '../../kernel/own.ts';
import { setUp } from '../../kernel/link/link-up.ts';
import { hasModule } from '../../kernel/modules.ts';
import { createNamespace, deleteNamespace } from '../../kernel/namespaces.ts';
import { setSysctl } from '../../kernel/sysctl/sysctl.ts';
import { driverOf } from '../drivers/drivers.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { EngineHost } from '../engine.ts';
import { releaseAddress, requestAddress } from '../ipam/ipam.ts';
import { poolOf, type Network } from '../network/network.ts';
import { hex } from '../random.ts';
import type { Ip } from '../../ip/address.ts';
import type { Sandbox } from '../container/container.ts';
import { openResolver } from '../dns/resolver.ts';
import type { SystemSandbox } from './cluster.ts';
import { GATEWAY_NETWORK, joinGatewayNetwork, routeBy } from './gateway-network.ts';

const KEYS = '/run/docker/netns';
const INGRESS = 'ingress-sbox';

/** What stands for the container that a network's own sandbox on a host is. */
export const holderOf = ({ ingress, name }: Network): string => (ingress ? INGRESS : `lb-${name}`);

/**
 * Makes the sandbox of a network's load balancer on a host, with the address that the swarm gave it there; that of the ingress
 * network has a leg on the gateway network too (libnetwork/network.go: createLoadBalancerSandbox, daemon/network.go: setupIngress).
 */
export function addBalancer(host: EngineHost, network: Network, ip: Ip): void {
  const { swarm } = host.engine;
  if (!swarm) return;
  const holder = holderOf(network);
  const key = network.ingress ? 'ingress_sbox' : `lb_${network.id.slice(0, 9)}`;
  const namespace = `${host.machine}/${key}`;
  createNamespace(host.kernel, namespace);
  setUp(host.kernel, { namespace, index: 1 });
  // It routes what it balances: namespaces begin with the settings of the machine's first one (net/ipv4/devinet.c:
  // devinet_init_net), where dockerd has turned forwarding on. On the machines that lack IPVS, hosts are namespaces of one that
  // does not forward.
  if (hasModule(host.kernel, 'ip_vs')) setSysctl(host.kernel, namespace, 'net.ipv4.ip_forward', '1');
  const sandbox: Sandbox = {
    id: network.ingress ? key : hex(host.random, 64),
    key: `${KEYS}/${key}`,
    namespace,
    own: true,
  };
  const made: SystemSandbox = { sandbox, endpoints: {} };
  swarm.sandboxes[holder] = made;
  put(made, 'endpoints', network.name, joinNetwork(host, network, made, holder, ip));
  openResolver(host, sandbox);
  if (!network.ingress) return;
  const gateway = joinGatewayNetwork(host, sandbox, holder, INGRESS);
  made.endpoints[GATEWAY_NETWORK] = gateway;
  routeBy(host, sandbox, gateway);
}

function joinNetwork(host: EngineHost, network: Network, { sandbox }: SystemSandbox, holder: string, ip: Ip): Endpoint {
  const pool = poolOf(network, 4);
  const given = host.given?.endpoint(holder, network.name);
  const endpoint: Endpoint = {
    id: given?.id ?? hex(host.random, 64),
    network: network.id,
    container: holder,
    mac: given?.mac ?? '',
    interface: '',
    ipv4: ip,
    ipv4Length: pool?.subnet.length ?? 24,
    dnsNames: [],
    name: `${network.name}-endpoint`,
  };
  if (pool) requestAddress(pool, ip, endpoint.id);
  const driver = driverOf(network.driver);
  endpoint.mac = driver.macOf(host, network, endpoint);
  driver.join(host, network, endpoint, sandbox);
  network.endpoints[endpoint.id] = holder;
  return endpoint;
}

/** Takes a network's own sandbox from a host. */
export function removeBalancer(host: EngineHost, network: Network): void {
  const { swarm, networks } = host.engine;
  const holder = holderOf(network);
  const made = swarm?.sandboxes[holder];
  if (!swarm || !made) return;
  for (const endpoint of Object.values(made.endpoints)) {
    const on = networks[endpoint.network];
    if (!on) continue;
    driverOf(on.driver).leave(host, on, endpoint, made.sandbox, false);
    const pool = poolOf(on, 4);
    if (pool && endpoint.ipv4 !== undefined) releaseAddress(pool, endpoint.ipv4);
    delete on.endpoints[endpoint.id];
  }
  deleteNamespace(host.kernel, made.sandbox.namespace);
  delete swarm.sandboxes[holder];
}
