import type { Tokens } from '../../palette.ts';
import type { Shot } from './shot.ts';

/** The dotted ground, which goes along with the picture. */
export interface Dots {
  /** While the zoom changes they are left out: painting them anew costs more than all else. */
  show(shot: Shot, zooming: boolean): void;
}

const step = 20;
/** Not less than a step at the nearest zoom. */
const margin = 3 * step;

/** A layer of its own, larger than the element on all sides, so that moving it paints nothing. */
export function createDots(root: HTMLElement, tokens: () => Tokens): Dots {
  const ground = document.createElement('div');
  ground.style.cssText = `position:absolute;inset:-${margin}px;will-change:transform`;
  root.append(ground);
  let drawn = '';
  return {
    show: ({ zoom, x, y }, zooming) => {
      ground.style.visibility = zooming ? 'hidden' : '';
      if (zooming) return;
      const size = step * zoom * (zoom < 0.5 ? 2 : 1);
      const { dot, background } = tokens();
      const look = `radial-gradient(${dot} 1px, ${background} 1px) 0 0 / ${size.toFixed(2)}px ${size.toFixed(2)}px`;
      if (look !== drawn) {
        ground.style.background = look;
        drawn = look;
      }
      ground.style.transform = `translate(${modulo(x + margin, size)}px, ${modulo(y + margin, size)}px)`;
    },
  };
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
