import { bottom, center, overlap, type Box, type Point } from '../geometry.ts';
import { clearest, placesAt, weights, type Size, type Taken } from './clear.ts';
import { boxAround, glided, offsetsOf, type Glide } from './glide.ts';
import type { Leg } from './legs.ts';
import { onScreen, type Sight } from './sight.ts';
import { standOf } from './stand.ts';
import type { Stop } from './stops.ts';
import { along, stopPoint } from './way.ts';

/** A packet between two stops, or at one. */
export interface Course {
  readonly from: Stop | undefined;
  readonly to: Stop | undefined;
  /** The way from the one to the other; none where it stands. */
  readonly legs: readonly Leg[];
  /** How far it is on its way, 0 to 1. */
  readonly part: number;
}

/** Px between a badge and what it stands at. */
const gap = 4;
const rows = 3;
/** What is wider than this, in the picture, is met at a point, of which half so much is kept off. */
const widest = 280;
const narrowest = 20;
const markSize: Size = { w: 15, h: 15 };

/** Where a badge of some size stands or goes along with its packet, in px of the canvas; nothing where the packet is nowhere. */
export function standing(sight: Sight, course: Course, size: Size): Box | undefined {
  const { from, to, legs, part } = course;
  if (legs.length === 0) return restingAt(sight, to, size);
  const [start, end] = [offsetAt(sight, from, size), offsetAt(sight, to, size)];
  if (start === undefined || end === undefined) return undefined;
  const glide: Glide = {
    pointAt: (at) => onScreen(sight, along(legs, at).point ?? { x: 0, y: 0 }),
    size,
    from: start,
    to: end,
    side: standOf(sight.ground, to).side,
    taken: sight.taken,
    room: sight.clear,
  };
  return glided(glide, knownOffsets(glide, course), part);
}

/** By what was in the way then: the offsets of each course, which hold while a packet is on it. */
const known = new WeakMap<readonly Taken[], Map<string, readonly Point[]>>();

function knownOffsets(glide: Glide, { from, to }: Course): readonly Point[] {
  const courses = known.get(glide.taken) ?? new Map<string, readonly Point[]>();
  known.set(glide.taken, courses);
  const key = JSON.stringify([from?.site, to?.site, glide.size]);
  const offsets = courses.get(key) ?? offsetsOf(glide);
  courses.set(key, offsets);
  return offsets;
}

/** Where a packet under way is marked, in px of the canvas: not where the mark would lie on what is written. */
export function markPoint(sight: Sight, { legs, part }: Course): Point | undefined {
  const point = legs.length === 0 ? undefined : along(legs, part).point;
  const at = point && onScreen(sight, point);
  return at && isFree(sight, at) ? at : undefined;
}

/** Whether a mark around a point hides nothing written. */
export const isFree = ({ taken }: Sight, point: Point): boolean => {
  const box = boxAround(point, markSize);
  return !taken.some(({ box: other, weight }) => weight >= weights.text && overlap(box, other));
};

function offsetAt(sight: Sight, stop: Stop | undefined, size: Size): Point | undefined {
  const box = restingAt(sight, stop, size);
  const point = stopPoint(sight.ground, stop);
  if (box === undefined || point === undefined) return undefined;
  const [at, middle] = [onScreen(sight, point), center(box)];
  return { x: middle.x - at.x, y: middle.y - at.y };
}

/** Beside what the packet is at, where that hides least. */
function restingAt(sight: Sight, stop: Stop | undefined, size: Size): Box | undefined {
  const anchor = anchorOf(sight, stop);
  if (anchor === undefined) return undefined;
  const { side } = standOf(sight.ground, stop);
  const box = clearest(placesAt(anchor, size, side, { gap, rows }), sight.taken, sight.clear);
  return box && boxAround(center(box), size);
}

/** What a badge at rest keeps off, in px of the canvas: of a wide thing what is above and below the packet's point. */
function anchorOf(sight: Sight, stop: Stop | undefined): Box | undefined {
  const { ground, zoom } = sight;
  const point = stopPoint(ground, stop);
  const box = stop && ground.layout.boxes[stop.site.node];
  if (point === undefined || box === undefined) return undefined;
  const { side, distance } = standOf(ground, stop);
  const top = Math.min(box.y, side === 'above' ? point.y - distance : box.y);
  const low = Math.max(bottom(box), side === 'below' ? point.y + distance : 0);
  const isWide = box.w > widest;
  const half = isWide ? narrowest : box.w / 2;
  const middle = isWide ? point.x : center(box).x;
  const at = onScreen(sight, { x: middle - half, y: top });
  return { ...at, w: 2 * half * zoom, h: (low - top) * zoom };
}
