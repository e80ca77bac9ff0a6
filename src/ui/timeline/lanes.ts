import type { Hop } from '../../kernel/hop.ts';

/** A flow on the track. */
export interface FlowLane {
  readonly flow: number;
  /** Indices of its first hop and after its last. */
  readonly from: number;
  readonly to: number;
  /** From 0, the uppermost. */
  readonly lane: number;
}

/** More flows at once share the last lane. */
const MOST = 5;

/** The flows of a story in the order of their first hops, those that run at once in lanes of their own. */
export function lanesOf(hops: readonly Hop[]): readonly FlowLane[] {
  const extents = new Map<number, { from: number; to: number }>();
  for (const [index, { flow }] of hops.entries()) {
    const known = extents.get(flow);
    if (known) known.to = index + 1;
    else extents.set(flow, { from: index, to: index + 1 });
  }
  const ends: number[] = [];
  return [...extents].map(([flow, { from, to }]) => {
    const free = ends.findIndex((end) => end <= from);
    const lane = Math.min(free < 0 ? ends.length : free, MOST - 1);
    ends[lane] = Math.max(ends[lane] ?? 0, to);
    return { flow, from, to, lane };
  });
}
