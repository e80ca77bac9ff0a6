import { mono, sans } from '../palette.ts';
import type { Font, TextInk } from './ink.ts';

/** A font as CSS writes it. */
export const cssFont = ({ face, size, weight }: Font, scaled = size): string =>
  `${weight} ${scaled}px ${face === 'mono' ? mono : sans}`;

export type Cut = 'end' | 'middle';

interface Fit {
  readonly least?: number | undefined;
  readonly cut?: Cut | undefined;
}

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

  /** @param cut where a text that has no room is shortened */
  fit(text: string, font: Font, width: number, { least = font.size, cut = 'end' }: Fit = {}): Fitted {
    const key = `${text}\n${font.face}${font.size}/${font.weight}/${Math.round(width)}/${least}/${cut}`;
    const known = this.known.get(key);
    if (known) return known;
    const fitted = this.fitted(text, font, width, { least, cut });
    if (this.known.size > most) this.known.clear();
    this.known.set(key, fitted);
    return fitted;
  }

  private fitted(
    text: string,
    font: Font,
    width: number,
    { least, cut }: { readonly least: number; readonly cut: Cut },
  ): Fitted {
    const full = this.width(text, font);
    if (full <= width) return { text, size: font.size };
    const near = Math.max(least, (font.size * width) / full);
    if (this.width(text, { ...font, size: near }) <= width + 0.5) return { text, size: near };
    // Where letters take whole pixels, one that is a little smaller may be as wide.
    const smaller = { ...font, size: least };
    const size = least;
    if (this.width(text, smaller) <= width + 0.5) return { text, size };
    const letters = [...text];
    let [low, high] = [0, letters.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.width(shortened(letters, middle, cut), smaller) <= width) low = middle;
      else high = middle - 1;
    }
    return { text: low <= 0 ? '' : shortened(letters, low, cut), size };
  }
}

/** So many letters of a text, around an ellipsis: from both ends, where the end tells things apart. */
function shortened(letters: readonly string[], count: number, cut: Cut): string {
  const last = cut === 'middle' ? Math.ceil(count / 2) : 0;
  const first = letters
    .slice(0, count - last)
    .join('')
    .trimEnd();
  return (
    first +
    ellipsis +
    letters
      .slice(letters.length - last)
      .join('')
      .trimStart()
  );
}

/** Whether a text is shortened where it stands. */
export const isShortened = (fitting: Fitting, ink: TextInk): boolean =>
  fitting.fit(ink.text, ink.font, ink.width, ink).text !== ink.text;
