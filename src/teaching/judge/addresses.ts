import { family as familyOf, type Family, type Ip } from '../../ip/address.ts';
import type { Link } from '../../kernel/link/link.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';

/** Which of a place's addresses are meant: those on a network alone where one is named, and of IPv4 where no family is. */
export interface Meant {
  readonly network?: string | undefined;
  readonly family?: Family;
}

/** The addresses of a place's interfaces by which others reach it: neither the loopback's nor those of a link alone. */
export function addressesAt(world: World, place: Place, { network, family = 4 }: Meant = {}): readonly Ip[] {
  const location = locate(world, place);
  if (network !== undefined) {
    const endpoint = location?.container?.endpoints[network];
    const address = family === 4 ? endpoint?.ipv4 : endpoint?.ipv6;
    return address === undefined ? [] : [address];
  }
  return addressesIn(namespaceOf(world, place), family);
}

/** The addresses of a namespace, of IPv4 unless told; the loopback's and those of a link alone aside. */
export const addressesIn = (namespace: Namespace | undefined, family: Family = 4): readonly Ip[] =>
  linksIn(namespace).flatMap(({ addresses }) =>
    addresses
      .filter(({ address, scope }) => familyOf(address) === family && (family === 4 || scope === 'global'))
      .map(({ address }) => address),
  );

/** Those of both families. */
export const allAddressesAt = (world: World, place: Place): readonly Ip[] => [
  ...addressesAt(world, place),
  ...addressesAt(world, place, { family: 6 }),
];

/** A place's network namespace; undefined where it has none. */
export const namespaceOf = (world: World, place: Place): Namespace | undefined =>
  world.kernel.namespaces[locate(world, place)?.namespace ?? ''];

const linksIn = (namespace: Namespace | undefined): readonly Link[] =>
  Object.values(namespace?.links ?? {}).filter(({ kind }) => kind !== 'loopback');

/** A place's interfaces, the loopback aside. */
export const linksAt = (world: World, place: Place): readonly Link[] => linksIn(namespaceOf(world, place));
