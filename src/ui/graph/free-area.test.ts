import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlap, type Box } from '../../graph/geometry.ts';
import { freeArea } from './free-area.ts';

const window = { w: 1000, h: 400 };
const freeBox = ({ w, h }: typeof window, covers: readonly Box[]): Box => {
  const { top, right, bottom, left } = freeArea({ w, h }, covers);
  return { x: left, y: top, w: w - left - right, h: h - top - bottom };
};

test('nothing is in the way: all but a thin edge', () => {
  expect(freeArea(window, [])).toEqual({ top: 10, right: 10, bottom: 10, left: 10 });
});

test('a column at the left takes width, where there is plenty of it', () => {
  expect(freeArea(window, [{ x: 10, y: 10, w: 60, h: 180 }])).toEqual({ top: 10, right: 10, bottom: 10, left: 80 });
});

test('a row takes height in a narrow window', () => {
  expect(freeArea({ w: 390, h: 400 }, [{ x: 10, y: 10, w: 260, h: 36 }])).toEqual({
    top: 56,
    right: 10,
    bottom: 10,
    left: 10,
  });
});

test('what stands in one column takes its width once', () => {
  const column = [
    { x: 10, y: 10, w: 60, h: 180 },
    { x: 10, y: 290, w: 32, h: 100 },
  ];
  expect(freeArea(window, column).left).toBe(80);
});

test('covers that leave nothing free are as if they were not there', () => {
  expect(freeArea(window, [{ x: 0, y: 0, ...window }])).toEqual({ top: 10, right: 10, bottom: 10, left: 10 });
});

const cover = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 340 }), fc.integer({ min: 1, max: 300 }))
  .map(([x, y, side]): Box => ({ x, y, w: side, h: Math.min(side, 60) }));

test('what is free lies under nothing and within the window', () => {
  fc.assert(
    fc.property(fc.array(cover, { maxLength: 4 }), (covers) => {
      const free = freeBox(window, covers);
      expect(free.x).toBeGreaterThanOrEqual(10);
      expect(free.x + free.w).toBeLessThanOrEqual(990);
      expect(covers.filter((each) => overlap(each, free))).toEqual([]);
    }),
  );
});
