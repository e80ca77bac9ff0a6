/** Reads values of which nothing is known: what is not as it should be is not there. */
import { own } from '../kernel/own.ts';
import { LIMITS } from './limits.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  isFields(value) ? Object.entries(value) : [];

/** The value at the end of a way of names. */
export const at = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((each, name) => (isFields(each) ? own(each, name) : undefined), value);

// oxlint-disable-next-line no-control-regex -- no word has them
const UNFIT = /[\u0000-\u001f\u007f\u2028\u2029]/;

/** A text on one line that is not empty and not too long. */
export const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= LIMITS.word && !UNFIT.test(value) ? value : undefined;
export const wordAt = (value: unknown, ...names: readonly string[]): string | undefined => wordOf(at(value, ...names));

/** The words of a list; undefined where there are none. */
export function wordsOf(value: unknown): string[] | undefined {
  const words = listOf(value).flatMap((each) => wordOf(each) ?? []);
  return words.length > 0 ? words : undefined;
}

export const integerOf = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) ? (value as number) : undefined;
export const integerAt = (value: unknown, ...names: readonly string[]): number | undefined =>
  integerOf(at(value, ...names));

/** `true` where it is so, else nothing. */
export const yes = (value: unknown): true | undefined => (value === true ? true : undefined);

type Known<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same without what is not known. */
export const known = <T extends object>(fields: T): Known<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>;

/** A record of words of those names only that are wanted. */
export function namedOf(
  value: unknown,
  wanted: (name: string) => boolean,
  onOther: () => void = () => {},
): Record<string, string> | undefined {
  const kept = entriesOf(value).flatMap(([name, each]) => {
    const word = typeof each === 'number' || typeof each === 'boolean' ? String(each) : wordOf(each);
    const fits = wordOf(name) !== undefined && word !== undefined && wanted(name);
    if (!fits) onOther();
    return fits ? [[name, word] as const] : [];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** What a JSON text says; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
