import { describe, expect, test } from 'vitest';
import { around, lengthOf, overlap, partOf, pointAt, tidy } from './geometry.ts';

const corner = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 30 },
];

describe('a line', () => {
  test('has a length, and a point at each fraction of it', () => {
    expect(lengthOf(corner)).toBe(40);
    expect(pointAt(corner, 0)).toEqual({ x: 0, y: 0 });
    expect(pointAt(corner, 0.25)).toEqual({ x: 10, y: 0 });
    expect(pointAt(corner, 0.5)).toEqual({ x: 10, y: 10 });
    expect(pointAt(corner, 2)).toEqual({ x: 10, y: 30 });
  });

  test('of one point is that point everywhere', () => {
    expect(pointAt([{ x: 3, y: 4 }], 0.5)).toEqual({ x: 3, y: 4 });
  });

  test('is cut where the point is', () => {
    expect(partOf(corner, 0.5)).toEqual([...corner.slice(0, 2), { x: 10, y: 10 }]);
    expect(partOf(corner, 0)).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ]);
    expect(partOf(corner, 1)).toEqual(corner);
  });

  test('is tidied of repeated points and of points on the way', () => {
    expect(tidy([{ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 5, y: 0 }, ...corner.slice(1)])).toEqual(corner);
  });

  test('keeps a point where it turns back', () => {
    const back = [
      { x: 0, y: 0 },
      { x: 9, y: 0 },
      { x: 4, y: 0 },
    ];
    expect(tidy(back)).toEqual(back);
  });
});

test('boxes that touch do not overlap', () => {
  const box = { x: 0, y: 0, w: 10, h: 10 };
  expect(overlap(box, { ...box, x: 10 })).toBe(false);
  expect(overlap(box, { ...box, x: 9.5 })).toBe(true);
});

test('the box around boxes', () => {
  expect(
    around([
      { x: 0, y: 5, w: 2, h: 2 },
      { x: -4, y: 0, w: 1, h: 1 },
    ]),
  ).toEqual({ x: -4, y: 0, w: 6, h: 7 });
  expect(around([])).toEqual({ x: 0, y: 0, w: 0, h: 0 });
});
