import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edited } from './changes.fixture.ts';
import { copied, recordCopy, sharing } from './copies.ts';

test('a copy is the same and shares nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const copy = copied(value);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
      if (typeof value === 'object' && value !== null) expect(copy).not.toBe(value);
    }),
  );
  const before = { inner: { list: [{ a: 1 }] } };
  const copy = copied(before);
  copy.inner.list[0] = { a: 2 };
  expect(before.inner.list).toEqual([{ a: 1 }]);
});

test('a record of any size and with any names is copied as a plain one, in its order, with the same values', () => {
  const names = ['__proto__', 'constructor', 'toString', '7', ''];
  fc.assert(
    fc.property(fc.nat(400), fc.shuffledSubarray(names), (size, some) => {
      const entries = [...some, ...Array.from({ length: size }, (_, i) => `name${i}`)].map((name) => [name, { name }]);
      const record = Object.fromEntries(entries) as Record<string, unknown>;
      const copy = recordCopy(record);
      expect(Object.entries(copy)).toEqual(Object.entries(record));
      expect(Object.keys(copy).every((key) => copy[key] === record[key])).toBe(true);
      expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    }),
  );
});

test('what became of a copy is the same after it shares with the original', () => {
  fc.assert(
    fc.property(edited, ([before, after]) => {
      const whole = JSON.stringify(after);
      const original = JSON.stringify(before);
      expect(JSON.stringify(sharing(before, copied(after)))).toBe(whole);
      expect(JSON.stringify(before)).toBe(original);
    }),
    { numRuns: 2000 },
  );
});

test('what did not change is shared: all of it, records, and the ends of lists', () => {
  const before = { rules: [{ a: 1 }, { a: 2 }, { a: 3 }], other: { deep: { x: 1 } }, ['__proto__']: { y: 1 } };
  expect(sharing(before, copied(before))).toBe(before);
  const after = copied(before);
  after.rules.splice(1, 0, { a: 9 });
  const shared = sharing(before, after);
  expect(shared.other).toBe(before.other);
  expect(shared.rules.map((rule) => before.rules.indexOf(rule))).toEqual([0, -1, 1, 2]);
});
