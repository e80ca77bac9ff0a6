import { describe, expect, test } from 'vitest';
import { grown, inside, overlap, type Box } from '../../geometry.ts';
import { movedAside } from './aside.ts';
import { shotOf, type Lens } from './framing.ts';
import { shownBy } from './shot.ts';

const lens: Lens = {
  clear: { x: 90, y: 20, w: 860, h: 380 },
  zoom: 1,
  bounds: { x: 0, y: 0, w: 2000, h: 900 },
};
/** A toolbar at the left, and one at the right. */
const floats: readonly Box[] = [
  { x: 10, y: 10, w: 70, h: 180 },
  { x: 960, y: 200, w: 34, h: 160 },
];
const framed: Box = { x: 800, y: 400, w: 500, h: 200 };
const at = (named: readonly Box[]) => {
  const shot = shotOf(framed, lens);
  return { shot, moved: movedAside(shot, framed, lens, { named, floats }) };
};

describe('a shot that is moved aside', () => {
  test('stays where nothing is hidden', () => {
    const { shot, moved } = at([framed]);
    expect(moved).toEqual(shot);
  });

  test('hides no name under what floats, where it can lie elsewhere', () => {
    const { shot } = at([]);
    // Under the left toolbar, in a shot that has what is framed in its middle.
    const half: Box = { x: 40 - shot.x, y: 60 - shot.y, w: 100, h: 40 };
    const { moved } = at([half, framed]);
    expect(floats.some((float) => overlap(float, shownBy(moved, half)))).toBe(false);
    expect(inside(shownBy(moved, framed), grown(lens.clear, -10))).toBe(true);
  });

  test('stays where there is no room to move', () => {
    const whole: Box = { x: 800, y: 400, w: 860, h: 380 };
    const shot = { zoom: 1, x: 90 - 800, y: 20 - 400 };
    expect(movedAside(shot, whole, lens, { named: [{ x: 740, y: 400, w: 80, h: 40 }], floats })).toEqual(shot);
  });
});
