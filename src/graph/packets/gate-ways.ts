import { bottom, center, right, tidy, type Box, type Point } from '../geometry.ts';

/** A band and its gates, between which packets go without crossing any. */
export interface Gates {
  readonly band: Box;
  readonly boxes: readonly Box[];
}

/** Px of the picture that a way keeps from gates that it passes. */
const beside = 4;

/** The x nearest to another one at which an upright way between two heights crosses no gate. */
function freeX(x: number, { boxes }: Gates, from: number, to: number): number {
  const inTheWay = boxes.filter((box) => box.y < to && bottom(box) > from);
  const isFree = (at: number) => !inTheWay.some((box) => at > box.x - beside / 2 && at < right(box) + beside / 2);
  const asides = inTheWay.flatMap((box) => [box.x - beside, right(box) + beside]);
  const nearest = asides.filter(isFree).sort((a, b) => Math.abs(a - x) - Math.abs(b - x));
  return isFree(x) ? x : (nearest[0] ?? x);
}

/** The middle of the free height below a gate, and above it: to the next row, or to the band's end. */
function heightBelow(gate: Box, { band, boxes }: Gates): number {
  return (bottom(gate) + Math.min(bottom(band), ...boxes.filter((box) => box.y >= bottom(gate)).map(({ y }) => y))) / 2;
}

function heightAbove(gate: Box, { band, boxes }: Gates): number {
  return (gate.y + Math.max(band.y, ...boxes.map(bottom).filter((y) => y <= gate.y))) / 2;
}

/** From a gate down to a height, past the gates of rows below. */
export function downFrom(gate: Box, gates: Gates, to: number): Point[] {
  const { x } = center(gate);
  const free = freeX(x, gates, bottom(gate), to);
  const y = heightBelow(gate, gates);
  return tidy([
    { x, y: bottom(gate) },
    { x, y: free === x ? to : y },
    { x: free, y: free === x ? to : y },
    { x: free, y: to },
  ]);
}

/** From a gate up to a height, past the gates of rows above. */
export function upFrom(gate: Box, gates: Gates, to: number): Point[] {
  const { x } = center(gate);
  const free = freeX(x, gates, to, gate.y);
  const y = heightAbove(gate, gates);
  return tidy([
    { x, y: gate.y },
    { x, y: free === x ? to : y },
    { x: free, y: free === x ? to : y },
    { x: free, y: to },
  ]);
}

/** From a gate to another: straight to the next one, past others below them on the way forward and above them on the way back. */
export function betweenGates(from: Box, to: Box, gates: Gates): Point[] {
  if (bottom(from) <= to.y) return acrossRows(from, to, gates);
  if (bottom(to) <= from.y) return acrossRows(to, from, gates).reverse();
  const [a, b] = [center(from), center(to)];
  const forward = a.x < b.x;
  const [low, high] = [Math.min(a.x, b.x) + 1, Math.max(a.x, b.x) - 1];
  const isBetween = gates.boxes.some((box) => box.y === from.y && center(box).x > low && center(box).x < high);
  if (!isBetween) {
    const y = Math.max(from.y, to.y) + Math.min(from.h, to.h) / 2;
    return forward
      ? [
          { x: right(from), y },
          { x: to.x, y },
        ]
      : [
          { x: from.x, y },
          { x: right(to), y },
        ];
  }
  const edge = (box: Box) => (forward ? bottom(box) : box.y);
  const y = forward ? heightBelow(from, gates) : heightAbove(from, gates);
  return [
    { x: a.x, y: edge(from) },
    { x: a.x, y },
    { x: b.x, y },
    { x: b.x, y: edge(to) },
  ];
}

/** From a gate down to one of a row below it. */
function acrossRows(upper: Box, lower: Box, gates: Gates): Point[] {
  const { x } = center(lower);
  const y = heightAbove(lower, gates);
  return tidy([...downFrom(upper, gates, y), { x, y }, { x, y: lower.y }]);
}
