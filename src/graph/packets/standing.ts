import { bottom, center, type Box, type Point } from '../geometry.ts';
import {
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
import { boxAround, glided, offsetsOf, type Glide } from './glide.ts';
import { isLong } from './ground.ts';
import { leaderOf } from './leader.ts';
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
const rows = 5;
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

/** By what was in the way then: what was found for a course or a stop, which holds until something else is in the way. */
interface Found {
  readonly offsets: Map<string, readonly Point[]>;
  readonly places: Map<string, Box | undefined>;
}
const known = new WeakMap<readonly Taken[], Found>();

function foundFor(taken: readonly Taken[]): Found {
  const found = known.get(taken) ?? { offsets: new Map(), places: new Map() };
  known.set(taken, found);
  return found;
}

function knownOffsets(glide: Glide, { from, to }: Course): readonly Point[] {
  const { offsets: courses } = foundFor(glide.taken);
  const key = JSON.stringify([from?.site, to?.site, glide.size]);
  const offsets = courses.get(key) ?? offsetsOf(glide);
  courses.set(key, offsets);
  return offsets;
}

/** Px from what a badge belongs to, up to which it stands there; one that tells of a rewriting may stand farther away. */
export const nearness = { usual: 44, rewritten: 180 } as const;
/** Most that a badge may take of what is free for the picture. */
const most = 0.08;

/** Whether a badge of some size leaves the picture its room, and has places at both ends of its course, so near to them, where it hides no name. */
export function hasRoom(sight: Sight, { from, to, legs }: Course, size: Size, near: number = nearness.usual): boolean {
  if (size.w * size.h > most * sight.clear.w * sight.clear.h) return false;
  return (legs.length === 0 ? [to] : [from, to]).every((stop) => {
    const [box, anchor] = [restingAt(sight, stop, size), anchorOf(sight, stop)];
    if (box === undefined || anchor === undefined) return true;
    return gapBetween(box, anchor) <= near && spares(box, sight.taken, weights.name);
  });
}

/**
 * The packet's very place, in px of the canvas: on its way there; at rest where what it is at is nearest to its badge, at a bar
 * where it meets that.
 */
export function tipOf(sight: Sight, { to, legs, part }: Course, badge: Box): Point | undefined {
  const { ground } = sight;
  if (legs.length > 0) {
    const { point } = along(legs, part);
    return point && onScreen(sight, point);
  }
  const point = stopPoint(ground, to);
  const box = to && ground.layout.boxes[to.site.node];
  if (to === undefined || point === undefined || box === undefined) return undefined;
  const isMet = isLong(ground.nodes.get(to.site.node)) || box.w > widest;
  const place = isMet ? { x: point.x, y: box.y, w: 0, h: box.h } : box;
  const seen = { ...onScreen(sight, place), w: place.w * sight.zoom, h: place.h * sight.zoom };
  return nearestIn(seen, center(badge));
}

/** Where a packet under way is marked, in px of the canvas: not where the mark would lie on what is written. */
export function markPoint(sight: Sight, { legs, part }: Course): Point | undefined {
  const point = legs.length === 0 ? undefined : along(legs, part).point;
  const at = point && onScreen(sight, point);
  return at && isFree(sight, at) ? at : undefined;
}

/** Whether a mark around a point hides nothing written. */
export const isFree = ({ taken }: Sight, point: Point, size = markSize): boolean =>
  spares(boxAround(point, size), taken, weights.text);

function offsetAt(sight: Sight, stop: Stop | undefined, size: Size): Point | undefined {
  const box = restingAt(sight, stop, size);
  const point = stopPoint(sight.ground, stop);
  if (box === undefined || point === undefined) return undefined;
  const [at, middle] = [onScreen(sight, point), center(box)];
  return { x: middle.x - at.x, y: middle.y - at.y };
}

/** Beside what the packet is at, where that hides least. */
function restingAt(sight: Sight, stop: Stop | undefined, size: Size): Box | undefined {
  const { places } = foundFor(sight.taken);
  const key = JSON.stringify([stop?.site, size, sight.clear]);
  if (places.has(key)) return places.get(key);
  const anchor = anchorOf(sight, stop);
  const { side } = standOf(sight.ground, stop);
  const leads = leadsFrom(sight, stop);
  const box =
    anchor && clearest(placesAround(anchor, size, side, { gap, rows }), sight.taken, sight.clear, [anchor], leads);
  const place = box && boxAround(center(box), size);
  places.set(key, place);
  return place;
}

/** What the line from a badge to its packet at a stop costs. */
const leadsFrom = (sight: Sight, stop: Stop | undefined) => (badge: Box) => {
  const leader = leaderOf(badge, tipOf(sight, { from: undefined, to: stop, legs: [], part: 1 }, badge));
  return leader === undefined ? 0 : crossing(leader.from, leader.to, sight.taken);
};

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
