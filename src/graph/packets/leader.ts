import { clamp, type Box, type Point } from '../geometry.ts';
import type { Tokens } from '../palette.ts';
import { nearestIn } from './clear.ts';

/** A thin line from what stands apart to what it is about. */
export interface Leader {
  readonly from: Point;
  readonly to: Point;
  /** How strongly it shows, 0 to 1: not at all where the two are close together. */
  readonly strength: number;
}

/** Px between a badge and its packet up to which they are seen as one, and until a line shows fully. */
const close = 9;
const fading = 8;
/** Of the dot at the packet's very place. */
const radius = 3.5;

/** The line from a box to a point that it is about; none where it stands there. */
export function leaderOf(box: Box, tip: Point | undefined): Leader | undefined {
  if (tip === undefined) return undefined;
  const from = nearestIn(box, tip);
  const length = Math.hypot(tip.x - from.x, tip.y - from.y);
  return length <= close ? undefined : { from, to: tip, strength: clamp((length - close) / fading, 0, 1) };
}

/** Draws the line from a box to its point, with a dot there; set off from what it crosses. */
export function drawLeader(
  context: CanvasRenderingContext2D,
  box: Box,
  tip: Point | undefined,
  color: string,
  t: Tokens,
): void {
  const leader = leaderOf(box, tip);
  if (leader === undefined) return;
  const { from, to, strength } = leader;
  context.save();
  context.globalAlpha = strength;
  context.lineCap = 'round';
  for (const [width, ink] of [
    [4.5, t.panel],
    [1.75, color],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = ink;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.fillStyle = color;
  context.strokeStyle = t.panel;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(to.x, to.y, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.restore();
}
