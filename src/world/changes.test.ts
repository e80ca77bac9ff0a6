import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edited, value } from './changes.fixture.ts';
import { changeOf, changedBy, changedByAll } from './changes.ts';

describe('a change', () => {
  test('makes of the one value the other, with its keys in order, also after a journey as data', () => {
    fc.assert(
      fc.property(edited, ([before, after]) => {
        const change = changeOf(before, after);
        const made = changedBy(before, structuredClone(change));
        expect(JSON.stringify(made)).toBe(JSON.stringify(after));
      }),
      { numRuns: 2000 },
    );
  });

  test('makes with others what each makes after the other, and leaves what it began with', () => {
    fc.assert(
      fc.property(edited, edited, ([first, second], [third, fourth]) => {
        const values = [{ at: first }, { at: second, more: 1 }, { at: third }, { at: fourth, more: [2] }];
        const changes = values.slice(1).map((each, at) => structuredClone(changeOf(values[at], each)));
        const texts = JSON.stringify(changes);
        const start = structuredClone(values[0]);
        const made = changedByAll(start, changes);
        expect(JSON.stringify(made)).toBe(JSON.stringify(values.at(-1)));
        expect(JSON.stringify(start)).toBe(JSON.stringify(values[0]));
        expect(JSON.stringify(changes)).toBe(texts);
      }),
      { numRuns: 1000 },
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
