import { clamp, type Point } from './geometry.ts';
import type { PacketText } from './packet-text.ts';
import { mono, sans, type Tokens } from './palette.ts';

/** A packet's pill, in px of the canvas. */
export interface Pill {
  readonly center: Point;
  /** The packet's own place, while it is under way. */
  readonly point?: Point;
  readonly text: PacketText;
  /** Which ends were just rewritten. */
  readonly changed: { readonly source: boolean; readonly destination: boolean };
  /** How strongly a rewriting shows, 0 to 1. */
  readonly flash: number;
  readonly dropped: boolean;
  readonly scale: number;
}

/** Draws a line with rounded corners. */
export function drawLine(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  color: string,
  width: number,
): void {
  const [first, ...rest] = points;
  if (first === undefined || rest.length === 0) return;
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = 'butt';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(first.x, first.y);
  rest.forEach((point, i) => {
    const next = rest[i + 1];
    const before = rest[i - 1] ?? first;
    if (next === undefined) context.lineTo(point.x, point.y);
    else context.arcTo(point.x, point.y, next.x, next.y, radiusAt(before, point, next));
  });
  context.stroke();
}

const radiusAt = (a: Point, b: Point, c: Point): number =>
  Math.min(7, Math.hypot(b.x - a.x, b.y - a.y) / 2, Math.hypot(c.x - b.x, c.y - b.y) / 2);

export function drawDot(context: CanvasRenderingContext2D, { x, y }: Point, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fill();
}

/** The mark where a packet ends. */
export function drawCross(context: CanvasRenderingContext2D, { x, y }: Point, strength: number, t: Tokens): void {
  const radius = 10;
  const arm = 4;
  context.save();
  context.globalAlpha = strength;
  context.fillStyle = t.bad;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = t.panel;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.stroke();
  context.restore();
}

/** A packet of another flow: a dot, and above it a small tag, at a height of its own by flow. */
export function drawTag(
  context: CanvasRenderingContext2D,
  point: Point,
  text: string,
  { fill, ink }: { readonly fill: string; readonly ink: string },
  flow: number,
): void {
  drawDot(context, point, fill);
  context.save();
  context.font = `600 9.5px ${sans}`;
  const w = context.measureText(text).width + 12;
  const [x, y] = [point.x - w / 2, point.y - 22 - (flow % 3) * 3];
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(x, y, w, 15, 7.5);
  context.fill();
  context.fillStyle = ink;
  context.textBaseline = 'middle';
  context.fillText(text, x + 6, y + 8);
  context.restore();
}

const captionWidth = 280;

interface Caption {
  readonly room: Room;
  readonly t: Tokens;
  readonly strength: number;
  /** Its pill stands below. */
  readonly above: boolean;
}

/** Why a packet ended, beside the mark where it did. */
export function drawCaption(
  context: CanvasRenderingContext2D,
  at: Point,
  text: string,
  { room, t, strength, above }: Caption,
): void {
  context.save();
  context.globalAlpha = strength;
  context.font = `500 11.5px ${sans}`;
  const lines = wrapped(context, text, captionWidth);
  const w = Math.max(...lines.map((line) => context.measureText(line).width)) + 20;
  const h = lines.length * 16 + 12;
  const x = clamp(at.x + 16, 8, Math.max(8, room.width - w - 8));
  const y = clamp(above ? at.y - h - 14 : at.y + 14, 8, Math.max(8, room.height - h - 8));
  context.fillStyle = t.panel;
  context.strokeStyle = t.bad;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(x, y, w, h, 9);
  context.fill();
  context.stroke();
  context.fillStyle = t.ink;
  context.textBaseline = 'middle';
  lines.forEach((line, i) => context.fillText(line, x + 10, y + 14 + i * 16));
  context.restore();
}

function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || context.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

interface Room {
  readonly width: number;
  readonly height: number;
}

const padding = 16;
export const pillHeight = 36;
/** Between a pill and the box that it stands at. */
export const pillGap = 5;
const arrow = ' → ';

export function drawPill(context: CanvasRenderingContext2D, pill: Pill, t: Tokens, room: Room): void {
  const { text, scale, center } = pill;
  const { fill, ink } = t.packets[text.color];
  const titleFont = `700 ${10.5 * scale}px ${sans}`;
  const endFont = `500 ${10 * scale}px ${mono}`;
  context.save();
  context.font = titleFont;
  const titleWidth = context.measureText(text.title).width;
  context.font = endFont;
  const widths = [text.source, arrow, text.destination].map((part) => context.measureText(part).width);
  const w =
    Math.max(
      titleWidth,
      widths.reduce((sum, width) => sum + width, 0),
    ) +
    2 * padding * scale;
  const h = pillHeight * scale;
  const x = clamp(center.x - w / 2, 6, Math.max(6, room.width - w - 6));
  const y = clamp(center.y - h / 2, 6, Math.max(6, room.height - h - 6));
  if (pill.point) drawDot(context, pill.point, fill);
  drawBody(context, { x, y, w, h }, pill.dropped ? t.bad : fill, pill.flash, t);
  const left = x + padding * scale;
  context.fillStyle = pill.dropped ? t.panel : ink;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.font = titleFont;
  context.fillText(text.title, left, y + 15.5 * scale);
  context.font = endFont;
  drawEnds(context, pill, widths, { x: left, y: y + 28.5 * scale }, ink);
  context.restore();
}

function drawBody(
  context: CanvasRenderingContext2D,
  { x, y, w, h }: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
  fill: string,
  flash: number,
  t: Tokens,
): void {
  context.save();
  context.shadowColor = t.shadow;
  context.shadowBlur = 10;
  context.shadowOffsetY = 3;
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(x, y, w, h, h / 2);
  context.fill();
  context.restore();
  if (flash === 0) return;
  context.save();
  context.globalAlpha = flash;
  context.strokeStyle = t.nat;
  context.lineWidth = 3;
  context.beginPath();
  context.roundRect(x - 2.5, y - 2.5, w + 5, h + 5, h / 2 + 2.5);
  context.stroke();
  context.restore();
}

/** `source → destination`, what was rewritten on a ground of its own. */
function drawEnds(
  context: CanvasRenderingContext2D,
  { text, changed, scale, flash }: Pill,
  widths: readonly number[],
  at: Point,
  ink: string,
): void {
  const parts = [
    { text: text.source, changed: changed.source },
    { text: arrow, changed: false },
    { text: text.destination, changed: changed.destination },
  ];
  let { x } = at;
  parts.forEach((part, i) => {
    const width = widths[i] ?? 0;
    if (part.changed) {
      context.save();
      context.globalAlpha = 0.24 * flash;
      context.fillStyle = ink;
      context.beginPath();
      context.roundRect(x - 3, at.y - 9.5 * scale, width + 6, 13 * scale, 4);
      context.fill();
      context.restore();
    }
    context.fillText(part.text, x, at.y);
    x += width;
  });
}
