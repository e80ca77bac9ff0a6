import {
  contains,
  family,
  isUnspecified,
  netmask as maskOf,
  network,
  parseIp,
  type Ip,
  type Prefix,
} from '../../../ip/address.ts';
import { KernelError, strerror } from '../../../kernel/errno.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Route } from '../../../kernel/route/route.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import { addRoute, deleteRoute, type RouteQuery } from '../../../kernel/route/table.ts';
import { deviceTowards } from '../../../kernel/route/lookup.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { namespaceId } from '../names/query.ts';
import { lookupHost, numericHost } from '../names/resolve.ts';
import { namespaceOf } from './device.ts';
import { INET6_ROUTE_USAGE, INET_ROUTE_USAGE, ROUTE_FAMILIES, ROUTE_USAGE, ROUTE_VERSION } from './help.table.ts';
import { classLength, maskLength } from './ifconfig-set.ts';
import { inet6Table, inetTable } from './route-list.ts';
import { route } from './route.ts';

const USAGE_ERROR = 3;
const LOOKUP_ERROR = 6;
const SOCKET_ERROR = 7;

export const runRoute: Tool['run'] = (call) => {
  const { operands, error, has, all } = getopt(call.argv.slice(1), route.grammar);
  if (error !== undefined) {
    call.out(ROUTE_USAGE);
    call.err(`route: ${error}\n${ROUTE_FAMILIES}`);
    return 0;
  }
  if (has('V')) {
    call.out(ROUTE_VERSION);
    return 0;
  }
  if (has('h')) {
    call.out(ROUTE_USAGE);
    call.err(ROUTE_FAMILIES);
    return 0;
  }
  const six = has('6') || all('A').includes('inet6');
  const [command, ...words] = operands;
  const namespace = namespaceOf(call);
  if (!namespace) return 1;
  if (command === undefined) {
    call.out(list(call, namespace, { six, cache: has('C'), numeric: has('n'), extended: all('e').length }));
    return 0;
  }
  if (command !== 'add' && command !== 'del' && command !== 'delete' && command !== 'flush')
    throw new ToolError(ROUTE_USAGE + ROUTE_FAMILIES, USAGE_ERROR);
  const usage = six ? INET6_ROUTE_USAGE : INET_ROUTE_USAGE;
  if (command === 'flush')
    throw new ToolError(`Flushing \`inet${six ? '6' : ''}' routing table not supported\n${usage}`, 1);
  if (words.length === 0 && !six) {
    call.out(usage);
    return 0;
  }
  change(call, command === 'add', six ? readRoute6(words) : readRoute(call, words));
  return 0;
};

interface Listing {
  readonly six: boolean;
  readonly cache: boolean;
  readonly numeric: boolean;
  /** How many -e. */
  readonly extended: number;
}

function list(call: Call, namespace: Namespace, { six, cache, numeric, extended }: Listing): string {
  if (six) return inet6Table(call, namespace, numeric);
  if (cache)
    return 'Kernel IP routing cache\nSource          Destination     Gateway         Flags Metric Ref    Use Iface\n';
  return inetTable(call, namespace, numeric, (['route', 'netstat'] as const)[extended] ?? 'full');
}

/** What the words after add and del say. */
interface Wanted {
  readonly destination: Prefix;
  via?: Ip | undefined;
  device?: string | undefined;
  metric?: number | undefined;
  reject: boolean;
}

const complaint = (text: string): ToolError => new ToolError(`route: ${text}\n${INET_ROUTE_USAGE}`, USAGE_ERROR);

/** An IPv4 address, or the name of one. */
function host(call: Call, text: string): Ip {
  const number = numericHost(text);
  if (number !== undefined && family(number) === 4) return number;
  const found = lookupHost(call, text, 4);
  const [ip] = found.ok ? found.addresses : [];
  if (ip === undefined) throw new ToolError(`${text}: Unknown host\n`, LOOKUP_ERROR);
  return ip;
}

interface Words {
  via?: string;
  device?: string;
  metric?: string;
  netmask?: string;
  reject: boolean;
}

/** Reads what stands behind the destination; `usage` is told where that makes no sense. */
function readWords(words: readonly string[], usage: string): Words {
  const found: Words = { reject: false };
  const left = [...words];
  const next = (): string => {
    const word = left.shift();
    if (word === undefined) throw new ToolError(usage, USAGE_ERROR);
    return word;
  };
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === 'metric') found.metric = next();
    else if (word === 'netmask') found.netmask = next();
    else if (word === 'gw' || word === 'gateway') found.via = next();
    else if (['mss', 'mtu', 'window', 'irtt'].includes(word)) next();
    else if (word === 'reject') found.reject = true;
    else if (word === 'device' || word === 'dev') found.device = next();
    else if (!['mod', 'dyn', 'reinstate'].includes(word)) {
      if (found.device !== undefined || left.length > 0) throw new ToolError(usage, USAGE_ERROR);
      found.device = word;
    }
  }
  return found;
}

/** The mask as the program prints its 32 bits on a little-endian machine. */
const swapped = (ip: Ip): string =>
  ip
    .split('.')
    .reverse()
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('');

/** net-tools: lib/inet_sr.c INET_setroute */
function readRoute(call: Call, given: readonly string[]): Wanted {
  const [first = '', ...rest] = given;
  const kind = first === '-net' ? 'net' : first === '-host' ? 'host' : undefined;
  const [target, ...words] = kind ? rest : given;
  if (target === undefined) throw new ToolError(INET_ROUTE_USAGE, USAGE_ERROR);
  const [head = '', tail] = target.split('/');
  const byDefault = head === 'default';
  const address = byDefault ? '0.0.0.0' : host(call, head);
  const isNet = kind === 'net' || (kind === undefined && (byDefault || tail !== undefined));
  const said = tail !== undefined && /^\d+$/.test(tail) && Number(tail) <= 32 ? Number(tail) : undefined;
  const { via, device, metric, netmask, reject } = readWords(words, INET_ROUTE_USAGE);
  let length = said;
  if (netmask !== undefined) {
    length = maskLength(host(call, netmask));
    if (length === undefined) throw complaint(`bogus netmask ${netmask}`);
  }
  if (!isNet && length !== undefined && length < 32)
    throw complaint(`netmask ${swapped(maskOf(classLength(address)))} doesn't make sense with host route`);
  const known = isNet ? (length ?? (byDefault ? 0 : undefined)) : 32;
  if (known !== undefined && network({ address, length: known }).address !== address)
    throw complaint("netmask doesn't match route address");
  return {
    destination: { address, length: known ?? classLength(address) },
    via: via === undefined ? undefined : host(call, via),
    device,
    metric: metric === undefined ? undefined : Number.parseInt(metric, 10) || 0,
    reject,
  };
}

/** net-tools: lib/inet6_sr.c INET6_setroute; routes it adds have the metric 1. */
function readRoute6([target, ...words]: readonly string[]): Wanted {
  if (target === undefined) throw new ToolError(INET6_ROUTE_USAGE, USAGE_ERROR);
  const [head = '', tail] = target.split('/');
  const address = head === 'default' ? '::' : parseIp(head);
  if (address === undefined || family(address) !== 6)
    throw new ToolError(`getaddrinfo: ${head}: -2\n${head}: Unknown host\n`, 1);
  const { via, device, metric } = readWords(words, INET6_ROUTE_USAGE);
  const gateway = via === undefined ? undefined : parseIp(via);
  return {
    destination: { address, length: head === 'default' ? 0 : Number(tail ?? 128) },
    via: gateway,
    device,
    metric: metric === undefined ? 1 : Number.parseInt(metric, 10) || 1,
    reject: false,
  };
}

/** SIOCADDRT and SIOCDELRT (linux: rtentry_to_fib_config). */
function change(call: Call, adding: boolean, wanted: Wanted): void {
  const request = adding ? 'SIOCADDRT' : 'SIOCDELRT';
  const fail = (error: KernelError): ToolError => new ToolError(`${request}: ${strerror[error.code]}\n`, SOCKET_ERROR);
  if (!hasCapability(call, 'NET_ADMIN')) throw fail(new KernelError('EPERM'));
  const id = namespaceId(call);
  try {
    call.update(({ kernel }) => {
      const namespace = kernel.namespaces[id];
      if (!namespace) throw new KernelError('ENODEV');
      if (adding) addRoute(kernel, id, routeOf(namespace, wanted), { mode: 'prepend' });
      else deleteRoute(kernel, id, queryOf(namespace, wanted));
    });
  } catch (error) {
    throw error instanceof KernelError ? fail(error) : error;
  }
}

function deviceNamed(namespace: Namespace, name: string): number {
  const link = linkByName(namespace, name);
  if (!link) throw new KernelError('ENODEV');
  return link.index;
}

function routeOf(namespace: Namespace, { destination, via, device, metric, reject }: Wanted): Route {
  const four = family(destination.address) === 4;
  if (network(destination).address !== destination.address) throw new KernelError('EINVAL');
  const index = device === undefined ? undefined : deviceNamed(namespace, device);
  if (via !== undefined && !four && index === undefined && contains({ address: 'fe80::', length: 10 }, via))
    throw new KernelError('EINVAL');
  if (index === undefined && via === undefined && !reject) throw new KernelError('ENODEV');
  return {
    destination,
    ...(via !== undefined && { via }),
    device: index ?? (via === undefined ? 0 : deviceTowards(namespace, via)),
    scope: reject ? 'host' : via === undefined && four ? 'link' : 'global',
    protocol: 'boot',
    metric: metric ?? 0,
    type: reject ? 'unreachable' : 'unicast',
  };
}

function queryOf(namespace: Namespace, { destination, via, device, metric, reject }: Wanted): RouteQuery {
  const anyMetric = metric === undefined || (family(destination.address) === 6 && metric === 1);
  return {
    destination: network(destination),
    type: reject ? 'unreachable' : 'unicast',
    ...(via !== undefined && !isUnspecified(via) && { via }),
    ...(device !== undefined && { device: deviceNamed(namespace, device) }),
    ...(!anyMetric && { metric }),
  };
}
