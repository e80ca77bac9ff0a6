import type { Box } from '../../geometry.ts';
import type { Stage } from '../stage.ts';

/** Fits a canvas to its element at the screen's resolution, and clears it. */
export function prepareCanvas(canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined {
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** Puts the picture's origin on a canvas, so much magnified; yields the part that is seen. */
export function enterPicture(context: CanvasRenderingContext2D, stage: Stage, magnified: number): Box {
  const pan = stage.cy.pan();
  context.translate(pan.x, pan.y);
  context.scale(magnified, magnified);
  return seenAt(stage, magnified);
}

/** The part of the picture that is seen, where that is so much magnified. */
export function seenAt({ cy }: Stage, magnified: number): Box {
  const pan = cy.pan();
  return { x: -pan.x / magnified, y: -pan.y / magnified, w: cy.width() / magnified, h: cy.height() / magnified };
}
