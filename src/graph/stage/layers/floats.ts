import type { Box } from '../../geometry.ts';

/** What floats over the picture says so. */
const floating = '[data-floats]';

/** What floats over the picture now, in px of its element. */
export function floatingOver(root: HTMLElement): Box[] {
  const own = root.getBoundingClientRect();
  return [...(root.closest('main')?.querySelectorAll(floating) ?? [])].flatMap((element): Box[] => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const box = { x: left - own.left, y: top - own.top, w: width, h: height };
    return width === 0 ? [] : [box];
  });
}
