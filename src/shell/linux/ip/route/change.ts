import { family, isUnspecified, network, type Ip, type Prefix } from '../../../../ip/address.ts';
import { KernelError } from '../../../../kernel/errno.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import type { Route } from '../../../../kernel/route/route.ts';
import { namespaceOf as namespaceById } from '../../../../kernel/kernel.ts';
import { addRoute, deleteRoute, type RouteQuery } from '../../../../kernel/route/table.ts';
import { deviceTowards } from '../../../../kernel/route/lookup.ts';
import type { World } from '../../../../world/world.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { hasCapability } from '../../capability.ts';
import { deviceOf, duplicate, request, usage, wrong, type Context, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';
import { addressArgument, prefixArgument } from '../prefix.ts';
import { readRouteFilter, selectedRoutes } from './show.ts';

/** What the words of `ip route add|del` say. */
interface Wanted {
  destination?: Prefix;
  type?: Route['type'];
  via?: Ip;
  device?: number;
  source?: Ip;
  scope?: Route['scope'];
  protocol?: Route['protocol'];
  metric?: number;
  mtu?: number;
  onlink: boolean;
}

const TYPES: readonly string[] = ['unicast', 'blackhole', 'unreachable', 'prohibit', 'throw'];
const SCOPES: readonly string[] = ['link', 'host', 'global'];
const PROTOCOLS: readonly string[] = ['kernel', 'boot', 'static'];

function readRoute(context: Context, words: Words): Wanted {
  const wanted: Wanted = { onlink: false };
  const six = context.options.family === 6 ? 6 : undefined;
  while (!words.done) {
    const word = words.next();
    switch (word) {
      case 'via': {
        const value = words.next();
        const text = value === 'inet' || value === 'inet6' ? words.next() : value;
        const kind = wanted.destination && family(wanted.destination.address) === 6 ? 'inet6' : 'inet';
        wanted.via = addressArgument(text, kind);
        break;
      }
      case 'dev':
      case 'oif':
        wanted.device = deviceOf(context, words.next()).index;
        break;
      case 'src':
        wanted.source = addressArgument(words.next());
        break;
      case 'scope': {
        const scope = words.next();
        if (!SCOPES.includes(scope)) throw wrong(scope, 'invalid "scope" value\n');
        wanted.scope = scope as Route['scope'];
        break;
      }
      case 'protocol':
      case 'proto': {
        const protocol = words.next();
        if (!PROTOCOLS.includes(protocol)) throw wrong(protocol, '"protocol" value is invalid\n');
        wanted.protocol = protocol as Route['protocol'];
        break;
      }
      case 'metric':
      case 'priority':
      case 'preference':
        wanted.metric = numberArgument(words.next(), 'metric');
        break;
      case 'mtu':
        wanted.mtu = numberArgument(words.next(), 'mtu');
        break;
      case 'onlink':
        wanted.onlink = true;
        break;
      case 'table': {
        const table = words.next();
        if (table !== 'main' && table !== '254') throw new ToolError('RTNETLINK answers: Operation not supported\n', 2);
        break;
      }
      case 'nexthop':
      case 'encap':
        throw new ToolError('RTNETLINK answers: Operation not supported\n', 2);
      case 'advmss':
      case 'window':
      case 'tos':
      case 'pref':
        words.next();
        break;
      case 'help':
        throw usage(HELP.route);
      default: {
        if (wanted.destination === undefined && wanted.type === undefined && TYPES.includes(word)) {
          wanted.type = word as Route['type'];
          break;
        }
        const text = word === 'to' ? words.next() : word;
        if (wanted.destination) throw duplicate('to', text);
        wanted.destination = prefixArgument(text, six);
      }
    }
  }
  return wanted;
}

function numberArgument(text: string, what: string): number {
  if (!/^\d+$/.test(text)) throw wrong(text, `"${what}" value is invalid\n`);
  return Number(text);
}

/** The destination, `default` taken as IPv6 where the gateway is. */
function destinationOf({ destination, via }: Wanted): Prefix {
  if (!destination) return { address: '0.0.0.0', length: 0 };
  const plain = destination.length === 0 && isUnspecified(destination.address);
  return plain && via !== undefined && family(via) === 6 ? { address: '::', length: 0 } : destination;
}

const DEFAULT_METRIC_6 = 1024;

function routeOf(namespace: Namespace, wanted: Wanted): Route {
  const destination = destinationOf(wanted);
  const six = family(destination.address) === 6;
  const type = wanted.type ?? 'unicast';
  if (type === 'unicast' && wanted.device === undefined && wanted.via === undefined) throw new KernelError('ENODEV');
  const loopback = 1;
  const device =
    wanted.device ??
    (wanted.via === undefined ? (type === 'unicast' || six ? loopback : 0) : deviceTowards(namespace, wanted.via));
  return {
    destination,
    device,
    ...(wanted.via !== undefined && { via: wanted.via }),
    ...(wanted.source !== undefined && { source: wanted.source }),
    scope: wanted.scope ?? (type === 'unicast' && wanted.via === undefined && !six ? 'link' : 'global'),
    protocol: wanted.protocol ?? 'boot',
    metric: wanted.metric ?? (six ? DEFAULT_METRIC_6 : 0),
    type,
    ...(wanted.mtu !== undefined && { mtu: wanted.mtu }),
    ...(wanted.onlink && { onlink: true }),
  };
}

/** `ip route add|append|prepend|replace|change …` */
export function addRouteCommand(
  context: Context,
  words: Words,
  command: 'add' | 'append' | 'prepend' | 'replace' | 'change',
): void {
  if (words.done) throw usage(HELP.route);
  const wanted = readRoute(context, words);
  request(context, ({ kernel }: World) => {
    const namespace = kernel.namespaces[context.id];
    if (!namespace) throw new KernelError('ENOENT');
    const route = routeOf(namespace, wanted);
    const same = (other: Route): boolean =>
      other.destination.address === route.destination.address &&
      other.destination.length === route.destination.length &&
      other.metric === route.metric;
    const old = namespace.routes.find(same);
    if (command === 'change' && !old) throw new KernelError('ENOENT');
    if (old && (command === 'change' || command === 'replace')) {
      const { destination, metric } = old;
      deleteRoute(kernel, context.id, { destination, metric });
      try {
        addRoute(kernel, context.id, route, { onlink: wanted.onlink });
      } catch (error) {
        addRoute(kernel, context.id, { ...old });
        throw error;
      }
      return;
    }
    if (command !== 'append' && command !== 'prepend')
      return addRoute(kernel, context.id, route, { onlink: wanted.onlink });
    const twins = namespace.routes.filter(same);
    namespace.routes = namespace.routes.filter((other) => !same(other));
    try {
      addRoute(kernel, context.id, route, { onlink: wanted.onlink });
    } finally {
      const at = namespace.routes.findIndex(same);
      namespace.routes.splice(command === 'append' ? Math.max(at, 0) : at + 1, 0, ...twins);
    }
  });
}

/** `ip route del …` */
export function deleteRouteCommand(context: Context, words: Words): void {
  if (words.done) throw usage(HELP.route);
  const wanted = readRoute(context, words);
  const { via, device, source, scope, protocol, metric, type } = wanted;
  const query: RouteQuery = {
    destination: network(destinationOf(wanted)),
    ...(via !== undefined && { via }),
    ...(device !== undefined && { device }),
    ...(source !== undefined && { source }),
    ...(scope !== undefined && { scope }),
    ...(protocol !== undefined && { protocol }),
    ...(metric !== undefined && { metric }),
    ...(type !== undefined && { type }),
  };
  request(context, ({ kernel }) => deleteRoute(kernel, context.id, query));
}

/** `ip route flush SELECTOR` */
export function flushRoutes(context: Context, words: Words): void {
  const { call } = context;
  if (words.done) throw new ToolError('"ip route flush" requires arguments.\n', 255);
  const cache = words.peek() === 'cache';
  const filter = readRouteFilter(context, words);
  const allowed = hasCapability(call, 'NET_ADMIN');
  if (cache) {
    if (allowed) return call.update(({ kernel }) => void delete namespaceById(kernel, context.id).pathMtus);
    throw new ToolError('Cannot open "/proc/sys/net/ipv4/route/flush": Read-only file system\n', 255);
  }
  const doomed = selectedRoutes(context, filter).filter(({ table }) => table === 'main');
  if (doomed.length === 0) return;
  if (!allowed) throw new ToolError('Failed to send flush request: Operation not permitted\n', 255);
  call.update(({ kernel }) => {
    for (const { destination, metric, device } of doomed)
      deleteRoute(kernel, context.id, { destination, metric, device });
  });
}
