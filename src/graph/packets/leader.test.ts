import { expect, test } from 'vitest';
import { leaderOf } from './leader.ts';

const badge = { x: 100, y: 100, w: 80, h: 20 };

test('a badge at its packet has no line to it', () => {
  expect(leaderOf(badge, { x: 140, y: 126 })).toBeUndefined();
  expect(leaderOf(badge, { x: 120, y: 110 })).toBeUndefined();
  expect(leaderOf(badge, undefined)).toBeUndefined();
});

test('from a badge that stands apart a line leads to its packet, the more the farther away', () => {
  expect(leaderOf(badge, { x: 140, y: 200 })).toEqual({
    from: { x: 140, y: 120 },
    to: { x: 140, y: 200 },
    strength: 1,
  });
  expect(leaderOf(badge, { x: 140, y: 133 })?.strength).toBeCloseTo(0.5);
});
