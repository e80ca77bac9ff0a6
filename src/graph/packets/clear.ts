import { bottom, center, clamp, grown, overlap, right, type Box } from '../geometry.ts';

/** Something that is not to be covered, and how much that matters: so much for each px² of it. */
export interface Taken {
  readonly box: Box;
  readonly weight: number;
}

/** Another packet's badge is never covered where that can be helped; then names are spared, then other texts. */
export const weights = { badge: 100, name: 10, text: 1, box: 0.05 } as const;
/** What it costs to touch a name at all, and to stand a px away from where one usually would. */
const costs = { touch: 1500, away: 3 };

const common = (a: Box, b: Box): number =>
  Math.max(0, Math.min(right(a), right(b)) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y));

/** How bad it is that a box covers what it does. */
export const coverage = (box: Box, taken: readonly Taken[]): number =>
  taken.reduce((sum, { box: other, weight }) => {
    const area = common(box, other);
    return area === 0 ? sum : sum + area * weight + (weight >= weights.name ? costs.touch : 0);
  }, 0);

/** A box moved by as little as it takes to lie in a room; to its upper left corner where it is too large. */
export const within = (box: Box, room: Box): Box => ({
  ...box,
  x: clamp(box.x, room.x, Math.max(room.x, right(room) - box.w)),
  y: clamp(box.y, room.y, Math.max(room.y, bottom(room) - box.h)),
});

/** Of some boxes, each moved into the room, the one that covers least and is near the first, where one would have it. */
export function clearest(candidates: readonly Box[], taken: readonly Taken[], room: Box): Box | undefined {
  const [first] = candidates;
  let best: { readonly box: Box; readonly cost: number } | undefined;
  for (const candidate of candidates) {
    const box = within(candidate, room);
    const cost = coverage(box, taken) + costs.away * distance(box, first ?? box);
    if (best === undefined || cost < best.cost) best = { box, cost };
  }
  return best?.box;
}

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
