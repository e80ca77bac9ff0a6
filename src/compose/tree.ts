/** A value of a YAML or JSON text. Records may have any key: read them by `own`, and build them by `Object.fromEntries` or `put`. */
export type Tree = null | boolean | number | string | readonly Tree[] | TreeRecord;
export interface TreeRecord {
  readonly [key: string]: Tree;
}

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
