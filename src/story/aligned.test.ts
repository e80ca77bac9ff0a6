import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aligned } from './aligned.ts';

const shown = (first: string, second: string) =>
  aligned([...first], [...second], (each) => each).map((pair) => `${pair.first ?? '-'}${pair.second ?? '-'}`);

test.each([
  ['abc', 'abc', ['aa', 'bb', 'cc']],
  ['abc', 'ac', ['aa', 'b-', 'cc']],
  ['ac', 'abc', ['aa', '-b', 'cc']],
  ['ab', 'xb', ['a-', '-x', 'bb']],
  ['', 'ab', ['-a', '-b']],
])('%j beside %j', (first, second, pairs) => {
  expect(shown(first, second)).toEqual(pairs);
});

test('each row is whole and in its order, and what stands together is the same', () => {
  const row = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(row, row, (first, second) => {
      const pairs = aligned(first, second, (each) => each);
      expect(pairs.flatMap((pair) => pair.first ?? [])).toEqual(first);
      expect(pairs.flatMap((pair) => pair.second ?? [])).toEqual(second);
      for (const pair of pairs) if (pair.first && pair.second) expect(pair.first).toBe(pair.second);
    }),
  );
});
