import { bottom, center, overlap, type Box, type Point } from '../geometry.ts';

/** Points of a curve that stands for it as a line: it is drawn as all other edges are. */
const pieces = 12;
/** Where arrows leave a card and where they reach one, in parts of its width: what comes and what goes stays apart. */
const part = { from: 0.4, to: 0.7 } as const;
/** How far an arrow between cards of one row hangs below them. */
const sag = { least: 8, most: 18 } as const;

/** From a card to another one in a curve, so that nobody takes it for a wire: below a row, or from row to row. */
export function arcBetween(source: Box, target: Box): Point[] {
  const from = source.x + source.w * part.from;
  const to = target.x + target.w * part.to;
  if (isBeside(source, target)) {
    const low = Math.max(bottom(source), bottom(target));
    const depth = Math.min(sag.most, Math.max(sag.least, Math.abs(to - from) / 12));
    const [a, d] = [
      { x: from, y: bottom(source) },
      { x: to, y: bottom(target) },
    ];
    const y = low + depth / 0.75;
    return curve(a, { x: from + (to - from) * 0.15, y }, { x: to - (to - from) * 0.15, y }, d);
  }
  const isBelow = center(target).y > center(source).y;
  const a = { x: from, y: isBelow ? bottom(source) : source.y };
  const d = { x: to, y: isBelow ? target.y : bottom(target) };
  const middle = (a.y + d.y) / 2;
  return curve(a, { x: a.x, y: middle }, { x: d.x, y: middle }, d);
}

const isBeside = (a: Box, b: Box): boolean => overlap({ ...a, x: 0, w: 1 }, { ...b, x: 0, w: 1 });

function curve(a: Point, b: Point, c: Point, d: Point): Point[] {
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const t = i / pieces;
    const [p, q, r, s] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
    return { x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y };
  });
}
