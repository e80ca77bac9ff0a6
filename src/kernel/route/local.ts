import { contains, family, lastAddress, toNumber, type Ip } from '../../ip/address.ts';
import { addressPrefix, type Link } from '../link/link.ts';
import type { Namespace } from '../namespace.ts';
import type { Route } from './route.ts';

/** Whether an address has its local route: an IPv4 one while it is there (linux: fib_add_ifaddr), an IPv6 one while its link is up. */
const stands = (link: Link, ip: Ip): boolean => link.up || family(ip) === 4;

/** The addresses that have a local route, each with its link: the local table, but for 127.0.0.0/8 as a whole. */
export function localAddresses(namespace: Namespace): Map<Ip, Link> {
  const locals = new Map<Ip, Link>();
  for (const link of Object.values(namespace.links))
    for (const { address } of link.addresses)
      if (stands(link, address) && !locals.has(address)) locals.set(address, link);
  return locals;
}

/** The link of an address that has a local route; lo has one for all of 127.0.0.0/8. */
export function localLink(namespace: Namespace, ip: Ip, locals?: ReadonlyMap<Ip, Link>): Link | undefined {
  const held = locals ? locals.get(ip) : holderOf(namespace, ip);
  if (held || !ip.startsWith('127.')) return held;
  const loopback = namespace.links[1];
  return loopback?.addresses.some((a) => contains(addressPrefix(a), ip)) ? loopback : undefined;
}

/** Interface indices that are tried one by one as fast as links are listed. */
const FEW = 16;

function holderOf({ links, nextIndex }: Namespace, ip: Ip): Link | undefined {
  if (nextIndex > FEW) return Object.values(links).find((link) => stands(link, ip) && holds(link, ip));
  for (let index = 1; index < nextIndex; index++) {
    const link = links[index];
    if (link && stands(link, ip) && holds(link, ip)) return link;
  }
  return undefined;
}

function holds(link: Link, ip: Ip): boolean {
  for (const { address } of link.addresses) if (address === ip) return true;
  return false;
}

/** Whether an address is this namespace's own, whatever its interface (the weak host model). */
export const isLocal = (namespace: Namespace, ip: Ip): boolean => localLink(namespace, ip) !== undefined;

/** Whether an address that a route of the link leads to is a broadcast address there: set with an address, or its subnet's last. */
export function isBroadcast(namespace: Namespace, { device, via }: Route, ip: Ip): boolean {
  if (via !== undefined || family(ip) === 6) return false;
  // The last address of a subnet of four or more ends in two bits set.
  const mayBeLast = (toNumber(ip) & 3) === 3;
  for (const address of namespace.links[device]?.addresses ?? []) {
    if (address.broadcast === ip) return true;
    if (!mayBeLast || address.prefixLength > 30 || family(address.address) === 6) continue;
    const subnet = addressPrefix(address);
    if (contains(subnet, ip) && lastAddress(subnet) === ip) return true;
  }
  return false;
}
