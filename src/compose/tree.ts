/**
 * A value of a YAML or JSON text. Whole numbers of a million and more are bigints, as Go writes floats of that size otherwise.
 * Records may have any key: read them by `own`, and build them by `Object.fromEntries` or `put`.
 */
export type Tree = null | boolean | number | bigint | string | readonly Tree[] | TreeRecord;
export interface TreeRecord {
  readonly [key: string]: Tree;
}

/** A whole number as trees have it. */
export const wholeInTree = (value: bigint): number | bigint =>
  value > -MILLION && value < MILLION ? Number(value) : value;
const MILLION = 1_000_000n;

/** Whether a value is a whole number and no float, as far as that can be told: small floats may be whole too. */
export const isWhole = (tree: Tree): tree is number | bigint =>
  typeof tree === 'bigint' || (Number.isInteger(tree) && Math.abs(tree as number) < 1e6);

/** The way to a value: keys of records and places in lists, from the top. */
export type TreePath = readonly (string | number)[];

/** Where a value stands in the text that it was read from; lines and columns count from 1. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export const isRecord = (tree: Tree | undefined): tree is TreeRecord =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree);

/** Array.isArray tells nothing of what is in the list. */
export const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);
