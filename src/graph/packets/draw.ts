import type { Box, Point } from '../geometry.ts';
import { sans, type PacketColor, type Tokens } from '../palette.ts';
import type { Size } from './clear.ts';
import { protocolMarks } from './protocol-marks.ts';

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

/** The mark of a packet's protocol around a point, set off from what it passes. */
export function drawMark(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  protocol: PacketColor,
  t: Tokens,
  size = 12,
): void {
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / 12, size / 12);
  const shape = shapeOf(protocol);
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = t.panel;
  context.stroke(shape);
  context.fillStyle = t.packets[protocol].fill;
  context.fill(shape);
  context.restore();
}

const shapes = new Map<PacketColor, Path2D>();

export function shapeOf(protocol: PacketColor): Path2D {
  const known = shapes.get(protocol) ?? new Path2D(protocolMarks[protocol]);
  shapes.set(protocol, known);
  return known;
}

export const crossRadius = 10;

/** The mark where a packet ends. */
export function drawCross(context: CanvasRenderingContext2D, { x, y }: Point, strength: number, t: Tokens): void {
  const arm = 4;
  context.save();
  context.globalAlpha = strength;
  context.fillStyle = t.bad;
  context.beginPath();
  context.arc(x, y, crossRadius, 0, 2 * Math.PI);
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

/** A small tag, for a packet of another flow. */
interface Tag {
  readonly text: string;
  readonly protocol: PacketColor;
  readonly scale: number;
}

const tagFont = (scale: number): string => `600 ${10 * scale}px ${sans}`;

export function tagSize(context: CanvasRenderingContext2D, { text, scale }: Tag): Size {
  context.font = tagFont(scale);
  return { w: context.measureText(text).width + 12 * scale, h: 16 * scale };
}

export function drawTag(context: CanvasRenderingContext2D, { x, y, w, h }: Box, tag: Tag, t: Tokens): void {
  const { fill, ink } = t.packets[tag.protocol];
  context.save();
  context.font = tagFont(tag.scale);
  context.fillStyle = fill;
  context.strokeStyle = t.panel;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(x, y, w, h, h / 2);
  context.fill();
  context.stroke();
  context.fillStyle = ink;
  context.textBaseline = 'middle';
  context.fillText(tag.text, x + 6 * tag.scale, y + h / 2 + 0.5);
  context.restore();
}

/** Why a packet ended, in lines. */
export interface Caption {
  readonly lines: readonly string[];
  readonly size: Size;
  readonly scale: number;
}

const captionFont = (scale: number): string => `500 ${10.5 * scale}px ${sans}`;
const captionLook = { width: 255, line: 14.5, padding: { x: 9, y: 5.5 } };

export function captionOf(context: CanvasRenderingContext2D, text: string, scale: number): Caption {
  const { width, line, padding } = captionLook;
  context.font = captionFont(scale);
  const lines = wrapped(context, text, width * scale);
  const widest = Math.max(...lines.map((each) => context.measureText(each).width));
  return {
    lines,
    scale,
    size: { w: widest + 2 * padding.x * scale, h: (lines.length * line + 2 * padding.y) * scale },
  };
}

export function drawCaption(
  context: CanvasRenderingContext2D,
  { x, y, w, h }: Box,
  { lines, scale }: Caption,
  { t, strength }: { readonly t: Tokens; readonly strength: number },
): void {
  const { line, padding } = captionLook;
  context.save();
  context.globalAlpha = strength;
  context.font = captionFont(scale);
  context.fillStyle = t.panel;
  context.strokeStyle = t.bad;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(x, y, w, h, 9);
  context.fill();
  context.stroke();
  context.fillStyle = t.ink;
  context.textBaseline = 'middle';
  lines.forEach((each, i) => context.fillText(each, x + padding.x * scale, y + (padding.y + (i + 0.5) * line) * scale));
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

export interface Room {
  readonly width: number;
  readonly height: number;
}
