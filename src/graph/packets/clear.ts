import { bottom, center, clamp, grown, overlap, right, type Box, type Point } from '../geometry.ts';

/** Something that is not to be covered, and how much that matters: so much for each px² of it. */
export interface Taken {
  readonly box: Box;
  readonly weight: number;
}

/** Another packet's badge is never covered where that can be helped; then names are spared, then other texts. */
export const weights = { badge: 100, name: 10, text: 0.4, box: 0.03 } as const;
/**
 * What it costs to touch a name or another text at all, to stand a px away from what one belongs to, and a px from where one
 * usually would. To stand near comes before a text that is no name.
 */
const costs = { name: 1500, text: 60, away: 4, aside: 0.5, crossed: 12 };

const common = (a: Box, b: Box): number =>
  Math.max(0, Math.min(right(a), right(b)) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y));

/** How bad it is that a box covers what it does. */
export const coverage = (box: Box, taken: readonly Taken[]): number =>
  taken.reduce((sum, { box: other, weight }) => {
    const area = common(box, other);
    return area === 0 ? sum : sum + area * weight + touching(weight);
  }, 0);

const touching = (weight: number): number =>
  weight >= weights.name ? costs.name : weight >= weights.text ? costs.text : 0;

/** Whether a box hides none of what weighs so much or more. */
export const spares = (box: Box, taken: readonly Taken[], weight: number): boolean =>
  !taken.some((other) => other.weight >= weight && overlap(box, other.box));

/** A box moved by as little as it takes to lie in a room; to its upper left corner where it is too large. */
export const within = (box: Box, room: Box): Box => ({
  ...box,
  x: clamp(box.x, room.x, Math.max(room.x, right(room) - box.w)),
  y: clamp(box.y, room.y, Math.max(room.y, bottom(room) - box.h)),
});

/**
 * Of some boxes, each moved into the room, the one that covers least, is near to what it belongs to, and near the first, where
 * one would have it.
 * @param owners what it belongs to: one of these; the first place itself where there are none
 * @param extra what else a place costs
 */
export function clearest(
  candidates: readonly Box[],
  taken: readonly Taken[],
  room: Box,
  owners: readonly Box[] = candidates.slice(0, 1),
  extra: (box: Box) => number = () => 0,
): Box | undefined {
  const [first] = candidates;
  let best: { readonly box: Box; readonly cost: number } | undefined;
  for (const candidate of candidates) {
    const box = within(candidate, room);
    const away = Math.min(...owners.map((owner) => gapBetween(box, owner)));
    const cost = costs.away * away + costs.aside * distance(box, first ?? box);
    if (best !== undefined && cost >= best.cost) continue;
    const whole = cost + extra(box) + coverage(box, taken);
    if (best === undefined || whole < best.cost) best = { box, cost: whole };
  }
  return best?.box;
}

/** The point of a box that is nearest to another point. */
export const nearestIn = (box: Box, { x, y }: Point): Point => ({
  x: clamp(x, box.x, right(box)),
  y: clamp(y, box.y, bottom(box)),
});

/** What it costs that a thin line crosses what is written. */
export const crossing = (from: Point, to: Point, taken: readonly Taken[]): number =>
  taken.reduce(
    (sum, { box, weight }) => (weight >= weights.text && meets(from, to, box) ? sum + costs.crossed * weight : sum),
    0,
  );

/** Whether a straight line meets a box. */
function meets(a: Point, b: Point, box: Box): boolean {
  let [first, last] = [0, 1];
  for (const [from, to, low, high] of [
    [a.x, b.x, box.x, right(box)],
    [a.y, b.y, box.y, bottom(box)],
  ] as const) {
    const step = to - from;
    if (step === 0 && (from < low || from > high)) return false;
    if (step === 0) continue;
    const [enters, leaves] =
      step > 0 ? [(low - from) / step, (high - from) / step] : [(high - from) / step, (low - from) / step];
    first = Math.max(first, enters);
    last = Math.min(last, leaves);
  }
  return first < last;
}

/** Px of free space between two boxes. */
export const gapBetween = (a: Box, b: Box): number =>
  Math.hypot(Math.max(0, a.x - right(b), b.x - right(a)), Math.max(0, a.y - bottom(b), b.y - bottom(a)));

function distance(a: Box, b: Box): number {
  const [one, other] = [center(a), center(b)];
  return Math.hypot(one.x - other.x, one.y - other.y);
}

export interface Size {
  readonly w: number;
  readonly h: number;
}

export type Side = 'above' | 'below';

/** Places for a thing beside another one, the nearest and most usual first: at a side, at the other one, left and right. */
export function placesAt(anchor: Box, { w, h }: Size, side: Side, { gap, rows }: { gap: number; rows: number }): Box[] {
  const x = anchor.x + anchor.w / 2 - w / 2;
  const shifts = [0, -w / 4, w / 4, -w / 2, w / 2, (-3 * w) / 4, (3 * w) / 4];
  const places: Box[] = [];
  for (let row = 0; row < rows; row++) {
    const away = gap + row * (h + gap);
    const above = anchor.y - away - h;
    const below = bottom(anchor) + away;
    for (const y of side === 'above' ? [above, below] : [below, above])
      for (const shift of shifts) places.push({ x: x + shift, y, w, h });
    if (row > 0) continue;
    const y = anchor.y + anchor.h / 2 - h / 2;
    places.push({ x: right(anchor) + gap, y, w, h }, { x: anchor.x - gap - w, y, w, h });
  }
  return places;
}

/** All places around a thing, near and farther away: what has to find room in a crowd. */
export function placesAround(anchor: Box, size: Size, side: Side, { gap, rows }: { gap: number; rows: number }): Box[] {
  const { w, h } = size;
  const middle = anchor.y + anchor.h / 2 - h / 2;
  const flanks: Box[] = [];
  for (const x of [right(anchor) + gap, anchor.x - gap - w])
    for (let step = -2 * rows; step <= 2 * rows; step++) flanks.push({ x, y: middle + (step * h) / 2, w, h });
  const shifted = placesAt(anchor, size, side, { gap, rows });
  const between = shifted.map((box) => ({ ...box, y: box.y + ((h + gap) / 2) * Math.sign(box.y - anchor.y) }));
  return [...shifted, ...flanks, ...between];
}

/** Px between badges. */
const gap = 3;

/** A badge that others keep off. */
export const badgeTaken = (box: Box): Taken => ({ box: grown(box, gap - 1), weight: weights.badge });

/** A box moved off others that are there already: stacked on them or beside them, where it covers least. */
export function apart(box: Box, others: readonly Box[], taken: readonly Taken[], room: Box): Box {
  const all = [...taken, ...others.map(badgeTaken)];
  const beside = others.flatMap((other) => [
    { ...box, y: other.y - box.h - gap },
    { ...box, y: bottom(other) + gap },
    { ...box, x: other.x - box.w - gap },
    { ...box, x: right(other) + gap },
  ]);
  const near = clearest([box, ...beside], all, room) ?? box;
  const isOff = (place: Box) => !others.some((other) => overlap(place, other));
  return isOff(near) ? near : (clearest([box, ...anywhere(box, others, room)], all, room) ?? near);
}

/** Where a crowd leaves a box room, if it does anywhere: some corner of it then touches a side of another or of the room. */
function anywhere(box: Box, others: readonly Box[], room: Box): Box[] {
  const xs = [box.x, room.x, right(room) - box.w, ...others.flatMap((o) => [o.x - box.w - gap, right(o) + gap])];
  const ys = [box.y, room.y, bottom(room) - box.h, ...others.flatMap((o) => [o.y - box.h - gap, bottom(o) + gap])];
  return xs.flatMap((x) => ys.map((y) => ({ ...box, x, y })));
}
