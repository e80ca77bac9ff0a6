import {
  BITS,
  contains,
  family,
  network,
  parseIp,
  parseMac,
  type Ip,
  type Mac,
  type Prefix,
} from '../../ip/address.ts';
import { isLinkName } from '../../kernel/link/new-link.ts';
import type { HopFacts, HostFacts, LinkFacts, RouteFacts, StackFacts } from '../../snapshot/snapshot.ts';

/** How a host is joined to its LAN. */
export interface Uplink {
  /** The link of its default route, and the NIC below that, with the tag that frames have on the wire. */
  readonly device: string;
  readonly nic: LinkFacts | undefined;
  readonly tag: number | undefined;
  readonly mac: Mac | undefined;
  readonly ipv4: Prefix | undefined;
  readonly gateway4: Ip | undefined;
  readonly ipv6: Prefix | undefined;
  readonly gateway6: Ip | undefined;
  /** Other devices that a default route leads by. */
  readonly others: readonly string[];
}

const isMain = ({ table }: RouteFacts): boolean => table === undefined || table === 'main' || table === '254';
const isDefault = (route: RouteFacts): boolean =>
  (route.destination === 'default' || /^(0\.0\.0\.0|::)\/0$/.test(route.destination)) &&
  (route.type ?? 'unicast') === 'unicast';

/** The ways out of a stack, the preferred first. */
function defaults(routes: readonly RouteFacts[], version: 4 | 6): { device: string; via: Ip | undefined }[] {
  return routes
    .filter((route) => route.family === version && isMain(route) && isDefault(route))
    .toSorted((a, b) => (a.metric ?? 0) - (b.metric ?? 0))
    .flatMap((route): HopFacts[] => (route.hops ?? [route]).slice(0, 1))
    .flatMap(({ device, via }) =>
      device === undefined || !isLinkName(device) ? [] : [{ device, via: parseIp(via ?? '') }],
    );
}

/** The address of a link that others on its wire reach, the first that there is. */
function addressOf(link: LinkFacts | undefined, version: 4 | 6): Prefix | undefined {
  for (const { address, prefixLength, scope = 'global' } of link?.addresses ?? []) {
    const ip = parseIp(address);
    if (ip !== undefined && family(ip) === version && scope === 'global' && prefixLength <= BITS[version])
      return { address: ip, length: prefixLength };
  }
  return undefined;
}

const VIRTUAL = /^(veth|bridge|loopback|tun|dummy|wireguard|vxlan|ipip|sit|gre|ip6tnl|ifb|macvlan|ipvlan|nlmon)$/;

/** How a host is joined to its LAN; undefined where nothing tells it. */
export function uplinkOf({ stack = {} }: HostFacts): Uplink | undefined {
  const { routes = [] } = stack;
  const links = (stack.links ?? []).filter(({ name }) => isLinkName(name));
  const [first, ...more] = defaults(routes, 4);
  const [six] = defaults(routes, 6);
  const guessed = links.find((link) => !VIRTUAL.test(link.kind) && addressOf(link, 4));
  const device = first?.device ?? six?.device ?? guessed?.name;
  if (device === undefined) return undefined;
  const link = links.find(({ name }) => name === device);
  const { nic, tag } = below(links, link);
  return {
    device,
    nic,
    tag,
    mac: parseMac(nic?.mac ?? ''),
    ipv4: addressOf(link, 4),
    gateway4: first?.device === device ? first.via : undefined,
    ipv6: addressOf(link, 6),
    gateway6: six?.device === device ? six.via : undefined,
    others: [...new Set(more.map((other) => other.device))].filter((name) => name !== device),
  };
}

/** What a link's frames leave by in the end. */
function below(links: readonly LinkFacts[], link: LinkFacts | undefined): { nic: LinkFacts | undefined; tag?: number } {
  let at = link;
  let tag: number | undefined;
  for (let depth = 0; at && depth < 8; depth++) {
    const here: LinkFacts = at;
    const next: LinkFacts | undefined =
      here.kind === 'bridge'
        ? links.find(({ master, kind }) => master === here.name && kind !== 'veth' && kind !== 'tun')
        : here.kind === 'vlan'
          ? links.find(({ name }) => name === here.lower?.name)
          : undefined;
    if (here.kind === 'vlan') tag ??= Number(here.data?.['id'] ?? 0) || undefined;
    if (!next) return { nic: here, ...(tag !== undefined && { tag }) };
    at = next;
  }
  return { nic: at, ...(tag !== undefined && { tag }) };
}

/** The subnet that a host is in; one of a single address is taken for the usual size. */
export const subnetOf = ({ address, length }: Prefix): Prefix =>
  network({ address, length: family(address) === 4 ? (length > 30 ? 24 : length) : length > 126 ? 64 : length });

/** All addresses that stacks have. */
export const addressesIn = (stacks: readonly (StackFacts | undefined)[]): Set<Ip> =>
  new Set(
    stacks.flatMap((stack) =>
      (stack?.links ?? []).flatMap(({ addresses }) => addresses.flatMap(({ address }) => parseIp(address) ?? [])),
    ),
  );

/** Whether a gateway can be asked for on a subnet. */
export const isOn = (subnet: Prefix, ip: Ip | undefined): ip is Ip => ip !== undefined && contains(subnet, ip);
