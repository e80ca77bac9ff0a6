import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lanes, laneWidth } from './lanes.ts';

test('stretches in one lane never overlap', () => {
  const stretch = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }));
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 40 }), (stretches) => {
      const lanes = new Lanes();
      const taken = stretches.map(([a, b]) => ({ lane: lanes.take(a, b), from: Math.min(a, b), to: Math.max(a, b) }));
      for (const [i, x] of taken.entries())
        for (const y of taken.slice(i + 1)) if (x.lane === y.lane) expect(x.to < y.from || y.to < x.from).toBe(true);
      expect(lanes.count).toBe(new Set(taken.map(({ lane }) => lane)).size);
    }),
  );
});

test('a free lane is used again', () => {
  const lanes = new Lanes();
  expect([lanes.take(0, 10), lanes.take(5, 15), lanes.take(20, 11)]).toEqual([0, 1, 0]);
});

test('lanes stand closer where there are many', () => {
  expect(laneWidth(3, 8, 64)).toBe(8);
  expect(laneWidth(16, 8, 64)).toBe(4);
});
