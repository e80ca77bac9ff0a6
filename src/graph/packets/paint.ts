import { center, ease, type Box, type Point } from '../geometry.ts';
import { keepOut } from '../ink/draw.ts';
import { coversOf } from './behind.ts';
import { apart } from './clear.ts';
import { captionOf, drawCaption, drawCross, drawLine, drawMark, drawTag, tagSize } from './draw.ts';
import { dropAt, noteAt, type Drop } from './drop.ts';
import { drawLeader } from './leader.ts';
import { drawPill } from './pill.ts';
import { pillAt } from './pill-at.ts';
import { pillText } from './pill-text.ts';
import { othersAt, progressAt } from './progress.ts';
import { narrow, onScreen, type Sight } from './sight.ts';
import { isFree, markPoint, standing, tipOf } from './standing.ts';
import type { Story } from './story.ts';
import { along, chainOf, floodLegs, legsTo, linesOf } from './way.ts';

/** Paints the packets of a story as they are at a position of its playhead, on a canvas of the size of the sight. */
export function paintStory(context: CanvasRenderingContext2D, sight: Sight, story: Story, position: number): void {
  const { hops, stops, flows } = story;
  const progress = progressAt(stops, position, flows);
  if (progress === undefined) return;
  const { ground, t } = sight;
  const index = progress.to ?? progress.at;
  const last = progress.to === undefined ? [] : along(legsTo(ground, stops, progress.to), ease(progress.part)).gone;
  const whole = chainOf(stops, hops, index).slice(0, progress.to === undefined ? undefined : -1);
  const gone = [...whole.slice(1).flatMap((i) => legsTo(ground, stops, i)), ...last];
  paintWay(context, sight, linesOf(gone));
  paintFlood(context, sight, story, position);
  const drop = dropAt(sight, story, position);
  const marked = drop === undefined ? sight : { ...sight, taken: drop.taken };
  const pill = pillAt(context, marked, story, progress);
  const badges = pill === undefined ? [] : [pill.box];
  if (flows) badges.push(...paintOthers(context, marked, story, { position, badges }));
  if (pill) drawPill(context, pill, t);
  if (drop !== undefined) paintDrop(context, sight, drop, badges);
}

/** The way that a packet has gone; what is written on it stays to be read. */
function paintWay(context: CanvasRenderingContext2D, sight: Sight, lines: readonly (readonly Point[])[]): void {
  const { t, pan, zoom, room } = sight;
  context.save();
  keepOut(context, { x: 0, y: 0, w: room.width, h: room.height }, coversOf(lines, sight));
  context.translate(pan.x, pan.y);
  context.scale(zoom, zoom);
  for (const line of lines) drawLine(context, line, t.accent, Math.max(3, 2 / zoom));
  context.restore();
}

/** The mark of a drop, and why it came to that, off its packet's badge and the others. */
function paintDrop(context: CanvasRenderingContext2D, sight: Sight, drop: Drop, badges: readonly Box[]): void {
  const { t, caption, room, scale } = sight;
  const { cross, strength } = drop;
  drawCross(context, center(cross), strength, t);
  if (caption === undefined || room.width < narrow) return;
  const note = captionOf(context, caption, scale);
  const at = noteAt(sight, drop, note.size, badges);
  if (at === undefined) return;
  drawLeader(context, at.box, at.tip, t.bad, t);
  drawCaption(context, at.box, note, { t, strength });
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
  for (const { at, to, part } of othersAt(flows, stops, position, told)) {
    const hop = hops[to];
    if (hop === undefined) continue;
    const { title, color } = pillText(hop.frame);
    const course = { from: stops[at], to: stops[to], legs: legsTo(ground, stops, to), part: ease(part) };
    const tag = { text: title, protocol: color, scale };
    const box = standing(sight, course, tagSize(context, tag));
    if (box === undefined) continue;
    const point = markPoint(sight, course);
    const place = apart(box, [...badges, ...tags], taken, clear);
    drawLeader(context, place, tipOf(sight, course, place), t.packets[color].fill, t);
    if (point) drawMark(context, point, color, t);
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
