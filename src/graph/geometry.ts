export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box by its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const right = (box: Box): number => box.x + box.w;
export const bottom = (box: Box): number => box.y + box.h;
export const center = (box: Box): Point => ({ x: box.x + box.w / 2, y: box.y + box.h / 2 });
export const moved = (box: Box, dx: number, dy: number): Box => ({ ...box, x: box.x + dx, y: box.y + dy });
export const grown = (box: Box, by: number): Box => ({
  x: box.x - by,
  y: box.y - by,
  w: box.w + 2 * by,
  h: box.h + 2 * by,
});

export const sameBox = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

export const overlap = (a: Box, b: Box): boolean =>
  a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);

export const inside = (box: Box, outer: Box): boolean =>
  box.x >= outer.x && box.y >= outer.y && right(box) <= right(outer) && bottom(box) <= bottom(outer);

export const holds = (box: Box, { x, y }: Point): boolean =>
  x >= box.x && x <= right(box) && y >= box.y && y <= bottom(box);

/** The smallest box around some boxes; an empty one at the origin where there are none. */
export function around(boxes: Iterable<Box>): Box {
  let [x, y, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    x = Math.min(x, box.x);
    y = Math.min(y, box.y);
    x2 = Math.max(x2, right(box));
    y2 = Math.max(y2, bottom(box));
  }
  return x > x2 ? { x: 0, y: 0, w: 0, h: 0 } : { x, y, w: x2 - x, h: y2 - y };
}

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** How far a movement is after a part of its time, both 0 to 1: it begins and ends slowly. */
export const ease = (part: number): number => (part < 0.5 ? 4 * part ** 3 : 1 - (-2 * part + 2) ** 3 / 2);

export function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1], points[i]);
  return length;
}

function distance(a: Point | undefined, b: Point | undefined): number {
  return a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0;
}

/** The point at a fraction (0 to 1) of a line's length. */
export function pointAt(points: readonly Point[], fraction: number): Point {
  const first = points[0];
  if (first === undefined) throw new RangeError('a line without points');
  let rest = lengthOf(points) * clamp(fraction, 0, 1);
  let before = first;
  for (const point of points.slice(1)) {
    const step = distance(before, point);
    if (step > 0 && rest <= step) {
      const part = rest / step;
      return { x: before.x + (point.x - before.x) * part, y: before.y + (point.y - before.y) * part };
    }
    rest -= step;
    before = point;
  }
  return before;
}

/** The first part of a line, up to a fraction of its length. */
export function partOf(points: readonly Point[], fraction: number): Point[] {
  if (fraction >= 1) return [...points];
  let rest = lengthOf(points) * Math.max(0, fraction);
  const part = points.slice(0, 1);
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const step = distance(a, b);
    if (rest <= step) {
      part.push(pointAt(points, fraction));
      return part;
    }
    if (b) part.push(b);
    rest -= step;
  }
  return part;
}

/** A line without repeated points and without points in the middle of a straight stretch. */
export function tidy(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last && last.x === point.x && last.y === point.y) continue;
    if (before && last && isStraight(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

const isStraight = (a: Point, b: Point, c: Point): boolean =>
  (a.x === b.x && b.x === c.x && (b.y - a.y) * (c.y - b.y) > 0) ||
  (a.y === b.y && b.y === c.y && (b.x - a.x) * (c.x - b.x) > 0);
