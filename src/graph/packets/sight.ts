import type { Point } from '../geometry.ts';
import type { Tokens } from '../palette.ts';
import type { Scene } from '../scene/scene.ts';
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
}

/** In px: there a badge is smaller, and what a caption says stands beside the picture alone. */
export const narrow = 560;

/** From the picture's coordinates to px from the upper left corner of its element. */
export const onScreen = ({ zoom, pan }: Sight, { x, y }: Point): Point => ({
  x: pan.x + x * zoom,
  y: pan.y + y * zoom,
});
