import { formatPrefix, network as masked, type Ip } from '../../ip/address.ts';
import { addServer, addVirtualService, removeServer, removeVirtualService } from '../../kernel/ipvs.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { addAddress, deleteAddress } from '../../kernel/link/addresses.ts';
import { hasModule } from '../../kernel/modules.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { appendRule, deleteRule, hasRule } from '../../kernel/netfilter/chains.ts';
import { rule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { Rule, TableName } from '../../kernel/netfilter/table.ts';
import type { EngineHost } from '../engine.ts';
import type { Network } from '../network/network.ts';
import { membersOf, type Balanced, type Cluster, type SystemSandbox } from './cluster.ts';
import { GATEWAY_NETWORK } from './gateway-network.ts';
import { addIngressPorts, removeIngressPorts } from './ingress-ports.ts';
import { holderOf } from './sandboxes.ts';
import type { Service } from './service.ts';
import { own } from '../../kernel/own.ts';

/**
 * The load balancers of a swarm's services: on each host, in the sandbox that each of its networks has for that, a service's
 * virtual address is at home, what comes for it is marked, and IPVS sends what is marked to the service's tasks in turn, with the
 * sandbox's own address as its source (moby v28.5.2, libnetwork/service_linux.go: addLBBackend, rmLBBackend, configureFWMark).
 * Without IPVS in the kernel the daemon does nothing but count: virtual addresses and the routing mesh then do not answer.
 */
const FIRST_MARK = 256;

const keyOf = (network: Network, service: string): string => `${network.id}|${service}`;

/** The mark by which a host's load balancer knows a service on a network; 0 where it does not. */
export const markOf = ({ engine }: EngineHost, network: Network, { id }: Service): number =>
  engine.swarm?.balanced?.[keyOf(network, id)]?.mark ?? 0;

/** The tasks' addresses that a service's virtual address stands for on a network. */
const serversOf = ({ tasks }: Cluster, { id }: Service, network: string): Ip[] =>
  Object.values(tasks).flatMap((task) =>
    task.service === id && task.state === 'running' && task.addresses[network] !== undefined
      ? [task.addresses[network]]
      : [],
  );

/** Brings the load balancers of a network up to date on every host that has it. */
export function balanceNetworks(host: EngineHost, cluster: Cluster, networks: readonly string[]): void {
  for (const member of membersOf(host))
    for (const id of networks) {
      const network = member.engine.networks[id];
      if (network) balanceOn(member, cluster, network);
    }
}

/** Brings the load balancer of one network on one host up to date. */
export function balanceOn(host: EngineHost, cluster: Cluster, network: Network): void {
  const place = placeOf(host, network);
  if (!place) return;
  for (const service of Object.values(cluster.services)) {
    const vip = service.vips[network.id];
    if (vip === undefined) continue;
    const ports = network.ingress ? service.ports.filter(({ mode }) => mode === 'ingress') : [];
    update(place, keyOf(network, service.id), vip, ports, serversOf(cluster, service, network.id));
  }
  // Services that are gone have no tasks either; what they had is taken down when the last of those goes.
  for (const [key, balanced] of Object.entries(place.balanced))
    if (key.startsWith(`${network.id}|`) && !isKnown(cluster, network, key)) takeDown(place, key, balanced);
}

const isKnown = ({ services }: Cluster, network: Network, key: string): boolean =>
  services[key.slice(network.id.length + 1)]?.vips[network.id] !== undefined;

/** Takes all of a network's load balancing from a host, which leaves the network. */
export function stopBalancing(host: EngineHost, network: Network): void {
  const place = placeOf(host, network);
  if (!place) return;
  for (const [key, balanced] of Object.entries(place.balanced))
    if (key.startsWith(`${network.id}|`)) takeDown(place, key, balanced);
}

/** Where a network's load balancer stands on a host. */
interface Place {
  readonly host: EngineHost;
  readonly network: Network;
  readonly made: SystemSandbox;
  readonly namespace: Namespace;
  /** By network and service. */
  readonly balanced: Record<string, Balanced>;
}

function placeOf(host: EngineHost, network: Network): Place | undefined {
  const { swarm } = host.engine;
  const made = swarm?.sandboxes[holderOf(network)];
  const namespace = host.kernel.namespaces[made?.sandbox.namespace ?? ''];
  return swarm && made && namespace && { host, network, made, namespace, balanced: (swarm.balanced ??= {}) };
}

function update(place: Place, key: string, vip: Ip, ports: Balanced['ports'], servers: readonly Ip[]): void {
  let known = place.balanced[key];
  const same = known?.vip === vip && JSON.stringify(known.ports) === JSON.stringify(ports);
  if (known && (servers.length === 0 || !same)) {
    takeDown(place, key, known);
    known = undefined;
  }
  if (servers.length === 0) return;
  known ??= setUp(place, key, vip, ports);
  const gone = known.servers.filter((server) => !servers.includes(server));
  for (const server of gone) removeServer(place.namespace, known.mark, server);
  for (const server of servers) addServer(place.namespace, known.mark, server);
  known.servers = [...servers];
}

interface PlacedRule {
  readonly table: TableName;
  readonly chain: string;
  readonly rule: Rule;
}

/** configureFWMark */
const marking = (vip: Ip, mark: number, ports: Balanced['ports']): PlacedRule[] => [
  ...ports.map(({ protocol, published }) => ({
    table: 'mangle' as const,
    chain: 'PREROUTING',
    rule: rule(`-p ${protocol} -m ${protocol} --dport ${published} -j MARK --set-mark ${mark}`),
  })),
  { table: 'mangle', chain: 'INPUT', rule: rule(`-d ${vip}/32 -j MARK --set-mark ${mark}`) },
];

const gatewayOf = ({ made }: Place): Ip | undefined => made.endpoints[GATEWAY_NETWORK]?.ipv4;

function setUp(place: Place, key: string, vip: Ip, ports: Balanced['ports']): Balanced {
  const { host, balanced } = place;
  const { swarm } = host.engine;
  const mark = swarm?.nextMark ?? FIRST_MARK;
  if (swarm) swarm.nextMark = mark + 1;
  const made: Balanced = { mark, vip, ports: [...ports], servers: [] };
  if (hasModule(host.kernel, 'ip_vs')) program(place, made);
  balanced[key] = made;
  // As the engine keeps it: what was just put in may be a draft's copy.
  return balanced[key];
}

function program(place: Place, { mark, vip, ports }: Balanced): void {
  const { host, network, made, namespace } = place;
  const endpoint = own(made.endpoints, network.name);
  const link = linkByName(namespace, endpoint?.interface ?? '');
  const alias = { address: vip, prefixLength: 32, scope: 'global' } as const;
  if (link) addAddress(host.kernel, { namespace: namespace.id, index: link.index }, alias);
  const gateway = gatewayOf(place);
  if (network.ingress && gateway !== undefined) addIngressPorts(host, gateway, ports);
  for (const { table, chain, rule: each } of marking(vip, mark, ports)) appendRule(namespace, 'ip', table, chain, each);
  const [pool] = network.pools;
  if (pool && endpoint?.ipv4 !== undefined) {
    const subnet = formatPrefix(masked(pool.subnet));
    const source = rule(`-d ${subnet} -m ipvs --ipvs -j SNAT --to-source ${endpoint.ipv4}`);
    if (!hasRule(namespace, 'ip', 'nat', 'POSTROUTING', source))
      appendRule(namespace, 'ip', 'nat', 'POSTROUTING', source);
  }
  addVirtualService(namespace, mark);
}

function takeDown(place: Place, key: string, { mark, vip, ports }: Balanced): void {
  const { host, network, made, namespace, balanced } = place;
  delete balanced[key];
  if (!hasModule(host.kernel, 'ip_vs')) return;
  removeVirtualService(namespace, mark);
  const gateway = gatewayOf(place);
  if (network.ingress && gateway !== undefined) removeIngressPorts(host, gateway, ports);
  for (const { table, chain, rule: each } of marking(vip, mark, ports)) deleteRule(namespace, 'ip', table, chain, each);
  const link = linkByName(namespace, own(made.endpoints, network.name)?.interface ?? '');
  if (link?.addresses.some(({ address }) => address === vip))
    deleteAddress(host.kernel, { namespace: namespace.id, index: link.index }, vip);
}
