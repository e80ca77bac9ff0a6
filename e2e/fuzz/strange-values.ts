import fc from 'fast-check';
import { garbage, JS_NAMES } from './strange.ts';

/** What can stand anywhere that nobody expects it. */
const OTHERS: readonly unknown[] = [
  ...[undefined, null, true, -0, -1, 0.5, NaN, 1e308, 2 ** 53, '', 'x', [], {}, [[[]]], 'a'.repeat(100_000)],
];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A copy of a value with something in it gone, of another kind, far too large, twice, or called as nothing should be. */
function altered(value: unknown, choices: readonly number[]): unknown {
  const [how = 0, which = 0, ...rest] = choices;
  const entries: [string, unknown][] = isRecord(value) ? Object.entries(value) : [];
  const [key, inner] = entries[which % Math.max(entries.length, 1)] ?? [];
  if (key !== undefined && how % 3 !== 0) {
    const other = altered(inner, rest);
    return Array.isArray(value)
      ? (value as unknown[]).with(Number(key), other)
      : { ...(value as object), [key]: other };
  }
  if (key !== undefined && how % 2 === 0) {
    if (Array.isArray(value)) return [...(value as unknown[]), ...(value as unknown[])];
    const name = JS_NAMES[which % JS_NAMES.length] ?? '';
    return how % 4 === 0
      ? { ...(value as object), [name]: 1 }
      : Object.fromEntries(entries.filter(([each]) => each !== key));
  }
  if (typeof value === 'string' && how % 2 === 0) return value.slice(0, which % (value.length + 1)) + value.slice(1);
  return OTHERS[which % OTHERS.length];
}

/** Values like one, but for something; and values that have nothing to do with it. */
export const valuesLike = (value: unknown): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(value) },
    {
      weight: 6,
      arbitrary: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }).map((choices) => altered(value, choices)),
    },
    { weight: 2, arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true }) },
    { weight: 1, arbitrary: garbage },
  );

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

/** JSON like that of a value, and JSON that nobody should have to read. */
export const textsLike = (value: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: valuesLike(value).map((other) => {
        try {
          return JSON.stringify(other) ?? '';
        } catch {
          return ''; // it holds what JSON has not
        }
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom(1000, 100_000).map((depth) => nested(depth, '[', ']')) },
    { weight: 1, arbitrary: fc.constantFrom(1000, 100_000).map((depth) => nested(depth, '{"a":', '}')) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '', '{', 'null'),
    },
    { weight: 1, arbitrary: garbage },
  );
