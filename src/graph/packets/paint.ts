import { clamp, ease, type Box, type Point } from '../geometry.ts';
import { apart, badgeTaken, clearest, placesAt, type Size } from './clear.ts';
import { captionOf, crossRadius, drawCaption, drawCross, drawLine, drawMark, drawTag, tagSize } from './draw.ts';
import { progressAt, othersAt } from './progress.ts';
import { drawPill } from './pill.ts';
import { pillAt } from './pill-at.ts';
import { pillText } from './pill-text.ts';
import { narrow, onScreen, type Sight } from './sight.ts';
import { isFree, markPoint, standing } from './standing.ts';
import type { Story } from './story.ts';
import { along, chainOf, dropPoint, floodLegs, legsTo, linesOf } from './way.ts';

/** Paints the packets of a story as they are at a position of its playhead, on a canvas of the size of the sight. */
export function paintStory(context: CanvasRenderingContext2D, sight: Sight, story: Story, position: number): void {
  const { hops, stops, flows } = story;
  const progress = progressAt(stops, position, flows);
  if (progress === undefined) return;
  const { ground, t, pan, zoom, room, caption } = sight;
  context.save();
  context.translate(pan.x, pan.y);
  context.scale(zoom, zoom);
  const index = progress.to ?? progress.at;
  const last = progress.to === undefined ? [] : along(legsTo(ground, stops, progress.to), ease(progress.part)).gone;
  const whole = chainOf(stops, hops, index).slice(0, progress.to === undefined ? undefined : -1);
  const gone = [...whole.slice(1).flatMap((i) => legsTo(ground, stops, i)), ...last];
  for (const line of linesOf(gone)) drawLine(context, line, t.accent, Math.max(3, 2 / zoom));
  context.restore();
  paintFlood(context, sight, story, position);
  const pill = pillAt(context, sight, story, progress);
  const badges = pill === undefined ? [] : [pill.box];
  if (flows) badges.push(...paintOthers(context, sight, story, { position, badges }));
  if (pill) drawPill(context, pill, t);
  const drop = dropAt(sight, story, position);
  if (drop === undefined) return;
  drawCross(context, drop.point, drop.strength, t);
  if (caption === undefined || room.width < narrow) return;
  const note = captionOf(context, caption, sight.scale);
  const box = noteBox(sight, drop.point, note.size, badges);
  if (box) drawCaption(context, box, note, { t, strength: drop.strength });
}

/** Beside the mark of a drop, off its packet's badge and the others. */
function noteBox({ taken, clear }: Sight, { x, y }: Point, size: Size, badges: readonly Box[]): Box | undefined {
  const around = { x: x - crossRadius, y: y - crossRadius, w: 2 * crossRadius, h: 2 * crossRadius };
  const all = [...taken, ...badges.map(badgeTaken)];
  return clearest(placesAt(around, size, 'below', { gap: 4, rows: 3 }), all, clear);
}

/**
 * The packets of other flows: a mark each and a tag that says what it is. What is told of has its badge already; the tags keep
 * off it and off each other, and are yielded.
 */
function paintOthers(
  context: CanvasRenderingContext2D,
  sight: Sight,
  { hops, stops, flows }: Story,
  { position, badges }: { readonly position: number; readonly badges: readonly Box[] },
): readonly Box[] {
  if (flows === undefined) return [];
  const { ground, t, scale, taken, clear } = sight;
  const told = hops[Math.min(Math.floor(position) + 1, hops.length - 1)]?.flow;
  const tags: Box[] = [];
  for (const { at, to, part, flow } of othersAt(flows, stops, position, told)) {
    const hop = hops[to];
    if (hop === undefined) continue;
    const { title, color } = pillText(hop.frame);
    const course = { from: stops[at], to: stops[to], legs: legsTo(ground, stops, to), part: ease(part) };
    const tag = { text: `${flow + 1} ${title}`, protocol: color, scale };
    const box = standing(sight, course, tagSize(context, tag));
    if (box === undefined) continue;
    const point = markPoint(sight, course);
    if (point) drawMark(context, point, color, t);
    const place = apart(box, [...badges, ...tags], taken, clear);
    drawTag(context, place, tag, t);
    tags.push(place);
  }
  return tags;
}

/** Packets to all ports while a bridge floods: from its hop until the next one is reached. */
function paintFlood(context: CanvasRenderingContext2D, sight: Sight, { hops, stops }: Story, position: number): void {
  const index = Math.floor(position);
  const part = position - index;
  const hop = hops[index];
  if (hop === undefined || part < 0.001) return;
  const { color } = pillText(hop.frame);
  for (const legs of floodLegs(sight.ground, sight.scene, hop, stops[index])) {
    const { point } = along(legs, ease(part));
    const at = point && onScreen(sight, point);
    if (at && isFree(sight, at)) drawMark(context, at, color, sight.t, 11);
  }
}

/** The mark of a drop: at its hop and fading until the next one, and staying where the story ends with it. */
function dropAt(
  sight: Sight,
  { hops, stops }: Story,
  position: number,
): { readonly point: Point; readonly strength: number } | undefined {
  const index = Math.floor(position + 0.001);
  const hop = hops[index];
  const point = dropPoint(sight.ground, stops[index]);
  if (hop?.verdict.kind !== 'dropped' || point === undefined) return undefined;
  return { point: onScreen(sight, point), strength: clamp(1 - (position - index), 0, 1) };
}
