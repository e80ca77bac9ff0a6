import { family } from '../../../../ip/address.ts';
import { hasCarrier } from '../../../../kernel/link/carrier.ts';
import type { Route } from '../../../../kernel/route/route.ts';
import type { Json } from '../../json-writer.ts';
import { namespaceOf, type Context } from '../context.ts';

/** A route of any table, as the kernel lists it. */
export type ListedRoute = Omit<Route, 'type'> & {
  type: Route['type'] | 'local' | 'broadcast' | 'multicast';
  table: 'main' | 'local';
};

/** What is left out, as it was asked for. */
export interface Hidden {
  readonly device: boolean;
  readonly gateway: boolean;
  readonly protocol: boolean;
  readonly scope: boolean;
  readonly table: boolean;
}

const hostLength = (route: ListedRoute): number => (family(route.destination.address) === 4 ? 32 : 128);

export function destinationText({ destination: { address, length } }: Pick<ListedRoute, 'destination'>): string {
  if (length === 0) return 'default';
  return length === (family(address) === 4 ? 32 : 128) ? address : `${address}/${length}`;
}

/** Flags of the next hop: its device has no carrier, or is down. */
function flagsOf(context: Context, route: ListedRoute): string[] {
  const namespace = namespaceOf(context);
  const link = namespace.links[route.device];
  if (!link || route.type !== 'unicast') return route.onlink ? ['onlink'] : [];
  const carrier = hasCarrier(context.call.world().kernel, namespace, link);
  return [...(route.onlink ? ['onlink'] : []), ...(link.up ? [] : ['dead']), ...(carrier ? [] : ['linkdown'])];
}

const hasDevice = (route: ListedRoute): boolean =>
  !['blackhole', 'unreachable', 'prohibit', 'throw'].includes(route.type) || hostLength(route) === 128;

/** One line of `ip route` (iproute2: ip/iproute.c print_route), without the line break. */
export function routeText(context: Context, route: ListedRoute, hidden: Hidden): string {
  const namespace = namespaceOf(context);
  const { details } = context.options;
  const four = hostLength(route) === 32;
  const words: string[] = [];
  if (route.type !== 'unicast' || details) words.push(route.type);
  words.push(destinationText(route));
  if (route.via !== undefined && !hidden.gateway) words.push(`via ${route.via}`);
  if (hasDevice(route) && !hidden.device) words.push(`dev ${namespace.links[route.device]?.name ?? ''}`);
  if (route.table === 'local' && !hidden.table) words.push('table local');
  if ((route.protocol !== 'boot' || details) && !hidden.protocol) words.push(`proto ${route.protocol}`);
  if (four && (route.scope !== 'global' || details) && !hidden.scope) words.push(`scope ${route.scope}`);
  if (route.source !== undefined) words.push(`src ${route.source}`);
  if (route.metric !== 0 || !four) words.push(`metric ${route.metric}`);
  words.push(...flagsOf(context, route));
  if (route.mtu !== undefined) words.push(`mtu ${route.mtu}`);
  if (!four) words.push('pref medium');
  return four ? `${words.join(' ')} ` : words.join(' ');
}

export function routeJson(context: Context, route: ListedRoute, hidden: Hidden): Json {
  const namespace = namespaceOf(context);
  const { details } = context.options;
  const four = hostLength(route) === 32;
  return {
    type: route.type !== 'unicast' || details ? route.type : undefined,
    dst: destinationText(route),
    gateway: hidden.gateway ? undefined : route.via,
    dev: hasDevice(route) && !hidden.device ? (namespace.links[route.device]?.name ?? '') : undefined,
    table: route.table === 'local' && !hidden.table ? 'local' : undefined,
    protocol: (route.protocol !== 'boot' || details) && !hidden.protocol ? route.protocol : undefined,
    scope: four && (route.scope !== 'global' || details) && !hidden.scope ? route.scope : undefined,
    prefsrc: route.source,
    metric: route.metric !== 0 || !four ? route.metric : undefined,
    flags: flagsOf(context, route),
    pref: four ? undefined : 'medium',
  };
}
