import { grown, right, type Box } from '../geometry.ts';
import { cssFont, type Fitting } from './fitting.ts';
import { leastText, type ChipInk, type GlyphInk, type Ink, type TextInk } from './ink.ts';

/** Writes on a canvas whose transform is that of what is read. */
export function drawInk(context: CanvasRenderingContext2D, fitting: Fitting, inks: readonly Ink[]): void {
  for (const ink of inks) {
    switch (ink.kind) {
      case 'text':
        drawText(context, fitting, ink);
        break;
      case 'chip':
        drawChip(context, fitting, ink);
        break;
      case 'block':
        context.fillStyle = ink.color;
        context.beginPath();
        context.roundRect(ink.box.x, ink.box.y, ink.box.w, ink.box.h, ink.radius);
        context.fill();
        break;
      case 'glyph':
        drawGlyph(context, ink);
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

function drawText(context: CanvasRenderingContext2D, fitting: Fitting, ink: TextInk): void {
  if (ink.width <= 0) return;
  const { text, size } = fitting.fit(ink.text, ink.font, ink.width, ink);
  context.font = cssFont(ink.font, size);
  context.textAlign = ink.align;
  context.textBaseline = 'alphabetic';
  context.fillStyle = ink.color;
  context.fillText(text, ink.x, ink.y);
}

const paths = new Map<string, Path2D>();

function drawGlyph(context: CanvasRenderingContext2D, { x, y, path, color }: GlyphInk): void {
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

function drawChip(context: CanvasRenderingContext2D, fitting: Fitting, ink: ChipInk): void {
  const { box } = ink;
  context.fillStyle = ink.fill;
  context.beginPath();
  context.roundRect(box.x, box.y, box.w, box.h, box.h / 2);
  context.fill();
  const at = { x: box.x + box.w / 2, y: box.y + box.h / 2 + ink.font.size * 0.35, width: box.w - 10 };
  drawText(context, fitting, { ...ink, ...at, kind: 'text', align: 'center', least: leastText });
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
