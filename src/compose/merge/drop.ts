import { matches } from '../rules.ts';
import type { Way } from '../rules.ts';
import { isRecord } from '../tree.ts';
import type { Tree, TreeRecord } from '../tree.ts';

/** Leaves out what a later file resets or overrides: entries of mappings alone (compose-go loader/reset.go). */
export const drop = (tree: TreeRecord, dropped: readonly Way[]): TreeRecord =>
  dropped.length === 0 ? tree : (without(tree, [], dropped) as TreeRecord);

function without(tree: Tree, way: Way, dropped: readonly Way[]): Tree {
  if (Array.isArray(tree)) return tree.map((value: Tree, place) => without(value, [...way, `[${place}]`], dropped));
  if (!isRecord(tree)) return tree;
  const entries: [string, Tree][] = [];
  for (const [key, value] of Object.entries(tree)) {
    const next = [...way, key];
    if (!dropped.some((path) => matches(next, path))) entries.push([key, without(value, next, dropped)]);
  }
  return Object.fromEntries(entries);
}
