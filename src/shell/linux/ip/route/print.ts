import { family, formatBlock, type Family } from '../../../../ip/address.ts';
import { METRICS, type NextHop, type Route } from '../../../../kernel/route/route.ts';
import { nextHopOf } from '../../../../kernel/route/nexthop.ts';
import { MAIN } from '../../../../kernel/route/rule.ts';
import type { Json } from '../../json-writer.ts';
import { lineBreak, namespaceOf, type Context } from '../context.ts';
import { tableName, type Names } from '../names.ts';
import { nextHopText } from '../nexthop/print.ts';
import { hopFlags } from './hop-flags.ts';

/** A route of any table, as the kernel lists it. */
export type ListedRoute = Omit<Route, 'type'> & {
  type: Route['type'] | 'multicast';
  table: number;
  /** Its place in its table; absent where it follows from an address. */
  kept?: number;
};

/** What is left out, as it was asked for. */
export interface Hidden {
  readonly device: boolean;
  readonly gateway: boolean;
  readonly protocol: boolean;
  readonly scope: boolean;
  readonly table: boolean;
}

/** How routes are shown. */
export interface Showing {
  readonly context: Context;
  readonly hidden: Hidden;
  readonly names: Names;
}

const familyOf = ({ destination }: ListedRoute): Family => family(destination.address);

export const destinationText = ({ destination }: Pick<ListedRoute, 'destination'>): string =>
  destination.length === 0 ? 'default' : formatBlock(destination);

/** Only what leads elsewhere is told to be without carrier (linux: fib_sync_down_dev, nh_scope). */
function flagsOf(context: Context, { type, device, onlink, hops }: ListedRoute): string[] {
  if (hops || (type !== 'unicast' && type !== 'broadcast')) return onlink ? ['onlink'] : [];
  return hopFlags(context, device, onlink);
}

const NOWHERE: readonly ListedRoute['type'][] = ['blackhole', 'unreachable', 'prohibit', 'throw'];

const hasDevice = (route: ListedRoute): boolean =>
  !route.hops && (!NOWHERE.includes(route.type) || familyOf(route) === 6 || route.nhid !== undefined);

/** Times are told in milliseconds; smaller parts of those are kept. */
function metricWords({ mtu, metrics = {} }: ListedRoute): string[] {
  const times = { rtt: 8, rttvar: 4 } as const;
  return [
    ...(mtu === undefined ? [] : [`mtu ${mtu}`]),
    ...METRICS.flatMap((name) => {
      const value = metrics[name];
      if (value === undefined) return [];
      return [
        name === 'rtt' || name === 'rttvar' ? `${name} ${Math.floor(value / times[name])}ms` : `${name} ${value}`,
      ];
    }),
  ];
}

/** The table is told where several are shown, or with -d. */
const isTold = ({ hidden, context }: Showing, { table }: ListedRoute): boolean =>
  !hidden.table && (table !== MAIN || context.options.details);

/** One line of `ip route` (iproute2: ip/iproute.c print_route), without the line break; several next hops have a line each. */
export function routeText(showing: Showing, route: ListedRoute): string {
  const { context, hidden, names } = showing;
  const namespace = namespaceOf(context);
  const { details } = context.options;
  const four = familyOf(route) === 4;
  const words: string[] = [];
  if (route.type !== 'unicast' || details) words.push(route.type);
  words.push(destinationText(route));
  if (route.tos !== undefined) words.push(`tos 0x${route.tos.toString(16).padStart(2, '0')}`);
  if (route.nhid !== undefined) words.push(`nhid ${route.nhid}`);
  if (route.via !== undefined && !hidden.gateway && !route.hops) words.push(`via ${route.via}`);
  if (hasDevice(route) && !hidden.device) words.push(`dev ${namespace.links[route.device]?.name ?? ''}`);
  if (isTold(showing, route)) words.push(`table ${tableName(names, route.table)}`);
  if ((route.protocol !== 'boot' || details) && !hidden.protocol) words.push(`proto ${route.protocol}`);
  if (four && (route.scope !== 'global' || details) && !hidden.scope) words.push(`scope ${route.scope}`);
  if (route.source !== undefined) words.push(`src ${route.source}`);
  if (route.metric !== 0 || !four) words.push(`metric ${route.metric}`);
  words.push(...flagsOf(context, route), ...metricWords(route));
  const hops = (route.hops ?? []).map((hop) => hopText(context, hop)).join('');
  if (!four) words.push('pref medium');
  const by = details && route.nhid !== undefined ? nextHopOf(namespace, route.nhid) : undefined;
  const object = by ? `${lineBreak(context)}\tnh_info ${nextHopText(context, by)}` : '';
  return four ? `${words.join(' ')} ${hops}${object}` : `${words.join(' ')}${object}`;
}

function hopText(context: Context, { via, device, weight, onlink }: NextHop): string {
  const { links } = namespaceOf(context);
  const words = [
    'nexthop',
    ...(via === undefined ? [] : [`via ${via}`]),
    `dev ${links[device]?.name ?? ''}`,
    `weight ${weight}`,
    ...hopFlags(context, device, onlink),
  ];
  return `${lineBreak(context)}\t${words.join(' ')} `;
}

export function routeJson(showing: Showing, route: ListedRoute): Json {
  const { context, hidden, names } = showing;
  const namespace = namespaceOf(context);
  const { details } = context.options;
  const four = familyOf(route) === 4;
  return {
    type: route.type !== 'unicast' || details ? route.type : undefined,
    dst: destinationText(route),
    nhid: route.nhid,
    gateway: hidden.gateway || route.hops ? undefined : route.via,
    dev: hasDevice(route) && !hidden.device ? (namespace.links[route.device]?.name ?? '') : undefined,
    table: isTold(showing, route) ? tableName(names, route.table) : undefined,
    protocol: (route.protocol !== 'boot' || details) && !hidden.protocol ? route.protocol : undefined,
    scope: four && (route.scope !== 'global' || details) && !hidden.scope ? route.scope : undefined,
    prefsrc: route.source,
    metric: route.metric !== 0 || !four ? route.metric : undefined,
    flags: flagsOf(context, route),
    metrics: metricsJson(route),
    nexthops: route.hops?.map(({ via, device, weight, onlink }) => ({
      gateway: via,
      dev: namespace.links[device]?.name ?? '',
      weight,
      flags: hopFlags(context, device, onlink),
    })),
    pref: four ? undefined : 'medium',
  };
}

function metricsJson({ mtu, metrics }: ListedRoute): Json | undefined {
  const all = { ...(mtu !== undefined && { mtu }), ...metrics };
  return Object.keys(all).length > 0 ? [all] : undefined;
}
