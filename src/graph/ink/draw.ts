import { grown, right, type Box } from '../geometry.ts';
import { cssFont, type Fitting } from './fitting.ts';
import type { ChipInk, GlyphInk, Ink, TextInk } from './ink.ts';

/** Text smaller than this on the screen is grey noise: it is left out. */
const leastReadable = 4.5;
/** Names to find one's way by keep this size as long as they can. */
const leastLandmark = 8;
/** From here on there is nothing else to read on a bar. */
const afar = 0.42;

/** Writes on a canvas whose transform is the picture's. */
export function drawInk(context: CanvasRenderingContext2D, fitting: Fitting, inks: readonly Ink[], zoom: number): void {
  for (const ink of inks) {
    switch (ink.kind) {
      case 'text':
        drawText(context, fitting, ink, zoom);
        break;
      case 'chip':
        drawChip(context, fitting, ink, zoom);
        break;
      case 'block':
        context.fillStyle = ink.color;
        context.beginPath();
        context.roundRect(ink.box.x, ink.box.y, ink.box.w, ink.box.h, ink.radius);
        context.fill();
        break;
      case 'glyph':
        drawGlyph(context, ink, zoom);
        break;
      case 'dot':
        context.fillStyle = ink.color;
        context.beginPath();
        context.arc(ink.x, ink.y, ink.radius, 0, 2 * Math.PI);
        context.fill();
        break;
    }
  }
}

function drawText(context: CanvasRenderingContext2D, fitting: Fitting, ink: TextInk, zoom: number): void {
  const far = ink.landmark === true && zoom < afar;
  const font = far ? { ...ink.font, size: Math.min(ink.font.size * 1.8, leastLandmark / zoom) } : ink.font;
  if (font.size * zoom < leastReadable || ink.width <= 0 || (ink.beside === true && zoom < afar)) return;
  const { text, size } = fitting.fit(ink.text, font, far ? ink.width * 1.8 : ink.width, ink.least);
  context.font = cssFont(font, size);
  context.textAlign = ink.align;
  context.textBaseline = 'alphabetic';
  context.fillStyle = ink.color;
  context.fillText(text, ink.x, ink.y + (far ? (font.size - ink.font.size) * 0.3 : 0));
}

const paths = new Map<string, Path2D>();

function drawGlyph(context: CanvasRenderingContext2D, { x, y, path, color }: GlyphInk, zoom: number): void {
  if (12 * zoom < leastReadable) return;
  const known = paths.get(path) ?? new Path2D(path);
  paths.set(path, known);
  context.save();
  context.translate(x, y);
  context.strokeStyle = color;
  context.lineWidth = 1.6;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(known);
  context.restore();
}

function drawChip(context: CanvasRenderingContext2D, fitting: Fitting, ink: ChipInk, zoom: number): void {
  if (ink.font.size * zoom < leastReadable) return;
  const { box } = ink;
  context.fillStyle = ink.fill;
  context.beginPath();
  context.roundRect(box.x, box.y, box.w, box.h, box.h / 2);
  context.fill();
  const at = { x: box.x + box.w / 2, y: box.y + box.h / 2 + ink.font.size * 0.35, width: box.w - 10 };
  drawText(context, fitting, { ...ink, ...at, kind: 'text', align: 'center', least: 9 }, zoom);
}

/** Keeps what follows out of some boxes, which stand in front. */
export function keepOut(context: CanvasRenderingContext2D, area: Box, boxes: readonly Box[]): void {
  for (const box of boxes) {
    context.beginPath();
    const wide = grown(area, 2);
    context.rect(wide.x, wide.y, wide.w, wide.h);
    context.rect(box.x, box.y, Math.max(0, right(box) - box.x), box.h);
    context.clip('evenodd');
  }
}
