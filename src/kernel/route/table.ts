import { compareIp, contains, family, network, type Ip, type Prefix } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import { namespaceOf, type Kernel } from '../kernel.ts';
import { addressPrefix, type Link, type LinkAddress } from '../link/link.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import { isLocal, localLink } from './local.ts';
import { lookupRoute } from './lookup.ts';
import type { Route } from './route.ts';
import { MAIN } from './rule.ts';

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
function insert(routes: Route[], route: Route, before = false): void {
  let low = 0;
  let high = routes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = routes[middle];
    const order = other ? compareRoutes(other, route) : 1;
    if (order < 0 || (order === 0 && !before)) low = middle + 1;
    else high = middle;
  }
  routes.splice(low, 0, route);
}

/** Whether two routes of one destination and metric lead the same way. */
const sameWay = (a: Route, b: Route): boolean =>
  a.type === b.type && a.via === b.via && a.device === b.device && a.source === b.source && a.scope === b.scope;

/** A next hop that is ours, or not on the link, is refused (linux: fib_check_nh_v4_gw). */
function checkGateway(namespace: Namespace, via: Ip, device: number, onlink: boolean): void {
  const decision = lookupRoute(namespace, { destination: via, output: device });
  // fib_check_nh_v4_gw takes an address of ours too.
  const known =
    decision.how === 'local'
      ? localLink(namespace, via)?.index === device
      : decision.how === 'unicast' && decision.route?.via === undefined && decision.route?.scope !== 'host';
  if (!known && !onlink)
    throw new KernelError(decision.how === 'none' ? 'ENETUNREACH' : 'EINVAL', 'Nexthop has invalid gateway.');
}

/** The routes of a table, which is made where there is none. */
const tableOf = (namespace: Namespace, table: number): Route[] =>
  table === MAIN ? namespace.routes : ((namespace.tables ??= {})[table] ??= []);

/**
 * Adds a route to a table, the main one unless another is named. Throws ENODEV, ENETDOWN, EINVAL or ENETUNREACH ("Nexthop has invalid gateway.") and, for
 * the same destination and metric, EEXIST; with `beside` such routes may stand side by side if they lead different ways.
 */
export function addRoute(
  kernel: Kernel,
  namespaceId: NamespaceId,
  route: Route,
  options: { table?: number; onlink?: boolean; beside?: 'before' | 'after' } = {},
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
  const routes = tableOf(namespace, options.table ?? MAIN);
  const rivals = routes.filter((r) => samePrefix(r.destination, route.destination) && r.metric === route.metric);
  const { beside } = options;
  if (beside === undefined ? rivals.length > 0 : rivals.some((r) => sameWay(r, route))) throw new KernelError('EEXIST');
  insert(routes, { ...route }, beside === 'before');
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
  if (!stands) insert(namespace.routes, route);
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
