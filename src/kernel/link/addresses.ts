import { contains, family, linkLocalOf, type Ip } from '../../ip/address.ts';
import { forgetConnections } from '../netfilter/conntrack/conntrack.ts';
import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import { addressPrefix, type Link, type LinkAddress, type LinkRef } from './link.ts';
import { hasCarrier } from './carrier.ts';
import { linkAt } from './lookup.ts';
import type { Namespace } from '../namespace.ts';
import { namespaceOf } from '../kernel.ts';
import { addConnected, removeConnected, removeRoutesOf } from '../route/table.ts';
import { hasIpv6 } from '../sysctl/settings.ts';

/** What an address needs; its scope is global where absent. */
export type NewAddress = Pick<LinkAddress, 'address' | 'prefixLength'> & Partial<LinkAddress>;

const SCOPE_ORDER: readonly LinkAddress['scope'][] = ['global', 'link', 'host'];

const sameSubnet = (a: LinkAddress, b: LinkAddress): boolean =>
  a.prefixLength === b.prefixLength && contains(addressPrefix(a), b.address);

/** Adds an address, with its connected route where the link is up. Throws EEXIST (`Address already assigned.`). */
export function addAddress(kernel: Kernel, ref: LinkRef, added: NewAddress): void {
  const namespace = namespaceOf(kernel, ref.namespace);
  const link = linkAt(kernel, ref);
  const address: LinkAddress = { scope: 'global', ...added };
  const four = family(address.address) === 4;
  if (link.addresses.some((a) => a.address === address.address && (!four || a.prefixLength === address.prefixLength)))
    throw new KernelError('EEXIST', four ? 'ipv4: Address already assigned.' : 'ipv6: address already assigned.');
  if (!four && !hasIpv6(namespace, link.name))
    throw new KernelError('EACCES', 'ipv6: IPv6 is disabled on this device.');
  if (four) insertV4(link, address);
  else insertV6(link, address);
  addConnected(namespace, link, address);
}

/** IPv4 order (linux: inet_insert_ifa): wider scopes first, further addresses of one subnet last, as secondaries. */
function insertV4(link: Link, address: LinkAddress): void {
  const twin = link.addresses.find((a) => family(a.address) === 4 && sameSubnet(a, address));
  if (twin) {
    address.secondary = true;
    link.addresses.splice(endOfV4(link), 0, address);
    return;
  }
  let place = 0;
  link.addresses.forEach((a, i) => {
    if (family(a.address) === 4 && !a.secondary && SCOPE_ORDER.indexOf(address.scope) <= SCOPE_ORDER.indexOf(a.scope))
      place = i + 1;
  });
  link.addresses.splice(place, 0, address);
}

function endOfV4(link: Link): number {
  const first6 = link.addresses.findIndex((a) => family(a.address) === 6);
  return first6 < 0 ? link.addresses.length : first6;
}

const scope6 = (address: LinkAddress): number => SCOPE_ORDER.indexOf(address.scope);

/** IPv6 order (linux: ipv6_link_dev_addr): global before link-local, the newest of a scope first. */
function insertV6(link: Link, address: LinkAddress): void {
  const place = link.addresses.findIndex((a) => family(a.address) === 6 && scope6(a) >= scope6(address));
  link.addresses.splice(place < 0 ? link.addresses.length : place, 0, address);
}

/**
 * Deletes an address with its routes, and with a primary IPv4 address its secondaries; with the last IPv4 address go all IPv4
 * routes of the link (linux: fib_inetaddr_event). Throws EADDRNOTAVAIL.
 */
export function deleteAddress(kernel: Kernel, ref: LinkRef, ip: Ip, prefixLength?: number): void {
  const namespace = namespaceOf(kernel, ref.namespace);
  const link = linkAt(kernel, ref);
  const address = link.addresses.find(
    (a) => a.address === ip && (prefixLength === undefined || a.prefixLength === prefixLength),
  );
  if (!address)
    throw new KernelError('EADDRNOTAVAIL', family(ip) === 4 ? 'ipv4: Address not found.' : 'ipv6: address not found.');
  const gone = address.secondary
    ? [address]
    : [address, ...link.addresses.filter((a) => a.secondary === true && sameSubnet(a, address))];
  for (const one of gone) removeAddress(namespace, link, one);
  // What was masqueraded with it is over (linux: nf_nat_masquerade.c, inet_cmp).
  forgetConnections(
    namespace,
    ({ masqueraded, reply }) => masqueraded === link.name && gone.some((a) => a.address === reply.destination),
  );
}

function removeAddress(namespace: Namespace, link: Link, address: LinkAddress): void {
  removeConnected(namespace, link, address);
  const index = link.addresses.findIndex(
    (a) => a.address === address.address && a.prefixLength === address.prefixLength,
  );
  link.addresses.splice(index, 1);
  const four = family(address.address) === 4;
  if (four && !link.addresses.some((a) => family(a.address) === 4)) removeRoutesOf(namespace, link.index, 4);
}

/** Removes all addresses of a family, as a link loses IPv6 when it goes down or is told to. */
export function removeAddresses(namespace: Namespace, link: Link, of: 4 | 6): void {
  for (const address of link.addresses.filter((a) => family(a.address) === of)) removeAddress(namespace, link, address);
}

/** Duplicate address detection takes one probe and a random delay: between one and two seconds (RFC 4862). */
const DETECTION = 1500;

/** Gives a link that is up, with carrier and IPv6, its link-local address (linux: addrconf_dev_config). */
export function configureIpv6(kernel: Kernel, namespace: Namespace, link: Link, clock: number | undefined): void {
  if (!link.up || !hasIpv6(namespace, link.name) || !hasCarrier(kernel, namespace, link)) return;
  if (link.kind === 'loopback') {
    if (!link.addresses.some((a) => a.address === '::1'))
      insertV6(link, { address: '::1', prefixLength: 128, scope: 'host', protocol: 'kernel_lo' });
    return;
  }
  for (const address of link.addresses) if (family(address.address) === 6) addConnected(namespace, link, address);
  if (link.addresses.some((a) => family(a.address) === 6 && a.scope === 'link')) return;
  const address: LinkAddress = {
    address: linkLocalOf(link.mac),
    prefixLength: 64,
    scope: 'link',
    protocol: 'kernel_ll',
    ...(clock === undefined ? {} : { tentativeUntil: clock + DETECTION }),
  };
  insertV6(link, address);
  addConnected(namespace, link, address);
}
