import {
  compareIp,
  contains,
  family,
  isMulticast,
  lastAddress,
  network,
  toNumber,
  type Ip,
  type Prefix,
} from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import { addressPrefix, type Link, type LinkAddress } from '../link/link.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import type { Route } from './route.ts';
import { namespaceOf } from '../kernel.ts';

/** What routing decides about a destination. */
export interface RouteDecision {
  readonly how: 'local' | 'broadcast' | 'multicast' | 'unicast' | 'unreachable' | 'prohibit' | 'blackhole' | 'none';
  /** Interface index; lo's for local destinations. */
  readonly device: number;
  /** The next hop: the gateway, or the destination itself. */
  readonly nextHop: Ip;
  /** The source address that an unbound socket gets. */
  readonly source?: Ip;
  /** The route of the main table that decided. */
  readonly route?: Route;
}

/** Orders routes as `ip route` lists them: IPv4 by address, then longest first; IPv6 with what is inside a block before it. Then by metric. */
function compareRoutes(a: Route, b: Route): number {
  const x = a.destination;
  const y = b.destination;
  if (x.address === y.address && x.length === y.length) return a.metric - b.metric;
  if (family(x.address) === 6 && family(y.address) === 6) {
    if (contains(x, y.address) && x.length < y.length) return 1;
    if (contains(y, x.address) && y.length < x.length) return -1;
  }
  return compareIp(x.address, y.address) || y.length - x.length;
}

const samePrefix = (a: Prefix, b: Prefix): boolean => a.address === b.address && a.length === b.length;

/** Puts a route into its place: after those that are its equals, or before them. */
function insert(namespace: Namespace, route: Route, before = false): void {
  let low = 0;
  let high = namespace.routes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = namespace.routes[middle];
    const order = other ? compareRoutes(other, route) : 1;
    if (order < 0 || (order === 0 && !before)) low = middle + 1;
    else high = middle;
  }
  namespace.routes.splice(low, 0, route);
}

/** Whether two routes of one destination and metric lead the same way. */
const sameWay = (a: Route, b: Route): boolean =>
  a.type === b.type && a.via === b.via && a.device === b.device && a.source === b.source && a.scope === b.scope;

/** A next hop that is ours, or not on the link, is refused (linux: fib_check_nh_v4_gw). */
function checkGateway(namespace: Namespace, via: Ip, device: number, onlink: boolean): void {
  const decision = lookup(namespace, via, device);
  // fib_check_nh_v4_gw takes an address of ours too.
  const known =
    decision.how === 'local'
      ? localLink(namespace, via)?.index === device
      : decision.how === 'unicast' && decision.route?.via === undefined && decision.route?.scope !== 'host';
  if (!known && !onlink)
    throw new KernelError(decision.how === 'none' ? 'ENETUNREACH' : 'EINVAL', 'Nexthop has invalid gateway.');
}

/**
 * Adds a route to the main table. Throws ENODEV, ENETDOWN, EINVAL or ENETUNREACH ("Nexthop has invalid gateway.") and, for
 * the same destination and metric, EEXIST; with `beside` such routes may stand side by side if they lead different ways.
 */
export function addRoute(
  kernel: Kernel,
  namespaceId: NamespaceId,
  route: Route,
  options: { onlink?: boolean; beside?: 'before' | 'after' } = {},
): void {
  const namespace = namespaceOf(kernel, namespaceId);
  if (route.type === 'unicast') {
    const link = namespace.links[route.device];
    if (!link) throw new KernelError('ENODEV');
    if (!link.up)
      throw new KernelError(
        'ENETDOWN',
        family(route.destination.address) === 4 ? 'Device for nexthop is not up.' : undefined,
      );
    if (route.via !== undefined) checkGateway(namespace, route.via, route.device, options.onlink === true);
    if (route.source !== undefined && !isLocal(namespace, route.source))
      throw new KernelError('EINVAL', 'Invalid prefsrc address');
  }
  if (!samePrefix(network(route.destination), route.destination))
    throw new KernelError('EINVAL', 'Invalid prefix for given prefix length');
  const rivals = namespace.routes.filter(
    (r) => samePrefix(r.destination, route.destination) && r.metric === route.metric,
  );
  const { beside } = options;
  if (beside === undefined ? rivals.length > 0 : rivals.some((r) => sameWay(r, route))) throw new KernelError('EEXIST');
  insert(namespace, { ...route }, beside === 'before');
}

/** The device through which a gateway is directly reached, for a route given without one. Throws ENETUNREACH. */
export function deviceTowards(namespace: Namespace, via: Ip): number {
  const decision = lookup(namespace, via);
  const local = decision.how === 'local' ? localLink(namespace, via) : undefined;
  if (local) return local.index;
  if (decision.how !== 'unicast' || decision.route?.via !== undefined)
    throw new KernelError('ENETUNREACH', 'Nexthop has invalid gateway.');
  return decision.device;
}

/** What `ip route del` names: the destination, and whatever else must match. */
export type RouteQuery = Pick<Route, 'destination'> & Partial<Omit<Route, 'destination'>>;

const QUERIED = ['via', 'device', 'source', 'scope', 'protocol', 'metric', 'type'] as const;

/** Deletes the first route that matches. Throws ESRCH where none does. */
export function deleteRoute(kernel: Kernel, namespaceId: NamespaceId, query: RouteQuery): void {
  const { routes } = namespaceOf(kernel, namespaceId);
  const index = routes.findIndex(
    (route) =>
      samePrefix(route.destination, query.destination) &&
      QUERIED.every((key) => query[key] === undefined || query[key] === route[key]),
  );
  if (index < 0) throw new KernelError('ESRCH');
  routes.splice(index, 1);
}

/** A whole block needs a route; a single IPv4 address has its local one. */
const hasBlock = (address: LinkAddress): boolean => family(address.address) === 6 || address.prefixLength < 32;

/** The route that an address of a link brings to the main table, if any (linux: fib_add_ifaddr, addrconf_prefix_route). */
export function connectedRoute(link: Link, address: LinkAddress): Route | undefined {
  if (!hasBlock(address) || address.secondary || link.kind === 'loopback') return undefined;
  const v4 = family(address.address) === 4;
  return {
    destination: network(addressPrefix(address)),
    device: link.index,
    ...(v4 ? { source: address.address } : {}),
    scope: v4 ? 'link' : 'global',
    protocol: 'kernel',
    metric: v4 ? 0 : 256,
    type: 'unicast',
  };
}

/** Adds the connected route of an address of a link that is up, unless it stands. */
export function addConnected(namespace: Namespace, link: Link, address: LinkAddress): void {
  const route = connectedRoute(link, address);
  if (!route || !link.up) return;
  const stands = namespace.routes.some(
    (r) => r.device === link.index && r.protocol === 'kernel' && samePrefix(r.destination, route.destination),
  );
  if (!stands) insert(namespace, route);
}

/** Removes the routes that an address of a link held: its connected route, and those that prefer it as source. */
export function removeConnected(namespace: Namespace, link: Link, address: LinkAddress): void {
  const route = connectedRoute(link, address);
  const shared = link.addresses.some((other) => {
    const its = other === address ? undefined : connectedRoute(link, other);
    return its !== undefined && route !== undefined && samePrefix(its.destination, route.destination);
  });
  namespace.routes = namespace.routes.filter(
    (r) =>
      r.source !== address.address &&
      !(
        route &&
        !shared &&
        r.device === link.index &&
        r.protocol === 'kernel' &&
        samePrefix(r.destination, route.destination)
      ),
  );
}

/** Removes the routes through a device that goes down, or loses a family. */
export function removeRoutesOf(namespace: Namespace, device: number, of?: 4 | 6): void {
  const goes = (route: Route): boolean =>
    route.device === device && (of === undefined || family(route.destination.address) === of);
  if (namespace.routes.some(goes)) namespace.routes = namespace.routes.filter((route) => !goes(route));
}

/** Whether an address has its local route: an IPv4 one while it is there (linux: fib_add_ifaddr), an IPv6 one while its link is up. */
const stands = (link: Link, ip: Ip): boolean => link.up || family(ip) === 4;

/** The addresses that have a local route, each with its link: the local table, but for 127.0.0.0/8 as a whole. */
export function localAddresses(namespace: Namespace): Map<Ip, Link> {
  const locals = new Map<Ip, Link>();
  for (const link of Object.values(namespace.links))
    for (const { address } of link.addresses)
      if (stands(link, address) && !locals.has(address)) locals.set(address, link);
  return locals;
}

/** The link of an address that has a local route; lo has one for all of 127.0.0.0/8. */
export function localLink(namespace: Namespace, ip: Ip, locals?: ReadonlyMap<Ip, Link>): Link | undefined {
  const held = locals ? locals.get(ip) : holderOf(namespace, ip);
  if (held || !ip.startsWith('127.')) return held;
  const loopback = namespace.links[1];
  return loopback?.addresses.some((a) => contains(addressPrefix(a), ip)) ? loopback : undefined;
}

/** Interface indices that are tried one by one as fast as links are listed. */
const FEW = 16;

function holderOf({ links, nextIndex }: Namespace, ip: Ip): Link | undefined {
  if (nextIndex > FEW) return Object.values(links).find((link) => stands(link, ip) && holds(link, ip));
  for (let index = 1; index < nextIndex; index++) {
    const link = links[index];
    if (link && stands(link, ip) && holds(link, ip)) return link;
  }
  return undefined;
}

function holds(link: Link, ip: Ip): boolean {
  for (const { address } of link.addresses) if (address === ip) return true;
  return false;
}

/** Whether an address is this namespace's own, whatever its interface (the weak host model). */
export const isLocal = (namespace: Namespace, ip: Ip): boolean => localLink(namespace, ip) !== undefined;

/** Whether an address that a route of the link leads to is a broadcast address there: set with an address, or its subnet's last. */
function isBroadcast(namespace: Namespace, { device, via }: Route, ip: Ip): boolean {
  if (via !== undefined || family(ip) === 6) return false;
  // The last address of a subnet of four or more ends in two bits set.
  const mayBeLast = (toNumber(ip) & 3) === 3;
  for (const address of namespace.links[device]?.addresses ?? []) {
    if (address.broadcast === ip) return true;
    if (!mayBeLast || address.prefixLength > 30 || family(address.address) === 6) continue;
    const subnet = addressPrefix(address);
    if (contains(subnet, ip) && lastAddress(subnet) === ip) return true;
  }
  return false;
}

const SCOPES: Record<LinkAddress['scope'], number> = { global: 0, link: 253, host: 254 };

/** The source address that a device offers towards an address (linux: inet_select_addr, ipv6_dev_get_saddr). */
export function selectSource(
  namespace: Namespace,
  device: number,
  towards: Ip,
  scope: LinkAddress['scope'] = 'global',
): Ip | undefined {
  if (family(towards) === 6) return selectSource6(namespace, device, towards);
  const link = namespace.links[device];
  const candidates = (link?.addresses ?? []).filter(
    (a) => family(a.address) === 4 && !a.secondary && SCOPES[a.scope] <= SCOPES[scope],
  );
  const match = candidates.find((a) => contains(addressPrefix(a), towards)) ?? candidates[0];
  if (match) return match.address;
  for (const index in namespace.links) {
    const other = namespace.links[index]?.addresses.find(
      (a) => family(a.address) === 4 && !a.secondary && a.scope !== 'link' && SCOPES[a.scope] <= SCOPES[scope],
    );
    if (other) return other.address;
  }
  return undefined;
}

const LINK_LOCAL: Prefix = { address: 'fe80::', length: 10 };

/** RFC 6724, as far as scopes and subnets tell: of the destination's scope, then on its subnet, then the device's, then another's. */
function selectSource6(namespace: Namespace, device: number, towards: Ip): Ip | undefined {
  const wanted = contains(LINK_LOCAL, towards) ? 'link' : 'global';
  const own = (namespace.links[device]?.addresses ?? []).filter((a) => family(a.address) === 6);
  const fitting = own.filter((a) => a.scope === wanted);
  const best = fitting.find((a) => contains(addressPrefix(a), towards)) ?? fitting[0];
  if (best || wanted === 'link') return (best ?? own[0])?.address;
  for (const link of Object.values(namespace.links)) {
    const other = link.up && link.addresses.find((a) => family(a.address) === 6 && a.scope === 'global');
    if (other) return other.address;
  }
  return own[0]?.address;
}

/** The route of the main table for a destination: the longest prefix, then the lowest metric, then the oldest. */
export function matchRoute(namespace: Namespace, destination: Ip, device?: number): Route | undefined {
  let best: Route | undefined;
  const v6 = family(destination) === 6;
  for (const route of namespace.routes) {
    if (!v6 && family(route.destination.address) === 6) break; // the IPv4 routes come first
    if (device !== undefined && route.device !== device) continue;
    if (best && !isCloser(route, best)) continue;
    if (contains(route.destination, destination)) best = route;
  }
  return best;
}

const isCloser = (route: Route, than: Route): boolean =>
  route.destination.length > than.destination.length ||
  (route.destination.length === than.destination.length && route.metric < than.metric);

const LIMITED_BROADCAST = '255.255.255.255';

function lookup(namespace: Namespace, destination: Ip, device?: number, locals?: ReadonlyMap<Ip, Link>): RouteDecision {
  const local = localLink(namespace, destination, locals);
  if (local) return { how: 'local', device: 1, nextHop: destination, source: localSource(local, destination) };
  const route = matchRoute(namespace, destination, device);
  if (route && (destination === LIMITED_BROADCAST || isBroadcast(namespace, route, destination)))
    return withSource(namespace, { how: 'broadcast', device: route.device, nextHop: destination });
  if (!route) return { how: 'none', device: device ?? 0, nextHop: destination };
  if (route.type !== 'unicast') return { how: route.type, device: route.device, nextHop: destination, route };
  const how = isMulticast(destination) ? 'multicast' : 'unicast';
  return withSource(namespace, { how, device: route.device, nextHop: route.via ?? destination, route });
}

/** To itself a host speaks from the address it speaks to; to another of 127.0.0.0/8 from lo's own. */
const localSource = (link: Link, ip: Ip): Ip =>
  link.addresses.some((a) => a.address === ip) ? ip : (link.addresses[0]?.address ?? ip);

function withSource(namespace: Namespace, decision: RouteDecision): RouteDecision {
  const source =
    decision.route?.source ??
    selectSource(namespace, decision.device, decision.nextHop, decision.route?.via === undefined ? 'link' : 'global');
  return source === undefined ? decision : { ...decision, source };
}

/**
 * Routes a destination as the kernel's own sockets do: the local table first, then the main one. `device` binds to one;
 * `locals` are the namespace's `localAddresses`, where they are at hand.
 */
export function lookupRoute(
  _kernel: Kernel,
  namespace: Namespace,
  destination: Ip,
  options: { source?: Ip; device?: number; locals?: ReadonlyMap<Ip, Link> } = {},
): RouteDecision {
  const decision = lookup(namespace, destination, options.device, options.locals);
  return options.source === undefined ? decision : { ...decision, source: options.source };
}
