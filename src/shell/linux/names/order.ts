/** The order in which getaddrinfo(3) gives the addresses of a name. */
import { contains, family, toNumber, type Ip } from '../../../ip/address.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { lookupRoute } from '../../../kernel/route/lookup.ts';

/**
 * IPv6 first; of IPv4 those first that share most bits with the address which one would speak to them from, where that is in
 * their subnet, and last those to which there is no way (glibc: posix/getaddrinfo.c, rfc3484_sort).
 */
export function inOrder(namespace: Namespace, addresses: readonly Ip[]): readonly Ip[] {
  if (addresses.length < 2) return addresses;
  const shared = new Map(addresses.map((ip) => [ip, family(ip) === 4 ? sharedBits(namespace, ip) : 0]));
  return addresses.toSorted((a, b) => family(b) - family(a) || (shared.get(b) ?? 0) - (shared.get(a) ?? 0));
}

function sharedBits(namespace: Namespace, destination: Ip): number {
  const { source } = lookupRoute(namespace, { destination });
  if (source === undefined) return -1;
  const own = Object.values(namespace.links).flatMap(({ addresses }) => addresses);
  const length = own.find(({ address }) => address === source)?.prefixLength ?? 32;
  const isNear = contains({ address: source, length }, destination);
  return isNear ? Math.clz32(toNumber(destination) ^ toNumber(source)) : 0;
}
