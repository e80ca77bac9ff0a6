import { isHost, type Ip } from '../../ip/address.ts';
import type { Rule } from './table.ts';

/** Rules that are tried one by one as fast as an index is asked. */
const FEW = 32;

/** Where in a long chain the rules are that may speak of a destination: those that name it alone, and all that name none alone. */
interface RuleIndex {
  readonly named: ReadonlyMap<Ip, readonly number[]>;
  readonly others: readonly number[];
}

/** Of chains that are frozen, and so stay as they are, an index serves every trace. */
const known = new WeakMap<readonly Rule[], RuleIndex>();

/** The places of the rules of a long chain that a packet for a destination may match, in order; undefined where all must be tried. */
export function rulesFor(rules: readonly Rule[], destination: Ip): readonly number[] | undefined {
  if (rules.length <= FEW || !Object.isFrozen(rules)) return undefined;
  let index = known.get(rules);
  if (!index) known.set(rules, (index = indexOf(rules)));
  return index.named.get(destination) ?? index.others;
}

function indexOf(rules: readonly Rule[]): RuleIndex {
  const lone = rules.map(({ destination }) =>
    destination && !destination.not && isHost(destination.value) ? destination.value.address : undefined,
  );
  const others = lone.flatMap((address, place) => (address === undefined ? [place] : []));
  const own = new Map<Ip, number[]>();
  lone.forEach((address, place) => {
    if (address !== undefined) own.set(address, [...(own.get(address) ?? []), place]);
  });
  const named = new Map([...own].map(([address, places]) => [address, merged(places, others)]));
  return { named, others };
}

const merged = (one: readonly number[], other: readonly number[]): number[] => [...one, ...other].sort((a, b) => a - b);
