import type { Hop } from '../kernel/hop.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { journeysOf } from './journey.ts';
import type { Moment, MomentKind } from './moment.ts';
import { momentsOf } from './moments.ts';
import { isTranslated } from './opening.ts';

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

/** The box of a picture in which each hop happens: undefined where one sees the hops apart. */
export type Boxes = readonly (string | undefined)[];

/**
 * The steps of some traffic at a grain: they follow each other without gaps. What happens in one box of the picture is one
 * step, of packets and of hops: nothing would be seen to move between them.
 */
export function stepsOf(
  hops: readonly Hop[],
  grain: Grain,
  lan: ReadonlySet<NamespaceId>,
  boxes: Boxes = [],
): readonly Step[] {
  switch (grain) {
    case 'story':
      return momentsOf(hops, lan).map((moment) => ({ from: moment.from, to: moment.to, hop: moment.hop, moment }));
    case 'packets':
      return merged(packetSteps(hops), hops, boxes);
    case 'hops':
      return merged(
        hops.map((_, hop) => ({ from: hop, to: hop + 1, hop })),
        hops,
        boxes,
      );
  }
}

/** Neighbouring steps that stand in one box, as one. */
function merged(steps: readonly Step[], hops: readonly Hop[], boxes: Boxes): readonly Step[] {
  const result: Step[] = [];
  let before: string | undefined;
  for (const step of steps) {
    const box = boxOf(step, boxes);
    const last = result.at(-1);
    if (last !== undefined && box !== undefined && box === before)
      result[result.length - 1] = { from: last.from, to: step.to, hop: moreTelling(hops, last.hop, step.hop) };
    else result.push(step);
    before = box;
  }
  return result;
}

/** The box that a step does not leave. */
function boxOf({ from, to }: Step, boxes: Boxes): string | undefined {
  const box = boxes[from];
  return boxes.slice(from, to).every((other) => other === box) ? box : undefined;
}

/** The one of two hops that says more: the earlier where both decide something, the later where none does. */
function moreTelling(hops: readonly Hop[], earlier: number, later: number): number {
  const [before, after] = [weightOf(hops[earlier]), weightOf(hops[later])];
  return before > 0 && before >= after ? earlier : later;
}

function weightOf(hop: Hop | undefined): number {
  if (hop === undefined) return 0;
  if (hop.verdict.kind === 'dropped') return 3;
  if (isTranslated(hop)) return 2;
  return hop.stage === 'bridge' || hop.stage === 'socket' || hop.stage === 'program' ? 1 : 0;
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

/** How much of the way from one moment, or packet, to the next it still stands where it was told. */
const STANDS = 0.7;

/** Where the packet is seen at a position: before it sets off to what is told next, it stands for a while to be read. */
export function seenAt(steps: readonly Step[], grain: Grain, position: number): number {
  const at = Math.floor(position);
  if (grain === 'hops' || steps[stepAt(steps, at)]?.to !== at + 1) return position;
  return at + Math.max(0, (position - at - STANDS) / (1 - STANDS));
}

/** The index of the step that is told at a position: the next one as soon as its packet sets off. */
export const stepToldAt = (steps: readonly Step[], grain: Grain, position: number): number =>
  stepAt(steps, grain === 'hops' ? position : Math.ceil(seenAt(steps, grain, position)));

/** Milliseconds at speed 1 that a moment takes, so that a story of twelve is told in some fifteen seconds. */
const MOMENT: Readonly<Partial<Record<MomentKind, number>>> = { send: 1500, rewrite: 1600, drop: 1800, again: 1000 };
const OTHER_MOMENT = 1250;
const PACKET = 900;

/**
 * How long the hops take at a grain, given how long each takes where every hop is told. All hops of a step share its time; a step
 * of hops in one box takes as long as the longest of them.
 */
export function durationsOf(steps: readonly Step[], grain: Grain, each: readonly number[]): readonly number[] {
  return steps.flatMap(({ from, to, moment }) => {
    const own = each.slice(from, to);
    const all = own.reduce((sum, ms) => sum + ms, 0);
    const wanted = moment ? (MOMENT[moment.kind] ?? OTHER_MOMENT) : grain === 'packets' ? PACKET : Math.max(...own);
    return own.map((ms) => (all === 0 ? wanted / own.length : (ms * wanted) / all));
  });
}
