import type { Element } from './ruleset.ts';

const startOf = ({ key }: Element): string => key.map(({ from }) => from).join(' ');

/** Elements in the order of their keys, as sets are listed. */
export const sortElements = (elements: readonly Element[]): Element[] =>
  [...elements].sort((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0));

/** The text by which elements of a set are told apart. */
export const keyText = ({ key }: Element): string => key.map(({ from, to = from }) => `${from}-${to}`).join(' ');
