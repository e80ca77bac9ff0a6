import { own } from '../../kernel/own.ts';
import { byBytes } from '../../engine/by-bytes.ts';
import type { Field, Format, Shape } from '../shape/shape.ts';
import { isList, isRecord, type Tree, type TreeRecord } from '../tree.ts';

/** A value whose keys stand in the order in which they are printed. */
export type Ordered = null | boolean | number | bigint | string | readonly Ordered[] | Entries;
export interface Entries {
  readonly entries: readonly (readonly [key: string, value: Ordered])[];
}

export const isEntries = (value: Ordered): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts a value in the order of its shape; what has none has its keys in the order of their text. */
export function ordered(value: Tree, shape: Shape | undefined, format: Format): Ordered {
  const printed = shape && 'print' in shape && shape.print ? shape.print(value, format) : value;
  if (isList(printed))
    return printed.map((entry) => ordered(entry, shape?.kind === 'list' ? shape.of : undefined, format));
  if (!isRecord(printed)) return printed;
  if (shape?.kind === 'struct') return { entries: partsOf(printed, shape, format) };
  const keys = Object.keys(printed);
  if (!(shape?.kind === 'value' && shape.print)) keys.sort(format === 'yaml' ? compareKeys : byBytes);
  const of = shape?.kind === 'map' ? shape.of : undefined;
  return { entries: keys.map((key) => [key, ordered(own(printed, key) ?? null, of, format)]) };
}

function partsOf(record: TreeRecord, shape: Shape & { kind: 'struct' }, format: Format): [string, Ordered][] {
  const fields = Object.entries(shape.fields).flatMap(([name, field]): [string, Ordered][] => {
    const found = own(record, name) ?? (format === 'json' ? field.bare : undefined);
    if (found === undefined || (found === null && format === 'yaml')) return [];
    return [[nameOf(name, field, format), ordered(found, field.shape, format)]];
  });
  if (format === 'json' || !shape.extended) return fields;
  const extensions = Object.entries(record).filter(([key]) => key.startsWith('x-'));
  extensions.sort(([a], [b]) => compareKeys(a, b));
  return [...fields, ...extensions.map(([key, value]): [string, Ordered] => [key, ordered(value, undefined, format)])];
}

const nameOf = (name: string, { jsonName }: Field, format: Format): string =>
  format === 'json' ? (jsonName ?? name) : name;

const isLetter = (character: string): boolean => /\p{L}/u.test(character);
const isDigit = (character: string): boolean => /\p{Nd}/u.test(character);

/** The order of keys in go-yaml: numbers in them count as numbers, and letters stand behind all else. */
export function compareKeys(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  const at = left.findIndex((character, place) => character !== right[place]);
  if (at === -1) return left.length - right.length;
  const one = left[at] ?? '';
  const other = right[at];
  if (other === undefined) return 1;
  if (isLetter(one) && isLetter(other)) return byBytes(one, other);
  if (isLetter(one) || isLetter(other)) {
    const behindDigits = at > 0 && isDigit(left[at - 1] ?? '');
    return isLetter(one) === behindDigits ? -1 : 1;
  }
  return compareNumbers(left, right, at) || byBytes(one, other);
}

function compareNumbers(left: readonly string[], right: readonly string[], at: number): number {
  const digitsOf = (characters: readonly string[]): string => {
    const end = characters.findIndex((character, place) => place >= at && !isDigit(character));
    return characters.slice(at, end === -1 ? undefined : end).join('');
  };
  const lead = left[at] === '0' || right[at] === '0' ? leadOf(left, at) : '';
  const one = digitsOf(left);
  const other = digitsOf(right);
  const difference = Number(`${lead}${one || 0}`) - Number(`${lead}${other || 0}`);
  return difference || one.length - other.length;
}

/** A zero counts for what it is where another digit stands before it. */
function leadOf(characters: readonly string[], at: number): string {
  let start = at;
  while (start > 0 && isDigit(characters[start - 1] ?? '')) start -= 1;
  return characters.slice(start, at).some((digit) => digit !== '0') ? '1' : '';
}
