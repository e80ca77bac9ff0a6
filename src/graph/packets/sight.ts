import { clamp, type Box, type Point } from '../geometry.ts';
import type { Tokens } from '../palette.ts';
import type { Scene } from '../scene/scene.ts';
import type { Taken } from './clear.ts';
import type { Room } from './draw.ts';
import type { Ground } from './ground.ts';

/** The picture as it is seen while packets are painted over it. */
export interface Sight {
  readonly scene: Scene;
  readonly ground: Ground;
  readonly zoom: number;
  /** Where the picture's origin is in the element. */
  readonly pan: Point;
  /** The element, in px. */
  readonly room: Room;
  readonly t: Tokens;
  /** Why the packet of the story ended, while it shows where. */
  readonly caption: string | undefined;
  /** What of the element nothing else covers, in px. */
  readonly clear: Box;
  /** What is written and stands in the picture, in px of the element: badges keep off it. */
  readonly taken: readonly Taken[];
  /** What stands from afar for things that are not drawn, in px of the element: ways go behind it. */
  readonly wholes: readonly Box[];
  /** Size of badges: at 1 their smallest text has 10 px. */
  readonly scale: number;
}

/**
 * Their texts have 11 px whatever the zoom; while somebody presents as much as the picture's have, and more where that is large.
 * @param presented how much larger than usual text is while somebody presents
 */
export const badgeScale = (zoom: number, presented: number | undefined): number =>
  presented === undefined ? 1.1 : clamp(zoom * 1.2, presented, 2);

/** In px: there what a caption says stands beside the picture alone. */
export const narrow = 560;

/** From the picture's coordinates to px from the upper left corner of its element. */
export const onScreen = ({ zoom, pan }: Sight, { x, y }: Point): Point => ({
  x: pan.x + x * zoom,
  y: pan.y + y * zoom,
});
