import { clamp, type Point } from '../geometry.ts';
import { sans, type PacketColor, type Tokens } from '../palette.ts';
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

/** A packet of another flow: its mark, and above it a small tag, at a height of its own by flow. */
export function drawTag(
  context: CanvasRenderingContext2D,
  point: Point,
  text: string,
  { protocol, flow, t }: { readonly protocol: PacketColor; readonly flow: number; readonly t: Tokens },
): void {
  drawMark(context, point, protocol, t);
  const { fill, ink } = t.packets[protocol];
  context.save();
  context.font = `600 9.5px ${sans}`;
  const w = context.measureText(text).width + 12;
  const [x, y] = [point.x - w / 2, point.y - 24 - (flow % 3) * 3];
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

export interface Room {
  readonly width: number;
  readonly height: number;
}
