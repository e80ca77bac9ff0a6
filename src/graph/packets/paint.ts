import { clamp, ease, type Point } from '../geometry.ts';
import { drawCaption, drawCross, drawLine, drawMark, drawTag } from './draw.ts';
import { progressAt, othersAt } from './progress.ts';
import { drawPill } from './pill.ts';
import { pillAt } from './pill-at.ts';
import { pillText } from './pill-text.ts';
import { narrow, onScreen, type Sight } from './sight.ts';
import type { Story } from './story.ts';
import { along, chainOf, dropPoint, floodLegs, legsTo, linesOf, stopPoint } from './way.ts';

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
  if (flows) paintOthers(context, sight, story, position);
  const pill = pillAt(sight, story, progress);
  if (pill) drawPill(context, pill, t, room);
  const drop = dropAt(sight, story, position);
  if (drop === undefined) return;
  drawCross(context, drop.point, drop.strength, t);
  if (caption !== undefined && room.width >= narrow) {
    const above = pill !== undefined && pill.center.y > drop.point.y;
    drawCaption(context, drop.point, caption, { room, t, strength: drop.strength, above });
  }
}

/** The packets of other flows: a mark each and what it is, so that they keep apart from the one that is told of. */
function paintOthers(
  context: CanvasRenderingContext2D,
  sight: Sight,
  { hops, stops, flows }: Story,
  position: number,
): void {
  if (flows === undefined) return;
  const { ground, t } = sight;
  const told = hops[Math.min(Math.floor(position) + 1, hops.length - 1)]?.flow;
  for (const { to, part, flow } of othersAt(flows, stops, position, told)) {
    const hop = hops[to];
    const legs = legsTo(ground, stops, to);
    const point = legs.length > 0 ? along(legs, ease(part)).point : stopPoint(ground, stops[to]);
    if (hop === undefined || point === undefined) continue;
    const text = pillText(hop.frame);
    drawTag(context, onScreen(sight, point), `${flow + 1} ${text.title}`, { protocol: text.color, flow, t });
  }
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
    if (point) drawMark(context, onScreen(sight, point), color, sight.t, 11);
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
