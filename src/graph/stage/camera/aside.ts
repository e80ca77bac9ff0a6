import { bottom, clamp, grown, overlap, right, type Box } from '../../geometry.ts';
import type { Lens } from './framing.ts';
import { shownBy, type Shot } from './shot.ts';

/** What a shot may hide, and what hides it. */
export interface Hiding {
  /** Boxes with names, in the picture. */
  readonly named: readonly Box[];
  /** What floats over the picture, in px of the element. */
  readonly floats: readonly Box[];
}

/** Places that are tried in each direction, on both sides of the wanted one. */
const tries = 6;
/** What a box half under something costs, in px of which a shot is moved aside. */
const costs = { hidden: 400 };
/** Px that a shot is moved by at most in a direction. */
const reach = 500;
/** Px that stay free around what is framed. */
const edge = 14;

/**
 * A shot moved by as little as it takes that what floats over the picture hides few names: what is framed stays inside of the
 * free part of the element.
 */
export function movedAside(shot: Shot, framed: Box, { clear }: Lens, { named, floats }: Hiding): Shot {
  const hiding = { named: named.filter((box) => isHidden(shot, box, floats, reach)), floats };
  const shown = shownBy(shot, framed);
  const xs = shiftsIn(clear.x + edge - shown.x, right(clear) - edge - right(shown));
  const ys = shiftsIn(clear.y + edge - shown.y, bottom(clear) - edge - bottom(shown));
  let best = { shot, cost: costOf(shot, hiding) };
  for (const dx of xs)
    for (const dy of ys) {
      const away = Math.hypot(dx, dy);
      if (away >= best.cost) continue;
      const moved = { ...shot, x: shot.x + dx, y: shot.y + dy };
      const cost = away + costOf(moved, hiding);
      if (cost < best.cost) best = { shot: moved, cost };
    }
  return best.shot;
}

/** From no shift to the least and to the most in even steps; none where there is no room. */
function shiftsIn(least: number, most: number): number[] {
  if (least > 0 || most < 0) return [0];
  const steps = Array.from({ length: tries }, (_, i) => (i + 1) / tries);
  return [0, ...steps.flatMap((part) => [clamp(least, -reach, 0) * part, clamp(most, 0, reach) * part])];
}

const costOf = (shot: Shot, { named, floats }: Hiding): number =>
  costs.hidden * named.filter((box) => isHidden(shot, box, floats)).length;

/** Whether something floats over a box, or as near to it as this. */
function isHidden(shot: Shot, box: Box, floats: readonly Box[], by = 0): boolean {
  const shown = grown(shownBy(shot, box), by);
  return floats.some((float) => overlap(float, shown));
}
