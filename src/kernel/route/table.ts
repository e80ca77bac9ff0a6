import { compareIp, contains, family, isMulticast, network, type Ip, type Prefix } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import { namespaceOf, type Kernel } from '../kernel.ts';
import { addressPrefix, type Link, type LinkAddress } from '../link/link.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import { isLocal, localLink } from './local.ts';
import { lookupRoute } from './lookup.ts';
import { leadsBy, type Route } from './route.ts';
import { LOCAL, MAIN } from './rule.ts';

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

/** Puts routes in the place of those of a table, in the order of listings, without a look at whether they can be. */
export function replaceRoutes(namespace: Namespace, table: number, routes: readonly Route[]): void {
  const placed: Route[] = [];
  for (const route of routes) insert(placed, route);
  setRoutes(namespace, table, placed);
}

/** Whether two routes of one destination and metric lead the same way. */
const sameWay = (a: Route, b: Route): boolean =>
  a.type === b.type &&
  a.via === b.via &&
  a.device === b.device &&
  a.source === b.source &&
  a.scope === b.scope &&
  JSON.stringify(a.hops) === JSON.stringify(b.hops);

/** A next hop that is ours, or not on the link, is refused (linux: fib_check_nh_v4_gw). */
export function checkGateway(namespace: Namespace, via: Ip, device: number, onlink: boolean): void {
  const decision = lookupRoute(namespace, { destination: via, output: device });
  // fib_check_nh_v4_gw takes an address of ours too.
  const known =
    decision.how === 'local'
      ? localLink(namespace, via)?.index === device
      : decision.how === 'unicast' && decision.route?.via === undefined && decision.route?.scope !== 'host';
  if (!known && !onlink)
    throw new KernelError(decision.how === 'none' ? 'ENETUNREACH' : 'EINVAL', 'Nexthop has invalid gateway.');
}

/** The routes of a table that are kept. */
export const routesOf = (namespace: Namespace, table: number): readonly Route[] =>
  table === MAIN ? namespace.routes : (namespace.tables?.[table] ?? []);

/** The numbers of the tables that keep routes. */
export const tablesOf = ({ tables }: Namespace): number[] => [...Object.keys(tables ?? {}).map(Number), MAIN];

/** Whether there is a table: the usual ones are, another from the first route in it on (linux: fib_new_table). */
export const hasTable = ({ tables }: Namespace, table: number): boolean =>
  table === MAIN || table === LOCAL || tables?.[table] !== undefined;

/** Puts routes in the place of those of a table. */
function setRoutes(namespace: Namespace, table: number, routes: Route[]): void {
  if (table === MAIN) namespace.routes = routes;
  else (namespace.tables ??= {})[table] = routes;
}

/** The table that a route goes to which names none: an address of ours, or of all on a link, is sought in the local one first. */
export const usualTable = (type: Route['type']): number => (type === 'local' || type === 'broadcast' ? LOCAL : MAIN);

/** Whether a route leads out of a device at all. */
const hasWay = ({ type }: Route): boolean => type === 'unicast' || type === 'local' || type === 'broadcast';

function checkDevice(namespace: Namespace, six: boolean, device: number): void {
  const link = namespace.links[device];
  if (!link) throw new KernelError('ENODEV');
  if (!link.up) throw new KernelError('ENETDOWN', six ? undefined : 'Device for nexthop is not up.');
}

function checkRoute(namespace: Namespace, route: Route, onlink: boolean): void {
  const six = family(route.destination.address) === 6;
  if (hasWay(route)) {
    for (const hop of route.hops ?? [route]) {
      checkDevice(namespace, six, hop.device);
      if (hop.via !== undefined) checkGateway(namespace, hop.via, hop.device, onlink || hop.onlink === true);
    }
    if (route.source !== undefined && !isLocal(namespace, route.source))
      throw new KernelError('EINVAL', 'Invalid prefsrc address');
  }
  if (!samePrefix(network(route.destination), route.destination))
    throw new KernelError('EINVAL', 'Invalid prefix for given prefix length');
}

/** What adding a route does where there is one of its destination and metric: nothing may be, it stands beside it, or in its place. */
export type RouteMode = 'add' | 'append' | 'prepend' | 'replace' | 'change';

/**
 * Adds a route to a table, the main one unless another is named. Throws ENODEV, ENETDOWN, EINVAL or ENETUNREACH ("Nexthop has invalid
 * gateway.") and, for the same destination and metric, EEXIST; appended or prepended, such routes stand side by side if they lead different
 * ways. Where one is to be changed, ENOENT says that there is none (linux: fib_table_insert).
 */
export function addRoute(
  kernel: Kernel,
  namespaceId: NamespaceId,
  route: Route,
  options: { table?: number; onlink?: boolean; mode?: RouteMode } = {},
): void {
  const { table = MAIN, onlink = false, mode = 'add' } = options;
  const namespace = namespaceOf(kernel, namespaceId);
  checkRoute(namespace, route, onlink);
  const routes = [...routesOf(namespace, table)];
  const rivals = routes.filter(
    (r) => samePrefix(r.destination, route.destination) && r.metric === route.metric && r.tos === route.tos,
  );
  const [first] = rivals;
  if (mode === 'change' && !first) throw new KernelError('ENOENT');
  if (first && (mode === 'change' || mode === 'replace')) {
    if (rivals.some((r) => r !== first && sameWay(r, route))) throw new KernelError('EEXIST');
    routes.splice(routes.indexOf(first), 1, { ...route });
  } else {
    if (mode === 'append' || mode === 'prepend' ? rivals.some((r) => sameWay(r, route)) : first)
      throw new KernelError('EEXIST');
    insert(routes, { ...route }, mode === 'prepend');
  }
  setRoutes(namespace, table, routes);
}

/** What `ip route del` names: the destination, and whatever else must match. */
export type RouteQuery = Pick<Route, 'destination'> & Partial<Omit<Route, 'destination'>>;

const QUERIED = ['nhid', 'source', 'scope', 'protocol', 'metric', 'type', 'tos'] as const;

/** Whether a route has the next hop that a query names, among others or alone (linux: fib_nh_match). */
function matchesWay(route: Route, { via, device, hops }: RouteQuery): boolean {
  if (hops) return JSON.stringify(hops) === JSON.stringify(route.hops);
  const [first] = route.hops ?? [route];
  return (via === undefined || via === first?.via) && (device === undefined || device === first?.device);
}

/** Deletes the first route of a table that matches. Throws ESRCH where none does. */
export function deleteRoute(kernel: Kernel, namespaceId: NamespaceId, query: RouteQuery, table = MAIN): void {
  const namespace = namespaceOf(kernel, namespaceId);
  const routes = routesOf(namespace, table);
  const doomed = routes.find(
    (route) =>
      samePrefix(route.destination, query.destination) &&
      QUERIED.every((key) => query[key] === undefined || query[key] === route[key]) &&
      matchesWay(route, query),
  );
  if (!doomed) throw new KernelError('ESRCH');
  removeRoute(namespace, table, doomed);
}

/** Takes this very route out of a table. */
export const removeRoute = (namespace: Namespace, table: number, doomed: Route): void =>
  setRoutes(
    namespace,
    table,
    routesOf(namespace, table).filter((route) => route !== doomed),
  );

/** A whole block needs a route; a single IPv4 address has its local one. */
const hasBlock = (address: LinkAddress): boolean => family(address.address) === 6 || address.prefixLength < 32;

/** The route that an address of a link brings to the main table, if any (linux: fib_add_ifaddr, addrconf_prefix_route). */
export function connectedRoute(link: Link, address: LinkAddress): Route | undefined {
  if (!hasBlock(address) || address.secondary || link.kind === 'loopback') return undefined;
  const v4 = family(address.address) === 4;
  // There is no route to a block of groups, whoever has an address of it.
  if (v4 && isMulticast(address.address)) return undefined;
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
  removeWhere(
    namespace,
    (r) =>
      r.source === address.address ||
      (route !== undefined &&
        !shared &&
        r.device === link.index &&
        r.protocol === 'kernel' &&
        samePrefix(r.destination, route.destination)),
  );
}

/** Puts others in the place of routes of all tables, or none. */
export function mapRoutes(namespace: Namespace, change: (route: Route) => Route | undefined): void {
  for (const table of tablesOf(namespace)) {
    const routes = routesOf(namespace, table);
    if (routes.every((route) => change(route) === route)) continue;
    const changed = routes.flatMap((route) => change(route) ?? []);
    setRoutes(namespace, table, changed);
  }
}

/** Removes routes from all tables. */
const removeWhere = (namespace: Namespace, goes: (route: Route) => boolean): void =>
  mapRoutes(namespace, (route) => (goes(route) ? undefined : route));

/** Removes the routes through a device that goes down, or loses a family; one of several next hops only sleeps (linux: fib_sync_down_dev). */
export function removeRoutesOf(namespace: Namespace, device: number, of?: 4 | 6): void {
  const { links } = namespace;
  removeWhere(
    namespace,
    (route) =>
      leadsBy(route, device) &&
      (of === undefined || family(route.destination.address) === of) &&
      (route.hops ?? []).every((hop) => hop.device === device || links[hop.device]?.up !== true),
  );
}
