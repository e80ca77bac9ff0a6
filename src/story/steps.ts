import type { Hop } from '../kernel/hop.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { journeysOf } from './journey.ts';
import type { Moment, MomentKind } from './moment.ts';
import { momentsOf } from './moments.ts';

/** How finely traffic is told: its moments, one packet after the other, or every hop. */
export const grains = ['story', 'packets', 'hops'] as const;
export type Grain = (typeof grains)[number];

/** One step of playing and stepping: the hops from `from` up to, not including, `to`; `hop` is shown for it. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly hop: number;
  /** What it tells, where the grain is the story. */
  readonly moment?: Moment | undefined;
}

/** The steps of some traffic at a grain: they follow each other without gaps. */
export function stepsOf(hops: readonly Hop[], grain: Grain, lan: ReadonlySet<NamespaceId>): readonly Step[] {
  switch (grain) {
    case 'story':
      return momentsOf(hops, lan).map((moment) => ({ from: moment.from, to: moment.to, hop: moment.hop, moment }));
    case 'packets':
      return packetSteps(hops);
    case 'hops':
      return hops.map((_, hop) => ({ from: hop, to: hop + 1, hop }));
  }
}

/** One step a packet, told when it has arrived: what it waited for comes before it. */
function packetSteps(hops: readonly Hop[]): readonly Step[] {
  const ends = journeysOf(hops)
    .map(({ hops: own }) => own.at(-1) ?? 0)
    .sort((a, b) => a - b);
  return ends.map((end, i) => ({ from: (ends[i - 1] ?? -1) + 1, to: end + 1, hop: end }));
}

/** The index of the step in which a position, a hop and how far it is on its way to the next, stands; 0 where there is none. */
export function stepAt(steps: readonly Step[], position: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((steps[middle]?.from ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Milliseconds at speed 1 that a moment takes, so that a story of twelve is told in some fifteen seconds. */
const MOMENT: Readonly<Partial<Record<MomentKind, number>>> = { send: 1500, rewrite: 1600, drop: 1800, again: 1000 };
const OTHER_MOMENT = 1250;
const PACKET = 900;

/** How long the hops take at a grain, given how long each takes where every hop is told. All hops of a step share its time. */
export function durationsOf(steps: readonly Step[], grain: Grain, each: readonly number[]): readonly number[] {
  if (grain === 'hops') return each;
  return steps.flatMap(({ from, to, moment }) => {
    const own = each.slice(from, to);
    const all = own.reduce((sum, ms) => sum + ms, 0);
    const wanted = moment ? (MOMENT[moment.kind] ?? OTHER_MOMENT) : PACKET;
    return own.map((ms) => (all === 0 ? wanted / own.length : (ms * wanted) / all));
  });
}
