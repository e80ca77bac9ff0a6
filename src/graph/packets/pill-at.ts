import type { Hop } from '../../kernel/hop.ts';
import type { Frame } from '../../kernel/packet/frame.ts';
import { clamp, ease } from '../geometry.ts';
import type { Leg } from './legs.ts';
import type { Progress } from './progress.ts';
import { pillGap, pillHeight, type Pill } from './pill.ts';
import { isTranslated, pillText, translation } from './pill-text.ts';
import { narrow, onScreen, type Sight } from './sight.ts';
import { standOf, type Stand } from './stand.ts';
import type { Story } from './story.ts';
import { along, legsTo, stopPoint } from './way.ts';

/** Before it arrives where it is rewritten, a packet's badge flips from this part of its way on. */
const flips = 0.55;

/** How far a badge has flipped, 0 to 1: before the middle it shows what was, after it what is. */
const turnAt = (hop: Hop, { to, part }: Progress): number =>
  to === undefined || !isTranslated(hop) ? 1 : clamp((part - flips) / (1 - flips), 0, 1);

/** The badge of a story's packet where the story stands: where it is, and what it says. */
export function pillAt(sight: Sight, { hops, stops }: Story, progress: Progress): Pill | undefined {
  const { ground, zoom, room } = sight;
  const hop = hops[progress.to ?? progress.at];
  if (hop === undefined) return undefined;
  const turn = turnAt(hop, progress);
  const isRewritten = isTranslated(hop) && turn >= 0.5;
  const arrived = progress.to === undefined || isRewritten || (!isTranslated(hop) && progress.part >= 0.8);
  const text = pillText(arrived ? hop.frame : frameBefore(hops, progress, hop));
  const legs: readonly Leg[] = progress.to === undefined ? [] : legsTo(ground, stops, progress.to);
  const from = stops[progress.at];
  const to = stops[progress.to ?? progress.at];
  const part = ease(progress.part);
  const point = legs.length > 0 ? along(legs, part).point : stopPoint(ground, to);
  if (point === undefined) return undefined;
  const scale = clamp(zoom * 1.1, room.width < narrow ? 0.7 : 0.82, 1.3);
  const height = pillHeight(text, isRewritten) * scale;
  const offset =
    offsetOf(standOf(ground, from), zoom, height) * (1 - part) + offsetOf(standOf(ground, to), zoom, height) * part;
  const at = onScreen(sight, point);
  const rests = progress.to === undefined || legs.length === 0;
  return {
    center: { x: at.x, y: at.y + offset },
    point: rests ? undefined : at,
    text,
    before: isRewritten && hop.verdict.kind === 'rewritten' ? pillText(hop.verdict.before) : undefined,
    changed: isRewritten ? translation(hop) : { source: false, destination: false },
    flash: isRewritten ? clamp(2 * turn - 1, 0, 1) : 0,
    squash: Math.abs(Math.cos(turn * Math.PI)),
    dropped: hop.verdict.kind === 'dropped' && progress.to === undefined,
    scale,
  };
}

/** From a packet's point to the middle of its pill of some height, in px of the canvas. */
function offsetOf({ side, distance }: Stand, zoom: number, height: number): number {
  const offset = distance * zoom + pillGap + height / 2;
  return side === 'above' ? -offset : offset;
}

function frameBefore(hops: readonly Hop[], progress: Progress, hop: Hop): Frame {
  if (hop.verdict.kind === 'rewritten') return hop.verdict.before;
  const earlier = hops[progress.at];
  return earlier?.packet === hop.packet ? earlier.frame : hop.frame;
}
