import { bottom, center, clamp, grown, right, type Box, type Point } from '../geometry.ts';
import {
  badgeTaken,
  clearest,
  crossing,
  gapBetween,
  nearestIn,
  placesAround,
  spares,
  weights,
  type Size,
  type Taken,
} from './clear.ts';
import { crossRadius } from './draw.ts';
import { boxAround } from './glide.ts';
import { leaderOf } from './leader.ts';
import { onScreen, type Sight } from './sight.ts';
import type { Stop } from './stops.ts';
import type { Story } from './story.ts';
import { stopPoint } from './way.ts';

/** The mark of a drop, in px of the canvas, and all that is not to be covered with it. */
export interface Drop {
  readonly cross: Box;
  /** The mark fades until the next hop. */
  readonly strength: number;
  readonly taken: readonly Taken[];
}

/** Of the mark of a drop. */
const size: Size = { w: 2 * crossRadius, h: 2 * crossRadius };
/** What is wider than this, in px, is marked near the packet's point. */
const widest = 320;

/** The drop that is marked at a position: at its hop and fading until the next one, and staying where the story ends with it. */
export function dropAt(sight: Sight, { hops, stops }: Story, position: number): Drop | undefined {
  const index = Math.floor(position + 0.001);
  const stop = stops[index];
  if (hops[index]?.verdict.kind !== 'dropped' || stop === undefined) return undefined;
  const marked = markedAt(sight, stop);
  return marked && { ...marked, strength: clamp(1 - (position - index), 0, 1) };
}

type Marked = Pick<Drop, 'cross' | 'taken'>;

/** By what was in the way then: the marks of stops. */
const known = new WeakMap<readonly Taken[], Map<string, Marked | undefined>>();

function markedAt(sight: Sight, stop: Stop): Marked | undefined {
  const marks = known.get(sight.taken) ?? new Map<string, Marked | undefined>();
  known.set(sight.taken, marks);
  const key = JSON.stringify([stop.site, sight.clear]);
  if (marks.has(key)) return marks.get(key);
  const cross = crossAt(sight, stop);
  const marked = cross && { cross, taken: [...sight.taken, { box: grown(cross, 1), weight: weights.badge }] };
  marks.set(key, marked);
  return marked;
}

/** Where a drop is marked: at a corner or a side of what the packet is at, where the mark hides no text; on a bar at its point. */
function crossAt(sight: Sight, stop: Stop): Box | undefined {
  const { ground, zoom, taken, clear } = sight;
  const point = stopPoint(ground, stop);
  const box = ground.layout.boxes[stop.site.node];
  if (point === undefined || box === undefined) return undefined;
  const at = onScreen(sight, point);
  const whole: Box = { ...onScreen(sight, box), w: box.w * zoom, h: box.h * zoom };
  const isMet = stop.site.edge !== undefined || whole.w > widest;
  const owner = isMet ? { x: at.x - size.w, y: whole.y, w: 2 * size.w, h: whole.h } : whole;
  const places = [...(stop.site.edge === undefined ? [] : [boxAround(at, size)]), ...rim(owner)];
  return clearest(places, taken, clear, [owner]);
}

/** Places on the rim of a box and just outside of it, the corners first. */
function rim(box: Box): Box[] {
  const { w, h } = size;
  const outs = [0, crossRadius * 0.4, crossRadius * 0.8, crossRadius];
  const xs = (out: number) => [right(box) + out, box.x - out];
  const ys = (out: number) => [box.y - out, bottom(box) + out];
  const corners = outs.flatMap((out) => xs(out).flatMap((x) => ys(out).map((y) => ({ x, y }))));
  const sides = [
    ...xs(crossRadius).map((x) => ({ x, y: box.y + box.h / 2 })),
    ...ys(crossRadius).map((y) => ({ x: box.x + box.w / 2, y })),
  ];
  return [...corners, ...sides].map((point) => boxAround(point, { w, h }));
}

/** A note why a packet was dropped: where it stands, and where a line leads from it, if that crosses no name. */
export interface Note {
  readonly box: Box;
  readonly tip: Point | undefined;
}

/** Px up to which a note stands at its packet's badge, and needs no line. */
const close = 12;

/**
 * Beside the mark of a drop or beside its packet's badge. Nowhere, where it would hide something written: the reason stands
 * below the picture too.
 * @param badges of all packets, that of the dropped one first
 */
export function noteAt(
  { clear, taken: written }: Sight,
  { cross, taken }: Drop,
  size: Size,
  badges: readonly Box[],
): Note | undefined {
  const owners = [cross, ...badges.slice(0, 1)];
  const all = [...taken, ...badges.map(badgeTaken)];
  const tipOf = (box: Box) =>
    badges[0] !== undefined && gapBetween(box, badges[0]) <= close ? undefined : nearestIn(cross, center(box));
  const leads = (box: Box, over = written) => {
    const leader = leaderOf(box, tipOf(box));
    return leader === undefined ? 0 : crossing(leader.from, leader.to, over);
  };
  const places = owners.flatMap((owner) => placesAround(owner, size, 'below', { gap: 4, rows: 3 }));
  const box = clearest(places, all, clear, owners, leads);
  if (box === undefined || !spares(box, all, weights.text)) return undefined;
  const names = written.filter(({ weight }) => weight >= weights.name);
  return { box, tip: leads(box, names) > 0 ? undefined : tipOf(box) };
}
