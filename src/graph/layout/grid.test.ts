import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridCells } from './grid.ts';

const shape = fc.record({
  start: fc.integer({ min: 1, max: 10 }),
  ratio: fc.double({ min: 0.2, max: 4, noNaN: true }),
});

test('fills the first row first', () => {
  expect(gridCells(3, { start: 5, ratio: 2 })).toEqual([0, 1, 2].map((column) => ({ row: 0, column })));
});

test('cells are distinct, and adding one moves none', () => {
  fc.assert(
    fc.property(fc.nat(200), shape, (count, kept) => {
      const cells = gridCells(count, kept);
      expect(cells).toHaveLength(count);
      expect(new Set(cells.map(({ row, column }) => `${row} ${column}`)).size).toBe(count);
      expect(gridCells(count + 1, kept).slice(0, count)).toEqual(cells);
    }),
  );
});

test('keeps near its shape', () => {
  const cells = gridCells(200, { start: 6, ratio: 2 });
  const rows = Math.max(...cells.map(({ row }) => row)) + 1;
  const columns = Math.max(...cells.map(({ column }) => column)) + 1;
  expect(columns / rows).toBeGreaterThan(1.6);
  expect(columns / rows).toBeLessThan(2.6);
});
