import { family, isUnspecified, type Ip, type Prefix } from '../../../../ip/address.ts';
import { KernelError } from '../../../../kernel/errno.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import { parseNumber } from '../../../../kernel/netfilter/rule/numbers.ts';
import { deviceTowards } from '../../../../kernel/route/lookup.ts';
import {
  METRICS,
  type NextHop,
  type Route,
  type RouteMetrics,
  type RouteType,
} from '../../../../kernel/route/route.ts';
import { suits, wayBy, type Way } from '../../../../kernel/route/nexthop.ts';
import { MAIN } from '../../../../kernel/route/rule.ts';
import { usualTable } from '../../../../kernel/route/table.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { deviceOf, duplicate, usage, wrong, type Context, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';
import { protocolName, scopeName, tableNames, tableNumber } from '../names.ts';
import { addressArgument, prefixArgument } from '../prefix.ts';
import { tosArgument } from '../rule/read.ts';

/** One `nexthop` as its words say. */
interface WantedHop {
  via?: Ip;
  device?: number;
  weight: number;
  onlink?: boolean;
}

/** What the words of `ip route add|del` say. */
export interface Wanted {
  destination?: Prefix;
  type?: RouteType;
  via?: Ip;
  device?: number;
  hops?: WantedHop[];
  nhid?: number;
  source?: Ip;
  scope?: Route['scope'];
  protocol?: string;
  metric?: number;
  tos?: number;
  mtu?: number;
  metrics?: RouteMetrics;
  table?: number;
  onlink: boolean;
}

const TYPES: readonly string[] = [
  'unicast',
  'local',
  'broadcast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
] satisfies RouteType[];

const MOST_HOPS = 256;

/** Reads what stands behind `ip route add|del` (iproute2: ip/iproute.c iproute_modify). */
export function readRoute(context: Context, words: Words): Wanted {
  const wanted: Wanted = { onlink: false };
  const six = context.options.family === 6 ? 6 : undefined;
  while (!words.done) {
    const word = words.next();
    const read = Object.hasOwn(READERS, word) ? READERS[word] : undefined;
    if (read) read(wanted, words, context);
    else if (isMetric(word)) (wanted.metrics ??= {})[word] = metricArgument(word, words);
    else if (wanted.destination === undefined && wanted.type === undefined && TYPES.includes(word))
      wanted.type = word as RouteType;
    else {
      const text = word === 'to' ? words.next() : word;
      if (wanted.destination) throw duplicate('to', text);
      wanted.destination = prefixArgument(text, six);
    }
  }
  return wanted;
}

type Reader = (wanted: Wanted, words: Words, context: Context) => void;

/** A gateway, with or without its family in front. */
function gateway(words: Words, kind: 'inet' | 'inet6'): Ip {
  const value = words.next();
  return addressArgument(value === 'inet' || value === 'inet6' ? words.next() : value, kind);
}

const kindOf = ({ destination }: Wanted): 'inet' | 'inet6' =>
  destination && family(destination.address) === 6 ? 'inet6' : 'inet';

const device: Reader = (wanted, words, context) => void (wanted.device = deviceOf(context, words.next()).index);
const metric: Reader = (wanted, words) => void (wanted.metric = numberArgument(words.next(), 'metric'));
const tos: Reader = (wanted, words) => void (wanted.tos = tosArgument(words.next()) || undefined!);

const protocol: Reader = (wanted, words) => {
  const text = words.next();
  const name = protocolName(text);
  if (name === undefined) throw wrong(text, '"protocol" value is invalid\n');
  wanted.protocol = name;
};

const READERS: Readonly<Record<string, Reader>> = {
  via: (wanted, words) => void (wanted.via = gateway(words, kindOf(wanted))),
  dev: device,
  oif: device,
  src: (wanted, words) => void (wanted.source = addressArgument(words.next())),
  scope(wanted, words) {
    const text = words.next();
    const scope = scopeName(text);
    if (scope === undefined) throw wrong(text, 'invalid "scope" value\n');
    wanted.scope = scope as Route['scope'];
  },
  protocol,
  proto: protocol,
  metric,
  priority: metric,
  preference: metric,
  tos,
  dsfield: tos,
  mtu(wanted, words) {
    if (words.peek() === 'lock') words.next();
    wanted.mtu = numberArgument(words.next(), 'mtu');
  },
  onlink: (wanted) => void (wanted.onlink = true),
  table(wanted, words, { call }) {
    const text = words.next();
    const table = tableNumber(tableNames(call), text);
    if (table === undefined) throw wrong(text, '"table" value is invalid\n');
    wanted.table = table === 0 ? MAIN : table;
  },
  nexthop(wanted, words, context) {
    wanted.hops = readHops(wanted, words, context);
  },
  nhid(wanted, words) {
    const text = words.next();
    const id = parseNumber(text);
    if (id === undefined || id > 0xffffffff) throw wrong(text, '"id" value is invalid\n');
    wanted.nhid = id;
  },
  encap() {
    throw new ToolError('RTNETLINK answers: Operation not supported\n', 2);
  },
  realm: (_, words) => void words.next(),
  realms: (_, words) => void words.next(),
  pref: (_, words) => void words.next(),
  help() {
    throw usage(HELP.route);
  },
};

/** Every `nexthop` to the end of the line (iproute2: parse_nexthops). */
function readHops(wanted: Wanted, words: Words, context: Context): WantedHop[] {
  const hops: WantedHop[] = [{ weight: 1 }];
  let hop = hops[0] as WantedHop;
  while (!words.done) {
    const word = words.next();
    if (word === 'nexthop') hops.push((hop = { weight: 1 }));
    else if (word === 'via') hop.via = gateway(words, kindOf(wanted));
    else if (word === 'dev') hop.device = deviceOf(context, words.next()).index;
    else if (word === 'weight') hop.weight = weightArgument(words.next());
    else if (word === 'onlink') hop.onlink = true;
    else throw usage(`Error: "nexthop" or end of line is expected instead of "${word}"\n`);
  }
  if (hops.length > MOST_HOPS) throw new ToolError('RTNETLINK answers: Invalid argument\n', 2);
  return hops;
}

function weightArgument(text: string): number {
  const weight = parseNumber(text);
  if (weight === undefined || weight < 1 || weight > 256) throw wrong(text, '"weight" is invalid\n');
  return weight;
}

const isMetric = (word: string): word is (typeof METRICS)[number] => (METRICS as readonly string[]).includes(word);

/** Times are given in milliseconds, and kept in eighths or quarters of them. */
function metricArgument(word: (typeof METRICS)[number], words: Words): number {
  const text = words.next();
  const [, value, unit] = /^(\d+)(ms|s)?$/.exec(text) ?? [];
  if (value === undefined) throw wrong(text, `"${word}" value is invalid\n`);
  if (word !== 'rtt' && word !== 'rttvar') return Number(value);
  const scale = word === 'rtt' ? 8 : 4;
  return unit === undefined ? Number(value) : Number(value) * scale * (unit === 's' ? 1000 : 1);
}

function numberArgument(text: string, what: string): number {
  const value = parseNumber(text);
  if (value === undefined || value > 0xffffffff) throw wrong(text, `"${what}" value is invalid\n`);
  return value;
}

/** The destination, `default` taken as IPv6 where the gateway is. */
export function destinationOf({ destination, via }: Wanted): Prefix {
  if (!destination) return { address: '0.0.0.0', length: 0 };
  const plain = destination.length === 0 && isUnspecified(destination.address);
  return plain && via !== undefined && family(via) === 6 ? { address: '::', length: 0 } : destination;
}

export const tableOf = ({ table, type = 'unicast' }: Wanted): number => table ?? usualTable(type);

const DEFAULT_METRIC_6 = 1024;
const LOOPBACK = 1;

/** The next hops as the kernel takes them, each with its device. */
export function hopsOf(namespace: Namespace, { hops, onlink }: Wanted): NextHop[] | undefined {
  return hops?.map(({ via, device: given, weight, onlink: own }) => {
    if (given === undefined && via === undefined) throw new KernelError('ENODEV');
    const index = given ?? deviceTowards(namespace, via ?? '');
    return { device: index, weight, ...(via !== undefined && { via }), ...((onlink || own) && { onlink: true }) };
  });
}

/** A route to nowhere leads out of no device, an IPv6 one by name out of lo. */
function deviceFor(namespace: Namespace, { device: given, via, type = 'unicast' }: Wanted, six: boolean): number {
  if (given !== undefined) return given;
  if (via !== undefined) return deviceTowards(namespace, via);
  if (type === 'unicast' || type === 'broadcast' || type === 'local') throw new KernelError('ENODEV');
  return six ? LOOPBACK : 0;
}

function scopeOf({ scope, type = 'unicast', via, hops, nhid }: Wanted, six: boolean): Route['scope'] {
  if (scope !== undefined) return scope;
  if (type === 'local') return six ? 'global' : 'host';
  if (type === 'broadcast') return 'link';
  return type === 'unicast' && via === undefined && hops === undefined && nhid === undefined && !six
    ? 'link'
    : 'global';
}

/** Where the words say that a route leads. */
function wayOf(namespace: Namespace, wanted: Wanted, six: boolean): Way {
  const hops = hopsOf(namespace, wanted);
  const first = hops?.[0];
  const single = hops?.length === 1;
  const gateway = first?.via ?? wanted.via;
  return {
    device: first?.device ?? deviceFor(namespace, wanted, six),
    ...(gateway !== undefined && { via: gateway }),
    ...(hops && !single && { hops }),
    ...((wanted.onlink || (single && first?.onlink)) && { onlink: true as const }),
  };
}

/** Where a route leads by a next hop that stands for itself. */
function wayByObject(namespace: Namespace, wanted: Wanted, nhid: number): Way {
  if (wanted.via !== undefined || wanted.device !== undefined || wanted.hops)
    throw new KernelError('EINVAL', 'Nexthop specification and nexthop id are mutually exclusive.');
  const way = wayBy(namespace, nhid);
  if (!suits(namespace, nhid, destinationOf(wanted).address))
    throw new ToolError('ip: the simulator has routes by next hops of their own family alone\n', 2);
  return way;
}

/** The route that the words of `ip route add` ask for. */
export function routeOf(namespace: Namespace, wanted: Wanted): Route {
  const { nhid, source, mtu, metrics, tos: service, type = 'unicast', protocol: by = 'boot' } = wanted;
  const destination = destinationOf(wanted);
  const six = family(destination.address) === 6;
  return {
    destination,
    type,
    ...(nhid === undefined ? wayOf(namespace, wanted, six) : { nhid, ...wayByObject(namespace, wanted, nhid) }),
    ...(source !== undefined && { source }),
    scope: scopeOf(wanted, six),
    protocol: by,
    metric: wanted.metric ?? (six ? DEFAULT_METRIC_6 : 0),
    ...(service !== undefined && { tos: service }),
    ...(mtu !== undefined && { mtu }),
    ...(metrics && { metrics }),
  };
}
