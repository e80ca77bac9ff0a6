/** Which part of a track is in view, in pixels. */
export interface Extent {
  readonly segment: number;
  readonly width: number;
  readonly total: number;
}

/** How far the track has moved to the left so that a position is in the middle of what is seen. */
export const offsetAt = (position: number, { segment, width, total }: Extent): number =>
  Math.min(Math.max(0, (position + 1) * segment - width / 2), Math.max(0, total - width));
