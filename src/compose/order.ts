import { byBytes } from '../engine/by-bytes.ts';

/** The entries of a record in the order of their keys. */
export const inOrder = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => byBytes(a, b));
