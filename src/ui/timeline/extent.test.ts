import { expect, test } from 'vitest';
import { filledAt, offsetAt } from './extent.ts';

const steps = [
  { from: 0, to: 4, hop: 1 },
  { from: 4, to: 5, hop: 4 },
];
const hops = [0, 1, 2].map((hop) => ({ from: hop, to: hop + 1, hop }));

test('a hop fills its part of its step, and on the way to the next the track goes on filling', () => {
  const filled = (position: number) => filledAt({ steps, grain: 'packets', position });
  expect([0, 1, 3, 4].map(filled)).toEqual([0.25, 0.5, 1, 2]);
  expect([0, 0.5, 2].map((position) => filledAt({ steps: hops, grain: 'hops', position }))).toEqual([1, 1.5, 3]);
});

test('while a packet stands to be read nothing is filled, then the next step begins to be', () => {
  const filled = (position: number) => filledAt({ steps, grain: 'packets', position });
  expect(filled(3.5)).toBe(1);
  expect(filled(3.85)).toBeCloseTo(1.5);
});

test('a track that has room does not move', () => {
  expect(offsetAt(2, { segment: 10, width: 100, total: 40 })).toBe(0);
  expect(offsetAt(8, { segment: 20, width: 100, total: 200 })).toBe(100);
});
