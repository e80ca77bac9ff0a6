import { family, isHost, isUnspecified, netmask } from '../../../ip/address.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Route } from '../../../kernel/route/route.ts';
import type { Call } from '../../tool/call.ts';
import { localTable } from '../ip/route/table.ts';
import { namer } from './hosts.ts';

/** How the table is shown: route's columns, those of `netstat -r` (one -e more or less), or all of them. */
export type RouteStyle = 'route' | 'netstat' | 'full';

const HEADS: Readonly<Record<RouteStyle, string>> = {
  route: 'Metric Ref    Use Iface',
  netstat: '  MSS Window  irtt Iface',
  full: 'Metric Ref    Use Iface    MSS   Window irtt',
};

const NAME = 15;

/** RTF_REJECT: what the kernel tells of routes that refuse. */
const isReject = ({ type }: Route): boolean => type === 'unreachable' || type === 'prohibit';

function flags(route: Route): string {
  const host = isHost(route.destination);
  return `${isReject(route) ? '!' : 'U'}${route.via === undefined ? '' : 'G'}${host ? 'H' : ''}`;
}

const mainRoutes = (namespace: Namespace, wanted: 4 | 6): Route[] =>
  namespace.routes.filter(({ destination }) => family(destination.address) === wanted);

const column = (text: string, width = NAME): string => text.slice(0, width).padEnd(width);

function tail(style: RouteStyle, { metric }: Route, device: string, none: string): string {
  switch (style) {
    case 'route':
      return `${String(metric).padEnd(6)} ${none.padEnd(2)} ${'0'.padStart(7)} ${device}`;
    case 'netstat':
      return `${none.padStart(5)} ${none.padEnd(5)} ${none.padStart(6)} ${device}`;
    case 'full':
      return `${String(metric).padEnd(6)} ${none.padEnd(2)} ${'0'.padStart(7)} ${column(device, 6).padEnd(8)} ${none.padEnd(5)} ${none.padEnd(6)} ${none}`;
  }
}

/** The IPv4 routing table (net-tools: lib/inet_gr.c). */
export function inetTable(call: Call, namespace: Namespace, numeric: boolean, style: RouteStyle): string {
  const name = namer(call, numeric);
  const rows = mainRoutes(namespace, 4).map((route) => {
    const { via, device } = route;
    const { address, length } = route.destination;
    const to = length === 0 ? (numeric ? '0.0.0.0' : 'default') : length === 32 ? name(address) : address;
    const refused = isReject(route);
    const gateway = refused ? '-' : via === undefined ? '0.0.0.0' : name(via);
    const cells = [column(to), column(gateway), column(netmask(length)), flags(route).padEnd(5)];
    const link = refused ? '-' : (namespace.links[device]?.name ?? '*');
    return `${cells.join(' ')} ${tail(style, route, link, refused ? '-' : '0')}\n`;
  });
  return `Kernel IP routing table\nDestination     Gateway         Genmask         Flags ${HEADS[style]}\n${rows.join('')}`;
}

interface Row6 {
  readonly to: string;
  readonly gateway: string;
  readonly flags: string;
  readonly metric: number;
  readonly references: number;
  readonly device: string;
}

const row6 = ({ to, gateway, flags: set, metric, references, device }: Row6): string =>
  `${to.padEnd(30)} ${gateway.padEnd(26)} ${set.padEnd(4)} ${String(metric).padEnd(3)} ${references}${'0'.padStart(7)} ${device}\n`;

/** The IPv6 routing tables, main and local; where there is no default route stands the entry that says no (net-tools: lib/inet6_gr.c). */
export function inet6Table(call: Call, namespace: Namespace, numeric: boolean): string {
  const name = namer(call, numeric);
  const shown = (ip: string): string => (isUnspecified(ip) && !numeric ? '[::]' : isUnspecified(ip) ? ip : name(ip));
  const nowhere: Row6 = {
    to: `${shown('::')}/0`,
    gateway: shown('::'),
    flags: '!n',
    metric: -1,
    references: 1,
    device: 'lo',
  };
  const device = (index: number): string => namespace.links[index]?.name ?? 'lo';
  const main = mainRoutes(namespace, 6).map((route): Row6 => ({
    to: `${shown(route.destination.address)}/${route.destination.length}`,
    gateway: shown(route.via ?? '::'),
    flags: flags(route),
    metric: route.metric,
    references: 1,
    device: device(route.device),
  }));
  const local = localTable(namespace, 6, call.world().clock.now).map((route): Row6 => ({
    to: `${shown(route.destination.address)}/${route.destination.length}`,
    gateway: shown('::'),
    flags: route.type === 'local' ? 'Un' : 'U',
    metric: route.metric,
    references: route.type === 'local' ? 2 : 1,
    device: device(route.device),
  }));
  const hasDefault = mainRoutes(namespace, 6).some(({ destination }) => destination.length === 0);
  const head =
    'Kernel IPv6 routing table\nDestination                    Next Hop                   Flag Met Ref  Use If\n';
  return head + [...main, ...(hasDefault ? [] : [nowhere]), ...local, nowhere].map(row6).join('');
}
