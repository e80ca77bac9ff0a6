import { grown, right, type Box } from '../geometry.ts';
import type { ChipInk, Font, GlyphInk, Ink, TextInk } from './ink.ts';
import { mono, sans } from './palette.ts';

/** Text smaller than this on the screen is grey noise: it is left out. */
const leastReadable = 4.5;
/** Names to find one's way by keep this size as long as they can. */
const leastLandmark = 8;
/** From here on there is nothing else to read on a bar. */
const afar = 0.42;

export const cssFont = ({ face, size, weight }: Font, scaled = size): string =>
  `${weight} ${scaled}px ${face === 'mono' ? mono : sans}`;

interface Fitted {
  readonly text: string;
  readonly size: number;
}

const ellipsis = '…';
const most = 5000;

/** How texts look when they have to fit, remembered: measuring is what costs. */
export class Fitting {
  private readonly known = new Map<string, Fitted>();
  private readonly widths = new Map<string, number>();
  private readonly context: CanvasRenderingContext2D;

  constructor(context: CanvasRenderingContext2D) {
    this.context = context;
  }

  /** After fonts arrived nothing that was measured holds any more. */
  forget(): void {
    this.known.clear();
    this.widths.clear();
  }

  width(text: string, font: Font): number {
    const key = `${text}\n${font.face}${font.size}/${font.weight}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    this.context.font = cssFont(font);
    const { width } = this.context.measureText(text);
    if (this.widths.size > most) this.widths.clear();
    this.widths.set(key, width);
    return width;
  }

  fit(text: string, font: Font, width: number, least = font.size): Fitted {
    const key = `${text}\n${font.face}${font.size}/${font.weight}/${Math.round(width)}/${least}`;
    const known = this.known.get(key);
    if (known) return known;
    const fitted = this.fitted(text, font, width, least);
    if (this.known.size > most) this.known.clear();
    this.known.set(key, fitted);
    return fitted;
  }

  private fitted(text: string, font: Font, width: number, least: number): Fitted {
    const full = this.width(text, font);
    if (full <= width) return { text, size: font.size };
    const size = Math.max(least, (font.size * width) / full);
    const smaller = { ...font, size };
    if (this.width(text, smaller) <= width + 0.5) return { text, size };
    const letters = [...text];
    let [low, high] = [0, letters.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.width(letters.slice(0, middle).join('') + ellipsis, smaller) <= width) low = middle;
      else high = middle - 1;
    }
    return { text: low === 0 ? '' : letters.slice(0, low).join('').trimEnd() + ellipsis, size };
  }
}

/** Whether a text is shortened where it stands. */
export const isShortened = (fitting: Fitting, ink: TextInk): boolean =>
  fitting.fit(ink.text, ink.font, ink.width, ink.least).text !== ink.text;

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
