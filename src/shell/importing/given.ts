import { contains, family, parseIp, parseMac, parsePrefix, type Ip, type Prefix } from '../../ip/address.ts';
import { parseRfc3339 } from '../../engine/calendar.ts';
import { GATEWAY_NETWORK } from '../../engine/swarm/gateway-network.ts';
import type { Given, GivenEndpoint, GivenLink, GivenNetwork } from '../../engine/given.ts';
import type { AttachmentFacts, ContainerFacts, HostFacts, LinkFacts, NetworkFacts } from '../../snapshot/snapshot.ts';

const ID = /^[0-9a-f]{64}$/;

export const idOf = (id: string | undefined): string | undefined => (id !== undefined && ID.test(id) ? id : undefined);

/** A moment as Docker writes it: 2026-01-05T09:00:00.123456789Z. Clock (ms); undefined for no such, and for one that never was. */
export function clockOf(text: string | undefined): number | undefined {
  const clock = text === undefined ? undefined : parseRfc3339(text);
  return clock !== undefined && clock > 0 && clock < LAST ? clock : undefined;
}

/** 2100-01-01 */
const LAST = 4_102_444_800_000;

/** The name of a network's bridge on its host. */
export function bridgeOf({ id, name, driver, options = {} }: NetworkFacts): string | undefined {
  if (driver !== 'bridge') return undefined;
  const { 'com.docker.network.bridge.name': given } = options;
  return given ?? (name === 'bridge' ? 'docker0' : `br-${id.slice(0, 12)}`);
}

const linkGiven = (link: LinkFacts | undefined): GivenLink | undefined =>
  link && { index: link.index > 1 ? link.index : undefined, name: link.name, mac: parseMac(link.mac ?? '') };

/** The network that an attachment is to. */
export const networkFor = (networks: readonly NetworkFacts[], { network, networkId }: AttachmentFacts) =>
  networks.find(({ id }) => networkId !== undefined && id === networkId) ??
  networks.find(({ name }) => name === network);

/** Links of a stack that belong to its engine: the bridges of its networks, and what containers have on them. */
export interface EngineLinks {
  readonly isBridge: (name: string) => boolean;
  readonly isPort: (link: LinkFacts) => boolean;
}

export function engineLinks({ networks = [], stack }: HostFacts): EngineLinks {
  const bridges = new Set(networks.flatMap((network) => bridgeOf(network) ?? []));
  const known = new Set((stack?.links ?? []).filter(({ kind }) => kind === 'bridge').map(({ name }) => name));
  // A bridge that stood before its network is the network's too.
  const isBridge = (name: string): boolean => bridges.has(name) && known.has(name);
  return { isBridge, isPort: ({ kind, master }) => kind === 'veth' && master !== undefined && bridges.has(master) };
}

/** What the engine of a host is told of the things that it makes. */
export function givenOf(host: HostFacts): Given {
  const { networks = [], containers = [], stack } = host;
  const links = stack?.links ?? [];
  const networkByName = new Map(networks.map((network) => [network.name, network]));
  const containerById = new Map(containers.map((container) => [container.id, container]));
  const containerByName = new Map(containers.map((container) => [container.name, container]));
  const endpoints = endpointsOf(host);
  return {
    network: (name) => networkGiven(networkByName.get(name), links),
    container(name) {
      const found = containerByName.get(name);
      return found && { id: idOf(found.id), created: clockOf(found.created) };
    },
    endpoint: (container, network) => endpoints.get(`${container} ${network}`),
    hostPort: (container, port, hostIp) => hostPortOf(containerById.get(container), port, hostIp),
  };
}

function networkGiven(network: NetworkFacts | undefined, links: readonly LinkFacts[]): GivenNetwork | undefined {
  if (!network) return undefined;
  const bridge = bridgeOf(network);
  const subnets = network.name === 'bridge' ? network.subnets.map(subnetInput) : [];
  return {
    id: idOf(network.id),
    created: clockOf(network.created),
    link: linkGiven(links.find(({ name, kind }) => name === bridge && kind === 'bridge')),
    ...(subnets.length > 0 && { subnets }),
  };
}

/** A subnet as requests for networks have it. */
export const subnetInput = ({ subnet, range, gateway, auxiliary }: NetworkFacts['subnets'][number]) => ({
  Subnet: subnet,
  ...(range !== undefined && range !== '' && { IPRange: range }),
  ...(gateway !== undefined && gateway !== '' && { Gateway: gateway.split('/')[0] ?? '' }),
  ...(auxiliary && { AuxiliaryAddresses: { ...auxiliary } }),
});

/** The veths of a host by container and network: known by their other ends, else in the order in which they came. */
function endpointsOf({ networks = [], containers = [], stack }: HostFacts): Map<string, GivenEndpoint> {
  const ports = (stack?.links ?? []).filter(({ kind }) => kind === 'veth');
  const taken = new Set<string>();
  const found: { key: string; endpoint: GivenEndpoint; bridge: string | undefined; known: boolean }[] = [];
  for (const container of containers)
    for (const attachment of container.attachments) {
      const network = networkFor(networks, attachment);
      const inside = insideOf(container, attachment);
      const outside = inside && ports.find(({ index, name }) => index === inside.lower?.index && !taken.has(name));
      if (outside) taken.add(outside.name);
      const endpoint = { ...addressesOf(attachment), inside: linkGiven(inside), outside: linkGiven(outside) };
      const key = `${container.id} ${network?.name ?? attachment.network}`;
      found.push({ key, endpoint, bridge: network && bridgeOf(network), known: outside !== undefined });
    }
  for (const { key, endpoint, bridge } of endsOf({ networks, containers })) {
    const { inside } = endpoint;
    const outside = inside && ports.find(({ index }) => index === inside.lower?.index);
    if (outside) taken.add(outside.name);
    const whole = { ...endpoint, inside: linkGiven(inside), outside: linkGiven(outside) };
    found.push({ key, endpoint: whole, bridge, known: outside !== undefined });
  }
  const rest = ports.filter(({ name }) => !taken.has(name)).sort((a, b) => a.index - b.index);
  return new Map(
    found.map(({ key, endpoint, bridge, known }) => {
      const at =
        known || bridge === undefined || !endpoint.mac ? -1 : rest.findIndex(({ master }) => master === bridge);
      const [next] = at < 0 ? [] : rest.splice(at, 1);
      return [key, next ? { ...endpoint, outside: linkGiven(next) } : endpoint];
    }),
  );
}

interface OwnEnd {
  readonly key: string;
  /** On the host, of the network. */
  readonly bridge: string | undefined;
  readonly endpoint: Omit<GivenEndpoint, 'inside' | 'outside'> & { readonly inside?: LinkFacts | undefined };
}

/** What stands on networks and is no attachment: a swarm's load balancers, and containers' ways out by docker_gwbridge. */
function endsOf({ networks = [], containers = [] }: Pick<HostFacts, 'networks' | 'containers'>): OwnEnd[] {
  const told = networks.flatMap((network) =>
    (network.ends ?? []).map(({ holder, id, ipv4, mac }): OwnEnd => {
      const { name } = network;
      const container = containers.find((each) => each.id === holder);
      const attachment = { network: name, ...(ipv4 && { ipv4 }), ...(mac && { mac }), ...(id && { endpointId: id }) };
      const inside = container && insideOf(container, attachment);
      return { key: `${holder} ${name}`, bridge: bridgeOf(network), endpoint: { ...addressesOf(attachment), inside } };
    }),
  );
  const known = new Set(told.map(({ key }) => key));
  const gateway = networks.find(({ name }) => name === GATEWAY_NETWORK);
  const subnet = parsePrefix(gateway?.subnets[0]?.subnet ?? '');
  if (!gateway || !subnet) return told;
  const seen = containers.flatMap((container): OwnEnd[] => {
    const key = `${container.id} ${GATEWAY_NETWORK}`;
    const inside = container.stack?.links?.find(({ addresses }) =>
      addresses.some((each) => isIn(subnet, each.address)),
    );
    const isOwn = container.attachments.some(({ network }) => network === GATEWAY_NETWORK);
    if (!inside || isOwn || known.has(key)) return [];
    const address = inside.addresses.find((each) => isIn(subnet, each.address))?.address;
    return [
      {
        key,
        bridge: bridgeOf(gateway),
        endpoint: { mac: parseMac(inside.mac ?? ''), ipv4: parseIp(address ?? ''), inside },
      },
    ];
  });
  return [...told, ...seen];
}

function isIn(subnet: Prefix, text: string): boolean {
  const ip = parseIp(text);
  return ip !== undefined && family(ip) === family(subnet.address) && contains(subnet, ip);
}

/** The link of a container that an attachment gave it. */
function insideOf({ stack }: ContainerFacts, { mac, ipv4, ipv6 }: AttachmentFacts): LinkFacts | undefined {
  const links = stack?.links ?? [];
  const has = (ip: string | undefined) => (link: LinkFacts) =>
    ip !== undefined && ip !== '' && link.addresses.some(({ address }) => address === ip);
  const byMac = links.filter((link) => mac !== undefined && mac !== '' && link.mac === mac);
  return (byMac.length === 1 ? byMac[0] : undefined) ?? links.find(has(ipv4)) ?? links.find(has(ipv6)) ?? byMac[0];
}

function addressesOf({ endpointId, mac, ipv4, ipv6 }: AttachmentFacts): GivenEndpoint {
  const four = parseIp(ipv4 ?? '');
  const six = parseIp(ipv6 ?? '');
  return {
    id: idOf(endpointId),
    mac: parseMac(mac ?? ''),
    ...(four !== undefined && { ipv4: four }),
    ...(six !== undefined && { ipv6: six }),
  };
}

function hostPortOf(container: ContainerFacts | undefined, port: string, hostIp: Ip | undefined): number | undefined {
  const version = hostIp === undefined ? undefined : family(hostIp);
  const standing = (container?.ports ?? []).filter((each) => each.port === port && Number(each.hostPort) > 0);
  const like = standing.filter((each) => hostIp === undefined || each.hostIp === hostIp);
  const of = (each: (typeof standing)[number]): boolean =>
    version === undefined || (each.hostIp ?? '').includes(':') === (version === 6);
  const asked = (container?.bindings ?? []).filter((each) => each.port === port);
  // Several of one port that any will do for: which is whose is not known.
  if (asked.length > 1 && new Set(standing.map((each) => each.hostPort)).size > 1 && like.length !== 1)
    return undefined;
  const known = Number((like.find(of) ?? standing.find(of))?.hostPort);
  return Number.isInteger(known) && known > 0 && known < 65_536 ? known : undefined;
}
