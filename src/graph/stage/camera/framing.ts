import { around, bottom, clamp, grown, inside, right, type Box } from '../../geometry.ts';
import type { Density } from '../../layout/metrics.ts';
import { isLong, sitePoint, type Ground } from '../../packets/ground.ts';
import type { Site, Stop } from '../../packets/stops.ts';
import type { SceneNode } from '../../scene/scene.ts';
import { shownBy, type Shot } from './shot.ts';

/** Part of the whole that some traffic is told in: hops `from` up to, not including, `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Px of the picture that stay free around what is framed: a packet's badge stands there. */
const margin = 34;
/** Px of the screen within the free part of the element: what stands so far from its edge is well inside. */
const edge = 10;
/** What is not nearer than this part of the wanted zoom has to be brought nearer. */
const slack = 0.94;
/** A wide thing counts so far around the point at which a packet meets it. */
const reach = { x: 130, y: 60 };

/** Px that the smallest text of a thing is to have on the screen, and what it has in the picture. */
const leastText = 12;
const smallestText: Readonly<Record<Density, number>> = { full: 11, compact: 10, tiny: 10 };

/** The zoom at which all that is written on things of a host can be read. */
export const nearZoom = (density: Density): number => leastText / smallestText[density];

const isWide = (node: SceneNode | undefined): boolean =>
  isLong(node) || node?.kind === 'netfilter' || node?.kind === 'host';

/** The box at which something happens; of a wide one what is around the very point. */
export function boxAt(ground: Ground, site: Site): Box | undefined {
  const box = ground.layout.boxes[site.node];
  const point = sitePoint(ground, site);
  if (box === undefined || point === undefined || !isWide(ground.nodes.get(site.node))) return box;
  const [x, y] = [Math.max(box.x, point.x - reach.x), Math.max(box.y, point.y - reach.y)];
  const [x2, y2] = [Math.min(right(box), point.x + reach.x), Math.min(bottom(box), point.y + reach.y)];
  return { x, y, w: Math.max(0, x2 - x), h: Math.max(0, y2 - y) };
}

interface Size {
  readonly w: number;
  readonly h: number;
}

const fits = ({ w, h }: Box, size: Size): boolean => w <= size.w && h <= size.h;

/** What acts at a hop: where the packet comes from and where it arrives; only that where both are not seen together. */
export function actAt(ground: Ground, stops: readonly Stop[], index: number, size: Size): Box | undefined {
  const stop = stops[index];
  const to = stop && boxAt(ground, stop.site);
  const before = stop?.after === undefined ? undefined : stops[stop.after];
  const from = before && boxAt(ground, before.site);
  if (to === undefined || from === undefined) return to ?? from;
  const both = around([from, to]);
  return fits(both, size) ? both : to;
}

/**
 * What is framed from a hop on: all that acts as long as it is seen together, up to the last stretch that ends in it. So the
 * camera moves as seldom as it can.
 */
export function framedFrom(
  acts: (index: number) => Box | undefined,
  stretches: readonly Stretch[],
  from: number,
  size: Size,
): Box | undefined {
  const ends = new Set(stretches.map(({ to }) => to - 1));
  const last = stretches.at(-1)?.to ?? from + 1;
  let seen = acts(from);
  let whole: Box | undefined;
  for (let i = from; i < last && seen !== undefined; i++) {
    const act = acts(i);
    const next: Box = act === undefined ? seen : around([seen, act]);
    if (i > from && !fits(next, size)) return whole ?? seen;
    seen = next;
    if (ends.has(i)) whole = seen;
  }
  return seen;
}

/** The free part of the element in px, the zoom that is wanted, and how far the picture goes. */
export interface Lens {
  readonly clear: Box;
  readonly zoom: number;
  readonly bounds: Box;
}

/** Room for what is framed, in px of the picture. */
export const roomOf = ({ clear, zoom }: Lens): Size => ({
  w: clear.w / zoom - 2 * margin,
  h: clear.h / zoom - 2 * margin,
});

/** A shot with a box in the middle of the free part, but little shown beyond the picture's end. */
export function shotOf(box: Box, { clear, zoom: wanted, bounds }: Lens): Shot {
  const { w, h } = grown(box, margin);
  const whole = grown(bounds, margin);
  const zoom = Math.min(wanted, clear.w / w, clear.h / h);
  return {
    zoom,
    x: originOf({ at: box.x, length: box.w }, { at: whole.x, length: whole.w }, { at: clear.x, length: clear.w }, zoom),
    y: originOf({ at: box.y, length: box.h }, { at: whole.y, length: whole.h }, { at: clear.y, length: clear.h }, zoom),
  };
}

interface Span {
  readonly at: number;
  readonly length: number;
}

const middle = ({ at, length }: Span): number => at + length / 2;

function originOf(part: Span, whole: Span, room: Span, zoom: number): number {
  if (whole.length * zoom <= room.length) return middle(room) - middle(whole) * zoom;
  const latest = room.at - whole.at * zoom;
  const earliest = room.at + room.length - (whole.at + whole.length) * zoom;
  return clamp(middle(room) - middle(part) * zoom, earliest, latest);
}

/** Whether something well inside of what a shot shows can be read there: then the camera rests. */
export const isWellSeen = (shot: Shot, act: Box, { clear, zoom }: Lens): boolean =>
  shot.zoom >= zoom * slack && inside(shownBy(shot, act), grown(clear, -edge));

/** Whether two shots show the same. */
export const isSame = (a: Shot, b: Shot): boolean =>
  Math.abs(a.zoom - b.zoom) < 0.001 && Math.abs(a.x - b.x) < 1.5 && Math.abs(a.y - b.y) < 1.5;

/** The hop whose acting things matter at a position: the one that is gone to. */
export const hopAt = (position: number, count: number): number => Math.min(Math.ceil(position - 0.001), count - 1);

/** Whether all of the picture is shown at a position: before anything happened, and when all has. */
export const isAside = (position: number, count: number, playing: boolean): boolean =>
  !playing && (position === 0 || position >= count - 1);
