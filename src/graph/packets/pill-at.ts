import type { Hop } from '../../kernel/hop.ts';
import type { Frame } from '../../kernel/packet/frame.ts';
import { clamp, ease } from '../geometry.ts';
import type { Leg } from './legs.ts';
import type { Progress } from './progress.ts';
import { pillSize, type Pill } from './pill.ts';
import { briefly, isTranslated, pillText, translation } from './pill-text.ts';
import type { Sight } from './sight.ts';
import { hasRoom, markPoint, nearness, standing, tipOf } from './standing.ts';
import type { Story } from './story.ts';
import { legsTo } from './way.ts';

/** Before it arrives where it is rewritten, a packet's badge flips from this part of its way on. */
const flips = 0.55;

/** How far a badge has flipped, 0 to 1: before the middle it shows what was, after it what is. */
const turnAt = (hop: Hop, { to, part }: Progress): number =>
  to === undefined || !isTranslated(hop) ? 1 : clamp((part - flips) / (1 - flips), 0, 1);

/** The badge of a story's packet where the story stands: where it is, and what it says. */
export function pillAt(
  context: CanvasRenderingContext2D,
  sight: Sight,
  { hops, stops }: Story,
  progress: Progress,
): Pill | undefined {
  const { ground, scale } = sight;
  const hop = hops[progress.to ?? progress.at];
  if (hop === undefined) return undefined;
  const turn = turnAt(hop, progress);
  const isRewritten = isTranslated(hop) && turn >= 0.5;
  const arrived = progress.to === undefined || isRewritten || (!isTranslated(hop) && progress.part >= 0.8);
  const whole = pillText(arrived ? hop.frame : frameBefore(hops, progress, hop));
  const replaced = isRewritten && hop.verdict.kind === 'rewritten' ? pillText(hop.verdict.before) : undefined;
  const legs: readonly Leg[] = progress.to === undefined ? [] : legsTo(ground, stops, progress.to);
  const course = { from: stops[progress.at], to: stops[progress.to ?? progress.at], legs, part: ease(progress.part) };
  const near = isRewritten ? nearness.rewritten : nearness.usual;
  const isBrief = !hasRoom(sight, course, pillSize(context, whole, replaced, scale), near);
  const [text, before] = isBrief ? [briefly(whole)] : [whole, replaced];
  const box = standing(sight, course, pillSize(context, text, before, scale));
  if (box === undefined) return undefined;
  return {
    box,
    point: markPoint(sight, course),
    tip: tipOf(sight, course, box),
    text,
    before,
    changed: isRewritten ? translation(hop) : { source: false, destination: false },
    flash: isRewritten ? clamp(2 * turn - 1, 0, 1) : 0,
    squash: Math.abs(Math.cos(turn * Math.PI)),
    dropped: hop.verdict.kind === 'dropped' && progress.to === undefined,
    scale,
  };
}

function frameBefore(hops: readonly Hop[], progress: Progress, hop: Hop): Frame {
  if (hop.verdict.kind === 'rewritten') return hop.verdict.before;
  const earlier = hops[progress.at];
  return earlier?.packet === hop.packet ? earlier.frame : hop.frame;
}
