import { overlap, type Box, type Point } from '../geometry.ts';
import { weights } from './clear.ts';
import { onScreen, type Sight } from './sight.ts';

/**
 * What a packet's way goes behind, in px of the canvas: the texts that it would hide, and what stands from afar for things that
 * it passes.
 * @param lines in the picture's coordinates
 */
export function coversOf(lines: readonly (readonly Point[])[], sight: Sight): readonly Box[] {
  const pieces = lines.flatMap((line) => line.slice(1).map((end, i) => pieceOf(sight, line[i] ?? end, end)));
  const texts = sight.taken.flatMap(({ box, weight }) => (weight >= weights.text ? [box] : []));
  return [...texts, ...sight.wholes].filter((box) => pieces.some((piece) => overlap(piece, box)));
}

/** Px of a line on both sides of its middle. */
const half = 1.5;

function pieceOf(sight: Sight, a: Point, b: Point): Box {
  const [from, to] = [onScreen(sight, a), onScreen(sight, b)];
  return {
    x: Math.min(from.x, to.x) - half,
    y: Math.min(from.y, to.y) - half,
    w: Math.abs(to.x - from.x) + 2 * half,
    h: Math.abs(to.y - from.y) + 2 * half,
  };
}
