import { isRecord } from '../tree.ts';
import type { Tree } from '../tree.ts';

/** Whether two values say the same, in whatever order their keys stand. */
export function sameTree(one: Tree, other: Tree): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value: Tree, place) => sameTree(value, other[place] as Tree));
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameTree(one[key] as Tree, other[key] as Tree))
  );
}
