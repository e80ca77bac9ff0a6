import type { Box, Point } from '../geometry.ts';

/**
 * How the picture is read: up to its natural size, boxes take `scale` px a unit and text keeps its size; nearer, both are
 * magnified.
 */
export interface Reading {
  /** Px as it is read that a unit of the picture takes, at most 1. */
  readonly scale: number;
  /** Px on the screen that a px as it is read takes. */
  readonly magnified: number;
}

/** @param text how much larger than usual text is at least, as for those at the back of a class */
export function readingAt(zoom: number, text: number): Reading {
  const magnified = Math.max(text, zoom);
  return { scale: zoom / magnified, magnified };
}

/** A picture at its natural size. */
export const naturalReading: Reading = { scale: 1, magnified: 1 };

export const scaledBox = ({ x, y, w, h }: Box, by: number): Box => ({ x: x * by, y: y * by, w: w * by, h: h * by });
export const scaledPoint = ({ x, y }: Point, by: number): Point => ({ x: x * by, y: y * by });
