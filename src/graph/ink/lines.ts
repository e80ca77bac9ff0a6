import type { Box } from '../geometry.ts';

/**
 * Baselines of lines of text in a box, as far apart as there is room, around its middle.
 * @param sizes of the fonts, in px
 * @param most px from one line to the next, beyond the font's own size
 */
export function baselines(box: Pick<Box, 'y' | 'h'>, sizes: readonly number[], most = 6): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const gap = sizes.length < 2 ? 0 : Math.min(most, Math.max(1, (box.h - all - 4) / (sizes.length - 1)));
  let y = box.y + (box.h - all - gap * (sizes.length - 1)) / 2;
  return sizes.map((size) => {
    const base = y + size * 0.86;
    y += size + gap;
    return base;
  });
}
