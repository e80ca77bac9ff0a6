import fc from 'fast-check';
import { garbage, JS_NAMES } from './strange.ts';

/** A copy of a value with something in it that was not there: gone, of another kind, far too large, or called as nothing should be. */
function* altered(value: unknown): Generator<unknown> {
  yield* [undefined, null, true, -0, -1, NaN, 1e308, 2 ** 53, '', 'x', [], {}, [[[]]], 'a'.repeat(100_000)];
  if (typeof value === 'string')
    yield* [value.slice(1), value.slice(0, -1), value + value, `${value}\u0000`, value.toUpperCase()];
  if (typeof value === 'number') yield* [value + 0.5, -value, String(value)];
  if (Array.isArray(value)) {
    yield [...(value as unknown[]), ...(value as unknown[])];
    for (const [i, each] of value.entries())
      for (const other of altered(each)) yield (value as unknown[]).with(i, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const name of JS_NAMES) yield { ...value, [name]: 1 };
    for (const [key, each] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
      for (const other of altered(each)) yield { ...value, [key]: other };
    }
  }
}

/** Values like one, but for something; and values that have nothing to do with it. */
export const valuesLike = (value: unknown): fc.Arbitrary<unknown> => {
  const all = [...altered(value)];
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(value) },
    { weight: 6, arbitrary: fc.constantFrom(...all) },
    {
      weight: 2,
      arbitrary: fc.anything({ withNullPrototype: false, withBigInt: true, withDate: true, withMap: true }),
    },
    { weight: 1, arbitrary: garbage },
  );
};

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
          return ''; // it holds itself, or is too large a number for JSON
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
