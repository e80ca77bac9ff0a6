import { inside, overlap, type Box } from '../../geometry.ts';
import { prepareCanvas } from '../layers/canvas.ts';
import { drawSketch } from '../layers/sketch.ts';
import type { Stage } from '../stage.ts';
import type { Shot } from './shot.ts';

/** In outline, what comes into sight during a gesture and is not drawn yet. */
export interface Ghost {
  /** Where the bitmap was drawn and where it is seen now; nothing where it is all that is to be seen. */
  show(shots?: { readonly drawn: Shot; readonly seen: Shot }): void;
}

export function createGhost(stage: Stage, root: HTMLElement): Ghost {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none;display:none';
  root.append(canvas);
  return {
    show: (shots) => {
      const size = { w: stage.cy.width(), h: stage.cy.height() };
      const film = shots && filmOf(shots.drawn, shots.seen, size);
      if (film === undefined || inside({ x: 0, y: 0, ...size }, film)) {
        canvas.style.display = 'none';
        return;
      }
      canvas.style.display = '';
      const context = prepareCanvas(canvas);
      if (context === undefined || shots === undefined) return;
      context.save();
      context.beginPath();
      context.rect(0, 0, size.w, size.h);
      context.rect(film.x, film.y, film.w, film.h);
      context.clip('evenodd');
      const { zoom, x, y } = shots.seen;
      context.translate(x, y);
      context.scale(zoom, zoom);
      const [all, there] = [pictured({ x: 0, y: 0, ...size }, shots.seen), pictured(film, shots.seen)];
      drawSketch(context, stage, 1, (box) => overlap(box, all) && !inside(box, there));
      context.restore();
    },
  };
}

/** The bitmap, in px of the element. */
function filmOf(drawn: Shot, seen: Shot, { w, h }: { readonly w: number; readonly h: number }): Box {
  const scale = seen.zoom / drawn.zoom;
  return { x: seen.x - drawn.x * scale, y: seen.y - drawn.y * scale, w: w * scale, h: h * scale };
}

/** A box of the element, in the picture's coordinates. */
const pictured = (box: Box, { zoom, x, y }: Shot): Box => ({
  x: (box.x - x) / zoom,
  y: (box.y - y) / zoom,
  w: box.w / zoom,
  h: box.h / zoom,
});
