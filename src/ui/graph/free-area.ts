import { bottom, grown, overlap, right, type Box } from '../../graph/geometry.ts';
import type { Insets } from '../../graph/stage/stage.ts';

/** Px between the picture and what stands over it, and to the edges. */
const GAP = 10;
/** How much wider than high pictures are, more or less: what room is worth to them follows from it. */
const SHAPE = 1.6;

interface Size {
  readonly w: number;
  readonly h: number;
}

/** How large a picture can be shown there; where that is the same, more room is better. */
const worth = ({ w, h }: Size): number => Math.min(w / SHAPE, h) + (w * h) / 1e9;

/** What a cover leaves of a box at each of its four sides. */
const beside = ({ x, y, w, h }: Box, cover: Box): readonly Box[] =>
  [
    { x: right(cover), y, w: x + w - right(cover), h },
    { x, y, w: cover.x - x, h },
    { x, y: bottom(cover), w, h: y + h - bottom(cover) },
    { x, y, w, h: cover.y - y },
  ].filter((box) => box.w > 0 && box.h > 0);

function largest(box: Box, covers: readonly Box[]): Box {
  const cover = covers.find((each) => overlap(each, box));
  if (cover === undefined) return box;
  const rest = beside(box, cover).map((each) => largest(each, covers));
  return rest.reduce((best, each) => (worth(each) > worth(best) ? each : best), { ...box, w: 0, h: 0 });
}

/**
 * The part of an element where the picture is largest and lies under nothing, as px at each side.
 * @param covers what stands over it, by its place in the element
 */
export function freeArea({ w, h }: Size, covers: readonly Box[]): Insets {
  const all = grown({ x: 0, y: 0, w, h }, -GAP);
  const free = largest(
    all,
    covers.map((cover) => grown(cover, GAP)),
  );
  const { x: left, y: top, w: width, h: height } = free.w > 0 ? free : all;
  return { top, right: w - left - width, bottom: h - top - height, left };
}
