import { describe, expect, test } from 'vitest';
import { center, overlap, type Box, type Point } from '../geometry.ts';
import { weights, type Taken } from './clear.ts';
import { boxAround, glided, offsetsOf, type Glide } from './glide.ts';

const room: Box = { x: 0, y: 0, w: 1000, h: 400 };
const size = { w: 100, h: 30 };
const above: Point = { x: 0, y: -40 };
const glide = (taken: readonly Taken[] = []): Glide => ({
  pointAt: (part) => ({ x: 100 + 800 * part, y: 200 }),
  size,
  from: above,
  to: above,
  side: 'above',
  taken,
  room,
});
const at = (way: Glide, part: number): Box => glided(way, offsetsOf(way), part);
const parts = Array.from({ length: 101 }, (_, i) => i / 100);

describe('a badge on its way', () => {
  test('goes straight along where nothing is in the way', () => {
    for (const part of parts) {
      const { x, y } = center(at(glide(), part));
      expect([x, y].map(Math.round)).toEqual([Math.round(100 + 800 * part), 160]);
    }
  });

  const name: Taken = { box: { x: 470, y: 145, w: 60, h: 20 }, weight: weights.name };

  test('goes around a name, and never jumps', () => {
    const way = glide([name]);
    const offsets = offsetsOf(way);
    const boxes = parts.map((part) => glided(way, offsets, part));
    expect(overlap(boxes[50] ?? room, name.box)).toBe(false);
    boxes.slice(1).forEach((box, i) => {
      const [a, b] = [center(boxes[i] ?? box), center(box)];
      expect(Math.hypot(b.x - a.x, b.y - a.y)).toBeLessThan(25);
    });
  });

  test('begins and ends where it stands at rest', () => {
    expect(at(glide([name]), 0)).toEqual(boxAround({ x: 100, y: 160 }, size));
    expect(at(glide([name]), 1)).toEqual(boxAround({ x: 900, y: 160 }, size));
  });
});
