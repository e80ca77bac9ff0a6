import type { Density } from './metrics.ts';

/**
 * How things are arranged so that the picture takes the shape of what it is shown in. While it stays the same, a thing
 * that comes moves no other; see arrange.ts for how it is chosen.
 */
export interface Arrangement {
  readonly density: Density;
  /** Where internet, router and clients stand: in a row above the hosts, or in a column beside them. */
  readonly machines: 'above' | 'beside';
  /** Hosts beside each other, before a further row begins. */
  readonly columns: number;
  /** The longest row of bars on a host, in the picture's units. */
  readonly shelf: number;
  /** Columns to rows of the containers of one network. */
  readonly spread: number;
}

export const usualArrangement: Arrangement = {
  density: 'full',
  machines: 'above',
  columns: 4,
  shelf: 1200,
  spread: 1.6,
};
