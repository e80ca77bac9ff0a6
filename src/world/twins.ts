/** Addresses that several stacks have: two hosts' containers may well both be 172.17.0.2, and each host means its own by that. */
import type { Ip } from '../ip/address.ts';
import type { Hop } from '../kernel/hop.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { locate } from './place.ts';
import type { Place, World } from './world.ts';

/** The stacks that have an address on one of their links. */
type Holders = (address: Ip) => readonly NamespaceId[];

/** An address that several have: in which stacks traffic has come to the one that is meant, and in which to another. */
export interface Twins {
  readonly meant: readonly NamespaceId[];
  readonly others: readonly NamespaceId[];
}

/** Who has which address, of those that are seen beyond a link. */
export function holdersIn({ kernel }: World): Holders {
  const byAddress = new Map<Ip, Set<NamespaceId>>();
  for (const { id, links } of Object.values(kernel.namespaces))
    for (const { addresses } of Object.values(links))
      for (const { address, scope } of addresses)
        if (scope === 'global') byAddress.set(address, (byAddress.get(address) ?? new Set()).add(id));
  return (address) => [...(byAddress.get(address) ?? [])];
}

/** A place's address where others have it too; undefined where nobody else does. A container is met at its host's address as well. */
export function twinsAt(world: World, holders: Holders, place: Place, address: Ip): Twins | undefined {
  const all = holders(address);
  if (all.length < 2) return undefined;
  const { namespace, machine } = locate(world, place) ?? {};
  const meant = [...new Set([namespace, ...all.filter((each) => each === machine?.namespace)])].filter(
    (each) => each !== undefined,
  );
  const others = all.filter((each) => !meant.includes(each));
  return others.length === 0 ? undefined : { meant, others };
}

/** The other one that took traffic in, in the place of the one that was meant; undefined where none did. */
export function takenBy({ meant, others }: Twins, hops: readonly Hop[]): NamespaceId | undefined {
  const tookIn = (stacks: readonly NamespaceId[]) =>
    hops.find(
      ({ namespace, decision }) => decision.kind === 'route' && decision.how === 'local' && stacks.includes(namespace),
    );
  return tookIn(meant) ? undefined : tookIn(others)?.namespace;
}
