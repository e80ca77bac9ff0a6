import type { Point } from '../../geometry.ts';

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
