import type { Tree } from '../tree.ts';

/** What is met on the way, beside what comes out. */
export interface Reading {
  /** What cannot be: all of it is told at once. */
  readonly faults: string[];
  readonly warn: (text: string) => void;
}

/** Undefined: as if it were not said. */
export type Read = (value: Tree, reading: Reading) => Tree | undefined;

/**
 * The shape that compose gives a part of a project (compose-go types/types.go): how it is read from a file, and in which order its
 * parts are printed.
 */
export type Shape =
  | { readonly kind: 'value'; readonly read: Read; readonly print?: Print }
  | { readonly kind: 'list'; readonly of: Shape }
  /** Keys are of users. */
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'struct'; readonly fields: Fields; readonly extended: boolean; readonly print?: Print };

/** What `config` prints of a value, where it is not the value as it was read. */
export type Print = (value: Tree, format: Format) => Tree;
export type Format = 'yaml' | 'json';

export interface Fields {
  readonly [name: string]: Field;
}

export interface Field {
  readonly shape: Shape;
  /** Kept and printed though it is zero, empty or false. */
  readonly kept?: boolean;
  /** What stands where nothing is said. */
  readonly zero?: Tree;
  /** What JSON prints where there is none. */
  readonly bare?: Tree;
  /** The name that JSON prints. */
  readonly jsonName?: string;
}

export const value = (read: Read, print?: Print): Shape => ({ kind: 'value', read, ...(print && { print }) });
export const list = (of: Shape): Shape => ({ kind: 'list', of });
export const map = (of: Shape): Shape => ({ kind: 'map', of });

/** A record of known parts. `x-…` keys are carried where it is said so. */
export const struct = (
  fields: Readonly<Record<string, Shape | Field>>,
  { extended = true, print }: { readonly extended?: boolean; readonly print?: Print } = {},
): Shape => ({
  kind: 'struct',
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, 'kind' in field ? { shape: field } : field]),
  ),
  extended,
  ...(print && { print }),
});

/** A part whose zero is told from its absence. */
export const kept = (shape: Shape): Field => ({ shape, kept: true });
/** A part that is always there. */
export const always = (shape: Shape, zero: Tree): Field => ({ shape, kept: true, zero });
