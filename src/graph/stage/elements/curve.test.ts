import { expect, test } from 'vitest';
import { holds } from '../../geometry.ts';
import { curveOf } from './curve.ts';

test("Cytoscape's terms give back the corners", () => {
  const source = { x: 0, y: 0, w: 100, h: 30 };
  const target = { x: 200, y: 200, w: 40, h: 20 };
  const line = [
    { x: 20, y: 30 },
    { x: 20, y: 60 },
    { x: 220, y: 60 },
    { x: 220, y: 200 },
  ];
  const curve = curveOf(line, source, target);
  if (!curve) throw new Error('no curve');
  const [sx = 0, sy = 0] = curve.source.split(' ').map(parseFloat);
  const [tx = 0, ty = 0] = curve.target.split(' ').map(parseFloat);
  const a = { x: 50 + sx, y: 15 + sy };
  const b = { x: 220 + tx, y: 210 + ty };
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const normal = { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
  const distances = curve.distances.split(' ').map(Number);
  const corners = curve.weights.split(' ').map((weight, i) => ({
    x: a.x + (b.x - a.x) * Number(weight) + normal.x * (distances[i] ?? 0),
    y: a.y + (b.y - a.y) * Number(weight) + normal.y * (distances[i] ?? 0),
  }));
  for (const [i, corner] of corners.entries()) {
    expect(corner.x).toBeCloseTo(line[i + 1]?.x ?? 0, 6);
    expect(corner.y).toBeCloseTo(line[i + 1]?.y ?? 0, 6);
  }
  expect(holds(source, a)).toBe(true);
});
