import type { Hop } from '../../kernel/hop.ts';
import type { Frame } from '../../kernel/packet/frame.ts';
import { clamp, type Point } from '../geometry.ts';
import { groundOf, type Ground, type Leg } from './legs.ts';
import { hitsOf } from './hits.ts';
import { ease } from '../stage/motion.ts';
import { drawCaption, drawCross, drawLine, drawMark, drawTag } from './packet-ink.ts';
import { drawPill, pillGap, pillHeight, type Pill } from './packet-pill.ts';
import { isTranslated, packetText, translation } from './packet-text.ts';
import { onScreen, tokensOf, type Stage } from '../stage/stage.ts';
import { stopsOf, type Stop } from './spots.ts';
import { enterPicture, prepareCanvas } from '../stage/text-layer.ts';
import {
  along,
  chainOf,
  floodLegs,
  flowsOf,
  legsTo,
  linesOf,
  marksOf,
  momentAt,
  othersAt,
  standOf,
  dropPoint,
  stopPoint,
  type Flows,
  type Mark,
  type Moment,
  type Stand,
} from './way.ts';

/** Where a story stands: the whole part of the position is a hop's index, the rest how far it is to the next. */
export interface Playhead {
  readonly hops: readonly Hop[];
  readonly position: number;
}

/** Packets on their way, on a canvas over the picture. What it shows depends on the playhead alone, never on a clock. */
export interface PacketLayer {
  /** Yields whether something else is to be written in the picture. */
  setPlayhead(playhead: Playhead | undefined): boolean;
  paint(): void;
}

interface Story {
  readonly hops: readonly Hop[];
  readonly stops: readonly Stop[];
  /** Where there are several. */
  readonly flows: Flows | undefined;
}

export function createPacketLayer(stage: Stage, canvas: HTMLCanvasElement): PacketLayer {
  let story: Story | undefined;
  let scene = stage.input.scene;
  let position = 0;
  let ground: { readonly of: Stage['routes']; readonly ground: Ground } | undefined;
  let marks: Record<string, Mark> = {};

  const groundNow = (): Ground => {
    if (ground?.of !== stage.routes) {
      const boxes = Object.fromEntries(Object.entries(stage.now).map(([id, { box }]) => [id, box]));
      const layout = { boxes, placement: stage.placement };
      ground = { of: stage.routes, ground: groundOf(stage.input.scene, layout, stage.routes) };
    }
    return ground.ground;
  };

  return {
    setPlayhead: (playhead) => {
      if (playhead === undefined) story = undefined;
      else if (story?.hops !== playhead.hops || scene !== stage.input.scene)
        story = {
          hops: playhead.hops,
          stops: stopsOf(stage.input.scene, playhead.hops),
          flows: flowsOf(playhead.hops),
        };
      scene = stage.input.scene;
      position = clamp(playhead?.position ?? 0, 0, Math.max(0, (story?.hops.length ?? 0) - 1));
      if (stage.input.reducedMotion) position = Math.round(position);
      const wanted = story ? marksAt(story, position) : {};
      mark(stage, marks, wanted);
      marks = wanted;
      return putHits(stage, story === undefined ? {} : hitsAt(story, position));
    },
    paint: () => {
      canvas.style.display = story === undefined ? 'none' : '';
      if (story === undefined) return;
      const context = prepareCanvas(canvas);
      if (context === undefined) return;
      paintStory(context, stage, groundNow(), story, position);
    },
  };
}

function marksAt({ hops, stops, flows }: Story, position: number): Record<string, Mark> {
  const moment = momentAt(stops, position, flows);
  if (moment === undefined) return {};
  const chain = chainOf(stops, hops, moment.to === undefined ? moment.at : (stops[moment.to]?.after ?? moment.to));
  const last = chain.at(-1);
  const sure =
    last !== undefined && moment.to !== undefined && hops[last]?.packet !== hops[moment.to]?.packet ? [] : chain;
  return marksOf(hops, stops, sure);
}

/** What the packet met at chains so far, and the rule that it is at. */
function hitsAt({ hops, stops, flows }: Story, position: number): Record<string, string> {
  const moment = momentAt(stops, position, flows);
  if (moment === undefined) return {};
  return hitsOf(hops, stops, chainOf(stops, hops, moment.at));
}

function putHits(stage: Stage, hits: Readonly<Record<string, string>>): boolean {
  const before = stage.hits;
  const ids = Object.keys(hits);
  if (ids.length === Object.keys(before).length && ids.every((id) => before[id] === hits[id])) return false;
  stage.hits = hits;
  return true;
}

function mark({ cy }: Stage, before: Record<string, Mark>, now: Record<string, Mark>): void {
  cy.batch(() => {
    for (const [id, was] of Object.entries(before)) if (now[id] !== was) cy.getElementById(id).removeClass(was);
    for (const [id, is] of Object.entries(now)) if (before[id] !== is) cy.getElementById(id).addClass(is);
  });
}

/** In px: there a badge is smaller, and what a caption says stands beside the picture alone. */
const narrow = 560;

function paintStory(
  context: CanvasRenderingContext2D,
  stage: Stage,
  ground: Ground,
  story: Story,
  position: number,
): void {
  const { hops, stops, flows } = story;
  const moment = momentAt(stops, position, flows);
  if (moment === undefined) return;
  const t = tokensOf(stage);
  const zoom = stage.cy.zoom();
  context.save();
  enterPicture(context, stage);
  const index = moment.to ?? moment.at;
  const last = moment.to === undefined ? [] : along(legsTo(ground, stops, moment.to), ease(moment.part)).gone;
  const whole = chainOf(stops, hops, index).slice(0, moment.to === undefined ? undefined : -1);
  const gone = [...whole.slice(1).flatMap((i) => legsTo(ground, stops, i)), ...last];
  for (const line of linesOf(gone)) drawLine(context, line, t.accent, Math.max(3, 2 / zoom));
  context.restore();
  paintFlood(context, stage, ground, story, position);
  if (flows) paintOthers(context, stage, ground, story, position);
  const pill = pillAt(stage, ground, story, moment);
  if (pill) drawPill(context, pill, t, { width: stage.cy.width(), height: stage.cy.height() });
  const drop = dropAt(stage, ground, story, position);
  if (drop === undefined) return;
  drawCross(context, drop.point, drop.strength, t);
  const { caption } = stage.input;
  const room = { width: stage.cy.width(), height: stage.cy.height() };
  if (caption !== undefined && room.width >= narrow) {
    const above = pill !== undefined && pill.center.y > drop.point.y;
    drawCaption(context, drop.point, caption, { room, t, strength: drop.strength, above });
  }
}

/** The packets of other flows: a mark each and what it is, so that they keep apart from the one that is told of. */
function paintOthers(
  context: CanvasRenderingContext2D,
  stage: Stage,
  ground: Ground,
  { hops, stops, flows }: Story,
  position: number,
): void {
  if (flows === undefined) return;
  const t = tokensOf(stage);
  const told = hops[Math.min(Math.floor(position) + 1, hops.length - 1)]?.flow;
  for (const { to, part, flow } of othersAt(flows, stops, position, told)) {
    const hop = hops[to];
    const legs = legsTo(ground, stops, to);
    const point = legs.length > 0 ? along(legs, ease(part)).point : stopPoint(ground, stops[to]);
    if (hop === undefined || point === undefined) continue;
    const text = packetText(hop.frame);
    drawTag(context, onScreen(stage, point), `${flow + 1} ${text.title}`, { protocol: text.color, flow, t });
  }
}

/** Packets to all ports while a bridge floods: from its hop until the next one is reached. */
function paintFlood(
  context: CanvasRenderingContext2D,
  stage: Stage,
  ground: Ground,
  { hops, stops }: Story,
  position: number,
): void {
  const index = Math.floor(position);
  const part = position - index;
  const hop = hops[index];
  if (hop === undefined || part < 0.001) return;
  const t = tokensOf(stage);
  const { color } = packetText(hop.frame);
  for (const legs of floodLegs(ground, stage.input.scene, hop, stops[index])) {
    const { point } = along(legs, ease(part));
    if (point) drawMark(context, onScreen(stage, point), color, t, 11);
  }
}

/** The mark of a drop: at its hop and fading until the next one, and staying where the story ends with it. */
function dropAt(
  stage: Stage,
  ground: Ground,
  { hops, stops }: Story,
  position: number,
): { readonly point: Point; readonly strength: number } | undefined {
  const index = Math.floor(position + 0.001);
  const hop = hops[index];
  const point = dropPoint(ground, stops[index]);
  if (hop?.verdict.kind !== 'dropped' || point === undefined) return undefined;
  return { point: onScreen(stage, point), strength: clamp(1 - (position - index), 0, 1) };
}

/** Before it arrives where it is rewritten, a packet's badge flips from this part of its way on. */
const flips = 0.55;

/** How far a badge has flipped, 0 to 1: before the middle it shows what was, after it what is. */
const turnAt = (hop: Hop, { to, part }: Moment): number =>
  to === undefined || !isTranslated(hop) ? 1 : clamp((part - flips) / (1 - flips), 0, 1);

function pillAt(stage: Stage, ground: Ground, { hops, stops }: Story, moment: Moment): Pill | undefined {
  const hop = hops[moment.to ?? moment.at];
  if (hop === undefined) return undefined;
  const turn = turnAt(hop, moment);
  const isRewritten = isTranslated(hop) && turn >= 0.5;
  const arrived = moment.to === undefined || isRewritten || (!isTranslated(hop) && moment.part >= 0.8);
  const text = packetText(arrived ? hop.frame : frameBefore(hops, moment, hop));
  const legs: readonly Leg[] = moment.to === undefined ? [] : legsTo(ground, stops, moment.to);
  const from = stops[moment.at];
  const to = stops[moment.to ?? moment.at];
  const part = ease(moment.part);
  const point = legs.length > 0 ? along(legs, part).point : stopPoint(ground, to);
  if (point === undefined) return undefined;
  const scale = clamp(stage.cy.zoom() * 1.1, stage.cy.width() < narrow ? 0.7 : 0.82, 1.3);
  const zoom = stage.cy.zoom();
  const height = pillHeight(text, isRewritten) * scale;
  const offset =
    offsetOf(standOf(ground, from), zoom, height) * (1 - part) + offsetOf(standOf(ground, to), zoom, height) * part;
  const at = onScreen(stage, point);
  const rests = moment.to === undefined || legs.length === 0;
  return {
    center: { x: at.x, y: at.y + offset },
    ...(!rests && { point: at }),
    text,
    ...(isRewritten && hop.verdict.kind === 'rewritten' && { before: packetText(hop.verdict.before) }),
    changed: isRewritten ? translation(hop) : { source: false, destination: false },
    flash: isRewritten ? clamp(2 * turn - 1, 0, 1) : 0,
    squash: Math.abs(Math.cos(turn * Math.PI)),
    dropped: hop.verdict.kind === 'dropped' && moment.to === undefined,
    scale,
  };
}

/** From a packet's point to the middle of its pill of some height, in px of the canvas. */
function offsetOf({ side, distance }: Stand, zoom: number, height: number): number {
  const offset = distance * zoom + pillGap + height / 2;
  return side === 'above' ? -offset : offset;
}

function frameBefore(hops: readonly Hop[], moment: Moment, hop: Hop): Frame {
  if (hop.verdict.kind === 'rewritten') return hop.verdict.before;
  const earlier = hops[moment.at];
  return earlier?.packet === hop.packet ? earlier.frame : hop.frame;
}
