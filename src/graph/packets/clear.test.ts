import { describe, expect, test } from 'vitest';
import { inside, overlap, type Box } from '../geometry.ts';
import { apart, clearest, coverage, crossing, placesAt, weights, within, type Taken } from './clear.ts';

const room: Box = { x: 0, y: 0, w: 800, h: 400 };
const name = (x: number, y: number, w = 60, h = 14): Taken => ({ box: { x, y, w, h }, weight: weights.name });
const anchor: Box = { x: 380, y: 190, w: 40, h: 20 };
const size = { w: 120, h: 40 };
const places = placesAt(anchor, size, 'above', { gap: 5, rows: 3 });

describe('the place beside a thing', () => {
  const chosen = (...taken: Taken[]): Box => clearest(places, taken, room) ?? room;

  test('is the usual one where nothing is in the way', () => {
    expect(chosen()).toEqual({ x: 340, y: 145, w: 120, h: 40 });
  });

  test('is another one that covers no name, and lies in the room', () => {
    const taken = [name(370, 150), name(300, 120), name(430, 220)];
    const box = chosen(...taken);
    expect(coverage(box, taken)).toBe(0);
    expect(inside(box, room)).toBe(true);
  });

  test('is the one that covers least where all cover something', () => {
    const all: Taken = { box: room, weight: weights.box };
    const box = chosen(all, name(340, 145, 120, 40));
    expect(overlap(box, { x: 340, y: 145, w: 120, h: 40 })).toBe(false);
  });

  test('rather covers a box than a text, and a text rather than a name', () => {
    const [one, two] = [
      { x: 0, y: 0, w: 50, h: 20 },
      { x: 60, y: 0, w: 50, h: 20 },
    ];
    const over = (first: number, second: number) =>
      clearest(
        [one, two],
        [
          { box: one, weight: first },
          { box: two, weight: second },
        ],
        room,
      );
    expect(over(weights.name, weights.text)).toEqual(two);
    expect(over(weights.text, weights.box)).toEqual(two);
    expect(over(weights.box, weights.text)).toEqual(one);
  });

  test('none of the places covers the thing itself', () => {
    for (const place of places) expect(overlap(place, anchor)).toBe(false);
  });
});

test('a line costs what it crosses, and nothing where it passes by', () => {
  const taken = [name(100, 100)];
  expect(crossing({ x: 0, y: 0 }, { x: 200, y: 200 }, taken)).toBeGreaterThan(0);
  expect(crossing({ x: 110, y: 0 }, { x: 110, y: 90 }, taken)).toBe(0);
  expect(crossing({ x: 0, y: 107 }, { x: 300, y: 107 }, taken)).toBeGreaterThan(0);
  expect(crossing({ x: 0, y: 130 }, { x: 300, y: 130 }, taken)).toBe(0);
});

test('a badge would rather stand near, on a text that is no name, than far away; on a name never', () => {
  const near = { x: 0, y: 0, w: 100, h: 30 };
  const far = { x: 0, y: 160, w: 100, h: 30 };
  const on = (weight: number) => clearest([near, far], [{ box: { x: 20, y: 5, w: 60, h: 12 }, weight }], room);
  expect(on(weights.text)).toEqual(near);
  expect(on(weights.name)).toEqual(far);
});

test('what leaves the room is moved back into it', () => {
  expect(within({ x: 790, y: -30, w: 100, h: 40 }, room)).toEqual({ x: 700, y: 0, w: 100, h: 40 });
  expect(within({ x: 5, y: 5, w: 900, h: 40 }, room).x).toBe(0);
});

test('badges at the same place stack or stand side by side', () => {
  const boxes: Box[] = [];
  for (let i = 0; i < 5; i++) boxes.push(apart({ x: 300, y: 100, w: 90, h: 18 }, boxes, [name(300, 121)], room));
  boxes.forEach((box, i) => {
    expect(inside(box, room)).toBe(true);
    expect(coverage(box, [name(300, 121)])).toBe(0);
    for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
  });
});

test('a badge finds the last free place of a crowded room, even at the price of a name', () => {
  const small: Box = { x: 0, y: 0, w: 200, h: 100 };
  const size = { w: 90, h: 18 };
  const crowd = [...Array(9).keys()].map((i) => ({ ...size, x: i % 2 === 0 ? 5 : 105, y: Math.floor(i / 2) * 20 }));
  const box = apart({ ...size, x: 20, y: 10 }, crowd, [name(110, 84)], small);
  expect(inside(box, small)).toBe(true);
  for (const other of crowd) expect(overlap(box, other)).toBe(false);
});
