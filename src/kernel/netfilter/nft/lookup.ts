import { own } from '../../own.ts';
import type { Passage } from '../passage.ts';
import type { Table } from '../table.ts';
import type { Data } from './datatypes.ts';
import type { Among, Element, NamedSet } from './ruleset.ts';

/** Where a rule is run: its table, and what of it changes with packets. */
export interface Place {
  readonly table: Table;
  /** Counts packets round a circle of that many (numgen). */
  turn(modulus: number): number;
  /** A set as packets of this trace have left it. */
  elementsOf(set: NamedSet): readonly Element[];
}

/** The element of a set or map that holds a key, if one does and its time is not over. */
export function elementFor(among: Among, key: readonly Data[], passage: Passage, place: Place): Element | undefined {
  const set = among.kind === 'inline' ? undefined : own(place.table.sets, among.set);
  const elements = among.kind === 'inline' ? among.elements : set ? place.elementsOf(set) : [];
  const { now } = passage.context;
  return elements.find((element) => covers(element, key) && (element.expires ?? Infinity) > now);
}

export const covers = ({ key: parts }: Element, key: readonly Data[]): boolean =>
  parts.length === key.length && parts.every((part, i) => holdsData(part.from, part.to, key[i] ?? ''));

/** Whether a value is one, or lies between two. A name that ends in a star stands for all that begin so. */
export function holdsData(from: Data, to: Data | undefined, value: Data): boolean {
  if (to !== undefined) return value >= from && value <= to;
  return from === value || (from.endsWith('*') && value.startsWith(from.slice(0, -1)));
}
