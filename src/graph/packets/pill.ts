import type { Box, Point } from '../geometry.ts';
import { mono, sans, type Tokens } from '../palette.ts';
import type { Size } from './clear.ts';
import { drawMark, shapeOf } from './draw.ts';
import { drawLeader } from './leader.ts';
import { isSmall, type PillText } from './pill-text.ts';

/** A packet's header badge, in px of the canvas. */
export interface Pill {
  readonly box: Box;
  /** The packet's own place, while it is under way and hides nothing there. */
  readonly point?: Point | undefined;
  /** The packet's very place: where the badge does not stand at it, a line leads there. */
  readonly tip?: Point | undefined;
  readonly text: PillText;
  /** What a rewriting replaced, while the packet is where that happened. */
  readonly before?: PillText | undefined;
  /** Which ends were just rewritten. */
  readonly changed: Changed;
  /** How strongly a rewriting shows, 0 to 1. */
  readonly flash: number;
  /** How much of its height is seen: less than 1 while it flips. */
  readonly squash: number;
  readonly dropped: boolean;
  readonly scale: number;
}

interface Changed {
  readonly source: boolean;
  readonly destination: boolean;
}

const padding = 16;
const arrow = ' → ';
/** Room of the protocol's mark before the title. */
const markRoom = 15;
const heights = { small: 24, usual: 36, line: 13.5, below: 7 };

const ownHeight = (text: PillText, isRewritten: boolean): number =>
  isSmall(text) ? heights.small : heights.usual + (isRewritten ? heights.line : 0);

/** Height of a pill at scale 1: what it carries stands in it. */
const pillHeight = (text: PillText, isRewritten: boolean): number =>
  ownHeight(text, isRewritten) + (text.inner ? pillHeight(text.inner, false) + heights.below : 0);

interface Fonts {
  readonly title: string;
  readonly ends: string;
}

const fontsAt = (scale: number): Fonts => ({
  title: `700 ${10.5 * scale}px ${sans}`,
  ends: `500 ${10 * scale}px ${mono}`,
});

const partsOf = ({ source, destination }: PillText): readonly [string, string, string] => [source, arrow, destination];

/** Size of a pill that says this, and what it replaced. */
export const pillSize = (
  context: CanvasRenderingContext2D,
  text: PillText,
  before: PillText | undefined,
  scale: number,
): Size => ({
  w: widthOf(context, text, scale, before),
  h: pillHeight(text, before !== undefined) * scale,
});

function widthOf(context: CanvasRenderingContext2D, text: PillText, scale: number, before?: PillText): number {
  const fonts = fontsAt(scale);
  context.font = fonts.title;
  const title = context.measureText(text.title).width + markRoom * scale;
  context.font = fonts.ends;
  const lines = isSmall(text) ? [] : [text, ...(before ? [before] : [])];
  const ends = lines.map((line) => context.measureText(partsOf(line).join('')).width);
  const inner = text.inner ? widthOf(context, text.inner, scale) - 2 * (padding - 8) * scale : 0;
  return Math.max(title, inner, ...ends) + 2 * padding * scale;
}

export function drawPill(context: CanvasRenderingContext2D, pill: Pill, t: Tokens): void {
  const { text, scale } = pill;
  const { x, y, w, h } = pill.box;
  context.save();
  const { fill, ink } = t.packets[text.color];
  drawLeader(context, pill.box, pill.tip, pill.dropped ? t.bad : fill, t);
  if (pill.point) drawMark(context, pill.point, text.color, t, 13);
  context.translate(0, y + h / 2);
  context.scale(1, Math.max(0.04, pill.squash));
  context.translate(0, -(y + h / 2));
  drawBody(context, { x, y, w, h }, pill.dropped ? t.bad : fill, pill.flash, t);
  drawTexts(context, pill, { x, y }, pill.dropped ? t.panel : ink);
  if (text.inner) drawInner(context, text.inner, { x, y, w, h }, { scale, t });
  context.restore();
}

const radiusOf = (h: number, scale: number): number => Math.min(h / 2, 18 * scale);

function drawBody(context: CanvasRenderingContext2D, box: Box, fill: string, flash: number, t: Tokens): void {
  const { x, y, w, h } = box;
  const radius = Math.min(h / 2, 20);
  context.save();
  context.shadowColor = t.shadow;
  context.shadowBlur = 10;
  context.shadowOffsetY = 3;
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(x, y, w, h, radius);
  context.fill();
  context.restore();
  if (flash === 0) return;
  context.save();
  context.globalAlpha = flash;
  context.strokeStyle = t.nat;
  context.lineWidth = 3;
  context.beginPath();
  context.roundRect(x - 2.5, y - 2.5, w + 5, h + 5, radius + 2.5);
  context.stroke();
  context.restore();
}

/** The title behind the protocol's mark; below it the ends, and above them what they were before a rewriting. */
function drawTexts(
  context: CanvasRenderingContext2D,
  { text, before, changed, scale, flash }: Pick<Pill, 'text' | 'before' | 'changed' | 'scale' | 'flash'>,
  { x, y }: Point,
  ink: string,
): void {
  const left = x + padding * scale;
  const fonts = fontsAt(scale);
  const small = isSmall(text);
  context.fillStyle = ink;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  drawOwnMark(context, text, { x: left, y: y + (small ? 7.5 : 7) * scale }, scale);
  context.font = fonts.title;
  context.fillText(text.title, left + markRoom * scale, y + (small ? 15.8 : 15.5) * scale);
  if (small) return;
  context.font = fonts.ends;
  const first = { x: left, y: y + 28.5 * scale };
  if (before === undefined) {
    drawEnds(context, text, changed, { at: first, scale, flash, struck: false });
    return;
  }
  drawEnds(context, before, changed, { at: first, scale, flash, struck: true });
  const second = { x: left, y: first.y + heights.line * scale };
  drawEnds(context, text, changed, { at: second, scale, flash, struck: false });
}

/** The mark once more, in the pill's own ink. */
function drawOwnMark(context: CanvasRenderingContext2D, { color }: PillText, at: Point, scale: number): void {
  const size = 9 * scale;
  context.save();
  context.translate(at.x, at.y);
  context.scale(size / 12, size / 12);
  context.fill(shapeOf(color));
  context.restore();
}

interface Line {
  readonly at: Point;
  readonly scale: number;
  readonly flash: number;
  /** What is no more. */
  readonly struck: boolean;
}

/** `source → destination`, what was rewritten on a ground of its own, what it was before struck out. */
function drawEnds(
  context: CanvasRenderingContext2D,
  text: PillText,
  changed: Changed,
  { at, scale, flash, struck }: Line,
): void {
  const marked = [changed.source, false, changed.destination];
  let { x } = at;
  context.save();
  if (struck) context.globalAlpha = 0.8;
  partsOf(text).forEach((part, i) => {
    const { width } = context.measureText(part);
    if (marked[i] === true && struck) context.fillRect(x, at.y - 4 * scale, width, 1.3 * scale);
    if (marked[i] === true && !struck) {
      context.save();
      context.globalAlpha = 0.24 * flash;
      context.beginPath();
      context.roundRect(x - 3, at.y - 9.5 * scale, width + 6, 13 * scale, 4);
      context.fill();
      context.restore();
    }
    context.fillText(part, x, at.y);
    x += width;
  });
  context.restore();
}

/** What a packet carries, as a pill in its pill. */
function drawInner(
  context: CanvasRenderingContext2D,
  text: PillText,
  outer: Box,
  { scale, t }: { readonly scale: number; readonly t: Tokens },
): void {
  const { fill, ink } = t.packets[text.color];
  const inset = 8 * scale;
  const h = pillHeight(text, false) * scale;
  const box = { x: outer.x + inset, y: outer.y + outer.h - h - heights.below * scale, w: outer.w - 2 * inset, h };
  context.fillStyle = fill;
  context.strokeStyle = t.panel;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(box.x, box.y, box.w, box.h, radiusOf(h, scale) * 0.8);
  context.fill();
  context.stroke();
  drawTexts(context, { text, changed: { source: false, destination: false }, scale, flash: 0 }, box, ink);
  if (text.inner) drawInner(context, text.inner, box, { scale, t });
}
