import type { Box, Point } from '../../geometry.ts';

/** Zoom, and where the picture's origin is in the element. */
export interface Shot {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** Nearer or farther by a factor, with a point of the element staying where it is. */
export function zoomedAt({ zoom, x, y }: Shot, at: Point, factor: number): Shot {
  return { zoom: zoom * factor, x: at.x - (at.x - x) * factor, y: at.y - (at.y - y) * factor };
}

/** A box of the picture as a shot shows it, in px of the element. */
export const shownBy = ({ zoom, x, y }: Shot, box: Box): Box => ({
  x: x + box.x * zoom,
  y: y + box.y * zoom,
  w: box.w * zoom,
  h: box.h * zoom,
});
