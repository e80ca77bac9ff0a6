import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOf, changedBy } from './changes.ts';

const value = fc.jsonValue({ maxDepth: 4 });

/** Plain values, the second of which is the first with some of it changed, added, taken away, moved. */
const pair = fc.tuple(value, value, fc.infiniteStream(fc.nat(9))).map(([before, other, draws]) => {
  const next = (): number => (draws.next() as IteratorYieldResult<number>).value;
  const edit = (each: unknown): unknown => {
    const draw = next();
    if (draw > 6 || typeof each !== 'object' || each === null) return draw === 9 ? other : each;
    if (Array.isArray(each)) {
      const kept = (each as unknown[]).filter(() => next() > 1).map((inner) => (next() > 6 ? edit(inner) : inner));
      return draw === 5 ? [other, ...kept] : kept;
    }
    const kept = Object.entries(each).filter(() => next() > 1);
    if (draw === 4) kept.reverse();
    const edited = kept.map(([key, inner]) => [key, next() > 5 ? edit(inner) : inner] as const);
    return Object.fromEntries(draw === 5 ? [...edited, ['__proto__', other], ['new', 1]] : edited);
  };
  return [before, edit(before)] as const;
});

describe('a change', () => {
  test('makes of the one value the other, with its keys in order, also after a journey as data', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const change = changeOf(before, after);
        const made = changedBy(before, structuredClone(change));
        expect(JSON.stringify(made)).toBe(JSON.stringify(after));
      }),
      { numRuns: 2000 },
    );
  });

  test('is nothing between a value and itself', () => {
    fc.assert(
      fc.property(value, (same) => {
        expect(changeOf(same, same)).toBeUndefined();
        expect(changeOf(same, structuredClone(same))).toBeUndefined();
      }),
    );
  });

  test('keeps what did not change', () => {
    const before = { rules: [{ a: 1 }, { a: 2 }, { a: 3 }], other: { deep: { x: 1 } } };
    const after = { ...before, rules: [before.rules[0], { a: 9 }, ...before.rules.slice(1)] };
    const change = changeOf(before, after);
    const made = changedBy(before, change) as typeof before;
    expect(JSON.stringify(change)).not.toContain('deep');
    expect(made.other).toBe(before.other);
    expect(made.rules[0]).toBe(before.rules[0]);
    expect(made.rules[3]).toBe(before.rules[2]);
  });

  test('is as small where one element of many is another', () => {
    const before = Array.from({ length: 100 }, (_, i) => ({ i, text: 'x'.repeat(50) }));
    const after = before.map((each) => (each.i === 50 ? { ...each, i: -1 } : each));
    expect(JSON.stringify(changeOf(before, after)).length).toBeLessThan(200);
  });
});
