import { sameBox, type Box } from '../geometry.ts';

/** Where a thing is now, and how much of it has appeared. */
export interface Appearance {
  readonly box: Box;
  readonly opacity: number;
}

export type Appearances = Readonly<Record<string, Appearance>>;

/** Milliseconds that a thing takes to appear, to move, or the view to follow. */
export const motionTime = 200;

const mix = (a: number, b: number, part: number): number => a + (b - a) * part;

const mixBox = (a: Box, b: Box, part: number): Box => ({
  x: mix(a.x, b.x, part),
  y: mix(a.y, b.y, part),
  w: mix(a.w, b.w, part),
  h: mix(a.h, b.h, part),
});

/** A new thing grows from a little smaller around its middle. */
const small = ({ x, y, w, h }: Box): Box => ({ x: x + w * 0.06, y: y + h * 0.06, w: w * 0.88, h: h * 0.88 });

/** What is between two states: old things move to their new places, new ones appear at theirs. */
export function between(
  before: Appearances,
  boxes: Readonly<Record<string, Box>>,
  part: number,
): Record<string, Appearance> {
  const now: Record<string, Appearance> = {};
  for (const [id, box] of Object.entries(boxes)) {
    const old = before[id];
    now[id] =
      part >= 1
        ? { box, opacity: 1 }
        : old === undefined
          ? { box: mixBox(small(box), box, part), opacity: part }
          : { box: mixBox(old.box, box, part), opacity: mix(old.opacity, 1, part) };
  }
  return now;
}

/** Whether anything moves or appears on the way from one state to the other. */
export function differs(before: Appearances, boxes: Readonly<Record<string, Box>>): boolean {
  return Object.entries(boxes).some(([id, box]) => {
    const old = before[id];
    return old === undefined || old.opacity < 1 || !sameBox(old.box, box);
  });
}
