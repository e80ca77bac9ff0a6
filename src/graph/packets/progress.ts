import type { Hop } from '../../kernel/hop.ts';
import type { Stop } from './stops.ts';

/** A packet under way: its last hop and the one it goes to. Between hops `part` is how far it is, from 0 to 1. */
export interface Progress {
  /** The hop that it comes from, or is at. */
  readonly at: number;
  /** The hop that it goes to; absent while it stands at `at`. */
  readonly to?: number | undefined;
  readonly part: number;
}

/**
 * What a position of the playhead shows: between two hops, the second one on its way from the hop that it follows. Where
 * several flows are told at once, it is on its way since the last hop of its own flow.
 */
export function progressAt(stops: readonly Stop[], position: number, flows?: Flows): Progress | undefined {
  const index = Math.min(Math.floor(position), stops.length - 1);
  if (index < 0) return undefined;
  const next = stops[index + 1];
  if (position - index < 0.001 || next === undefined) return { at: index, part: 0 };
  return {
    at: next.after ?? index + 1,
    to: index + 1,
    part: shareOf(flows?.before[index + 1] ?? index, index + 1, position),
  };
}

const shareOf = (from: number, to: number, position: number): number => (position - from) / (to - from);

/** Several flows of one story: by hop, the hop before of the same flow; and each flow's hops in their order. */
export interface Flows {
  readonly before: readonly (number | undefined)[];
  readonly hops: ReadonlyMap<number, readonly number[]>;
}

/** Undefined where there is one flow only. */
export function flowsOf(hops: readonly Hop[]): Flows | undefined {
  const known = new Map<number, number[]>();
  const before = hops.map(({ flow }, i) => {
    const own = known.get(flow) ?? [];
    const last = own.at(-1);
    known.set(flow, [...own, i]);
    return last;
  });
  return known.size > 1 ? { before, hops: known } : undefined;
}

/** Where the packets of the other flows are meanwhile, each on its way to its flow's next hop. */
export function othersAt(
  { hops: known }: Flows,
  stops: readonly Stop[],
  position: number,
  flow: number | undefined,
): (Progress & { readonly to: number })[] {
  return [...known].flatMap(([other, own]) => {
    const place = own.findIndex((index) => index > position);
    const [last, next] = [own[place - 1], own[place]];
    if (other === flow || last === undefined || next === undefined) return [];
    return [{ at: stops[next]?.after ?? next, to: next, part: shareOf(last, next, position) }];
  });
}
