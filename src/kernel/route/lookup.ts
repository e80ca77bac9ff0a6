import { contains, family, isMulticast, type Ip } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import type { Link } from '../link/link.ts';
import type { Namespace } from '../namespace.ts';
import { isBroadcast, localLink } from './local.ts';
import type { Transport } from '../packet/frame.ts';
import { selectHop } from './multipath.ts';
import { leadsBy, type Route } from './route.ts';
import { holds, LOCAL, MAIN, rulesOf, type RoutingRule } from './rule.ts';
import { selectSource } from './source.ts';

/** What a packet's route may depend on (flowi4, flowi6). */
export interface RouteKey {
  readonly destination: Ip;
  /** Absent while a program has not chosen one. */
  readonly source?: Ip | undefined;
  readonly mark?: number | undefined;
  /** Its ports; absent while none are asked for. */
  readonly transport?: Transport | undefined;
  /** The name of the device that it came in by; absent where it is made here. */
  readonly input?: string | undefined;
  /** The index of the device that its socket is bound to. */
  readonly output?: number | undefined;
}

/** What routing decides about a destination. */
export interface RouteDecision {
  readonly how: 'local' | 'broadcast' | 'multicast' | 'unicast' | 'unreachable' | 'prohibit' | 'blackhole' | 'none';
  /** Interface index; lo's for local destinations. */
  readonly device: number;
  /** The next hop: the gateway, or the destination itself. */
  readonly nextHop: Ip;
  /** The source address that an unbound socket gets. */
  readonly source?: Ip;
  /** The route that decided, where it is none that follows from an address. */
  readonly route?: Route;
  /** The rule that led to it, and the table, where that is none of the three that every namespace has. */
  readonly rule?: RoutingRule;
}

/** The route of a table for a destination: the longest prefix, then the lowest metric, then the oldest. */
function matchRoute(
  routes: readonly Route[],
  { destination, output }: RouteKey,
  passed: ReadonlySet<number> | undefined,
): Route | undefined {
  let best: Route | undefined;
  const v6 = family(destination) === 6;
  for (const route of routes) {
    if (!v6 && family(route.destination.address) === 6) break; // the IPv4 routes come first
    if (output !== undefined && !leadsBy(route, output)) continue;
    if (passed?.has(route.device) && !v6 && !route.hops) continue;
    if (best && !isCloser(route, best)) continue;
    if (contains(route.destination, destination)) best = route;
  }
  return best;
}

const isCloser = (route: Route, than: Route): boolean =>
  route.destination.length > than.destination.length ||
  (route.destination.length === than.destination.length && route.metric < than.metric);

const LIMITED_BROADCAST = '255.255.255.255';

/** The routes of a table; the local one keeps only those that do not follow from an address. */
const routesIn = ({ routes, tables }: Namespace, table: number): readonly Route[] =>
  table === MAIN ? routes : (tables?.[table] ?? NONE);

const NONE: readonly Route[] = [];

/**
 * Routes a packet (fib_lookup, fib_rules_lookup): the first rule that holds and whose table has a route for it decides.
 * `locals` are the namespace's `localAddresses`, where they are at hand; `passed` the devices whose routes are passed by.
 */
export function lookupRoute(
  namespace: Namespace,
  key: RouteKey,
  locals?: ReadonlyMap<Ip, Link>,
  passed?: ReadonlySet<number>,
): RouteDecision {
  const { destination, output = 0 } = key;
  const rules = rulesOf(namespace, family(destination));
  let from = 0;
  for (const rule of rules) {
    if (rule.priority < from || !holds(rule, key, namespace)) continue;
    if (typeof rule.lookup === 'string') {
      if (rule.lookup === 'goto') from = rule.target ?? 0;
      if (rule.lookup === 'goto' || rule.lookup === 'nop') continue;
      // A rule that says so and no route at all are one to the sender (linux: fib4_rule_action).
      return { how: rule.lookup === 'unreachable' ? 'none' : rule.lookup, device: 0, nextHop: destination, rule };
    }
    const decision =
      (rule.lookup === LOCAL ? lookupLocal(namespace, destination, locals) : undefined) ??
      lookupTable(namespace, rule.lookup, key, passed);
    if (decision && !isSuppressed(rule, decision)) return rule.protocol === 'kernel' ? decision : { ...decision, rule };
  }
  return { how: 'none', device: output, nextHop: destination };
}

const isSuppressed = ({ suppressed }: RoutingRule, { route }: RouteDecision): boolean =>
  suppressed !== undefined && (route?.destination.length ?? Infinity) <= suppressed;

function lookupLocal(
  namespace: Namespace,
  destination: Ip,
  locals: ReadonlyMap<Ip, Link> | undefined,
): RouteDecision | undefined {
  const local = localLink(namespace, destination, locals);
  return local && { how: 'local', device: 1, nextHop: destination, source: localSource(local, destination) };
}

function lookupTable(
  namespace: Namespace,
  table: number,
  key: RouteKey,
  passed: ReadonlySet<number> | undefined,
): RouteDecision | undefined {
  const { destination, source } = key;
  const route = matchRoute(routesIn(namespace, table), key, passed);
  if (!route || route.type === 'throw') return undefined;
  if (route.type === 'local') return { how: 'local', device: 1, nextHop: destination, source: destination, route };
  if (route.type === 'broadcast' || destination === LIMITED_BROADCAST || isBroadcast(namespace, route, destination))
    return withSource(namespace, { how: 'broadcast', device: route.device, nextHop: destination }, undefined);
  if (route.type !== 'unicast') return { how: route.type, device: route.device, nextHop: destination, route };
  const how = isMulticast(destination) ? 'multicast' : 'unicast';
  const { device, via } = (route.hops && selectHop(namespace, route, destination, source)) ?? route;
  return withSource(namespace, { how, device, nextHop: via ?? destination, route }, via);
}

/** To itself a host speaks from the address it speaks to; to another of 127.0.0.0/8 from lo's own. */
const localSource = (link: Link, ip: Ip): Ip =>
  link.addresses.some((a) => a.address === ip) ? ip : (link.addresses[0]?.address ?? ip);

function withSource(namespace: Namespace, decision: RouteDecision, via: Ip | undefined): RouteDecision {
  const { device, nextHop, route } = decision;
  const source = route?.source ?? selectSource(namespace, device, nextHop, via === undefined ? 'link' : 'global');
  return source === undefined ? decision : { ...decision, source };
}

/** The device through which a gateway is directly reached, for a route given without one. Throws ENETUNREACH. */
export function deviceTowards(namespace: Namespace, via: Ip): number {
  const decision = lookupRoute(namespace, { destination: via });
  const local = decision.how === 'local' ? localLink(namespace, via) : undefined;
  if (local) return local.index;
  if (decision.how !== 'unicast' || decision.route?.via !== undefined)
    throw new KernelError('ENETUNREACH', 'Nexthop has invalid gateway.');
  return decision.device;
}
