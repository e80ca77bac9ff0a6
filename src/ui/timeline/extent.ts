import { seenAt, stepAt, type Grain, type Step } from '../../story/steps.ts';

/** Which part of a track is in view, in pixels. */
export interface Extent {
  readonly segment: number;
  readonly width: number;
  readonly total: number;
}

interface Playhead {
  readonly steps: readonly Step[];
  readonly grain: Grain;
  readonly position: number;
}

/** How far a track is filled at a position, in segments, one a step: a hop that is reached fills its part of its step. */
export function filledAt({ steps, grain, position: at }: Playhead): number {
  const position = seenAt(steps, grain, at);
  const hop = Math.floor(position);
  const [here, next] = [filledTo(steps, hop), filledTo(steps, hop + 1)];
  return here + (next - here) * (position - hop);
}

function filledTo(steps: readonly Step[], hop: number): number {
  const at = stepAt(steps, hop);
  const { from, to } = steps[at] ?? { from: 0, to: 1 };
  return at + (hop - from + 1) / (to - from);
}

/** How far the track has moved to the left so that its end of what is filled is in the middle of what is seen. */
export const offsetAt = (filled: number, { segment, width, total }: Extent): number =>
  Math.min(Math.max(0, filled * segment - width / 2), Math.max(0, total - width));
