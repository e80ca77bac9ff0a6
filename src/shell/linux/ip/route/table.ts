import { compareIp, family, isLoopback, lastAddress, network } from '../../../../ip/address.ts';
import { addressPrefix, type Link, type LinkAddress } from '../../../../kernel/link/link.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import { LOCAL } from '../../../../kernel/route/rule.ts';
import { routesOf } from '../../../../kernel/route/table.ts';
import type { ListedRoute } from './print.ts';

/** What a table keeps, as the kernel keeps it. */
export const keptIn = (namespace: Namespace, table: number, wanted: 4 | 6): ListedRoute[] =>
  routesOf(namespace, table).flatMap((route, kept) =>
    family(route.destination.address) === wanted ? [{ ...route, table, kept }] : [],
  );

const base = { protocol: 'kernel', metric: 0, table: LOCAL } as const;

/** What the kernel puts into the local table for an address; while its link is down, that it is local alone (linux: fib_add_ifaddr, addrconf). */
function ofAddress(link: Link, a: LinkAddress): ListedRoute[] {
  const device = link.index;
  if (family(a.address) === 6)
    return [{ ...base, destination: { address: a.address, length: 128 }, device, scope: 'global', type: 'local' }];
  const own = { ...base, device, source: a.address } as const;
  const host: ListedRoute = { ...own, destination: { address: a.address, length: 32 }, scope: 'host', type: 'local' };
  if (a.prefixLength > 30) return [host];
  const block: ListedRoute[] = isLoopback(a.address)
    ? [{ ...own, destination: network(addressPrefix(a)), scope: 'host', type: 'local' }]
    : [];
  const last: ListedRoute = {
    ...own,
    destination: { address: a.broadcast ?? lastAddress(addressPrefix(a)), length: 32 },
    scope: 'link',
    type: 'broadcast',
  };
  return link.up ? [...block, host, last] : [...block, host];
}

const multicast = (link: Link): ListedRoute => ({
  ...base,
  destination: { address: 'ff00::', length: 8 },
  device: link.index,
  scope: 'global',
  metric: 256,
  type: 'multicast',
});

/** What the local table holds that follows from the addresses; a tentative one is not in it yet. */
export const addressRoutes = ({ links }: Namespace, wanted: 4 | 6, clock: number): ListedRoute[] =>
  Object.values(links)
    .filter((link) => wanted === 4 || link.up)
    .flatMap((link) =>
      link.addresses
        .filter(({ address, tentativeUntil = 0 }) => family(address) === wanted && tentativeUntil <= clock)
        .flatMap((a) => ofAddress(link, a)),
    );

/** The local table, which follows from the addresses, and what else was put there. */
export function localTable(namespace: Namespace, wanted: 4 | 6, clock: number): ListedRoute[] {
  const up = Object.values(namespace.links).filter((link) => link.up);
  const routes = [...addressRoutes(namespace, wanted, clock), ...keptIn(namespace, LOCAL, wanted)];
  routes.sort(
    (a, b) => compareIp(a.destination.address, b.destination.address) || a.destination.length - b.destination.length,
  );
  const ether = up.filter((link) => link.kind !== 'loopback' && link.addresses.some((a) => family(a.address) === 6));
  return wanted === 4 ? routes : [...routes, ...ether.map(multicast)];
}
