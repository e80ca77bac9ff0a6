import type { Box, Point } from '../geometry.ts';
import type { Density } from './metrics.ts';

/** Upper left corners that a user chose, by node id. */
export type Positions = Readonly<Record<string, Point>>;

/**
 * An edge's way between the boxes it leaves and reaches: x, y, x, y, …, x, as it turns. It leaves `from` downwards, or
 * `upwards`, and arrives from above.
 */
export interface Wire {
  readonly from: string;
  readonly turns: readonly number[];
  readonly upwards?: boolean | undefined;
}

/** A piece of a bar that goes on below it: for its further rows of containers, or around them. */
export interface Rail {
  readonly id: string;
  /** The bar whose piece it is. */
  readonly owner: string;
  /**
   * way: what joins the rows in the overview, where only packets show it · area: where a network's containers stand · frame:
   * around those of a compose project, which is its owner, below a bar.
   */
  readonly kind: 'rail' | 'way' | 'area' | 'frame';
  /** Of a frame: the bar below which it is, if any. */
  readonly bar?: string | undefined;
}

/** Where everything is. The same scene and positions give the same placement. */
export interface Placement {
  /** By node id and rail id. */
  readonly boxes: Readonly<Record<string, Box>>;
  readonly rails: readonly Rail[];
  /** Ways of edges that were laid out, by edge id; the others find their own (see routes.ts). */
  readonly wires: Readonly<Record<string, Wire>>;
  readonly density: Density;
  readonly bounds: Box;
}

/** Ids of what a bar goes on as. */
export const railId = (owner: string, row: number): string => `${owner}/rail/${row}`;
export const riserId = (owner: string): string => `${owner}/riser`;
export const frameId = (project: string, bar: string | undefined): string => `${project}/frame/${bar ?? ''}`;
export const areaId = (owner: string): string => `${owner}/area`;
