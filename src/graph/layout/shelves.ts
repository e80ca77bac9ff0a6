import type { Group } from './groups.ts';
import { bar } from './metrics.ts';

/** Groups side by side. Distances are from the place of the first bar. */
export interface Shelf {
  readonly entries: readonly { readonly group: Group; readonly x: number }[];
  /** Of its bars. */
  readonly y: number;
  /** By row, from the bars' upper side: the rail above the row, its tabs and its cards. */
  readonly rows: readonly { readonly rail: number; readonly tabs: number; readonly card: number }[];
}

/** Fills rows with groups up to a width. A group wider than that has a row to itself. */
export function shelvesOf(groups: readonly Group[], width: number): Group[][] {
  const shelves: Group[][] = [];
  let x = Infinity;
  for (const group of groups) {
    if (x + group.width > width) {
      shelves.push([]);
      x = 0;
    }
    shelves.at(-1)?.push(group);
    x += group.width + bar.gap;
  }
  return shelves;
}
