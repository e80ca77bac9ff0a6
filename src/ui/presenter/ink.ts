import type { Tool } from './talk.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place where the laser pointed, and when (ms). */
interface Spot extends Point {
  readonly at: number;
}

/** What is drawn over the picture with a pen, and the trail of a laser pointer. */
export interface Board {
  /** The pointer went down. */
  readonly press: (tool: Tool, at: Point) => void;
  readonly move: (tool: Tool, at: Point) => void;
  readonly release: () => void;
  /** The pointer is gone. */
  readonly leave: () => void;
  readonly wipe: () => void;
  /** The canvas has another size. */
  readonly resize: () => void;
  readonly destroy: () => void;
}

const PEN = 4;
const DOT = 7;
/** How long (ms) what the laser drew is seen. */
export const FADE = 900;

/** Draws on a canvas, in its CSS colour. */
export function createBoard(canvas: HTMLCanvasElement): Board {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw on a canvas');
  let strokes: Point[][] = [];
  let stroke: Point[] | undefined;
  let trail: readonly Spot[] = [];
  let dot: Point | undefined;
  let frame = 0;

  const line = (points: readonly Point[], width: number) => {
    const [first, ...rest] = points;
    if (first === undefined) return;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(first.x, first.y);
    for (const { x, y } of rest.length > 0 ? rest : [first]) context.lineTo(x, y);
    context.stroke();
  };
  const draw = () => {
    frame = 0;
    const now = performance.now();
    const scale = devicePixelRatio;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
    const { color } = getComputedStyle(canvas);
    context.strokeStyle = context.fillStyle = color;
    context.lineCap = context.lineJoin = 'round';
    context.globalAlpha = 1;
    for (const points of strokes) line(points, PEN);
    trail = trail.filter(({ at }) => now - at < FADE);
    for (const [i, spot] of trail.entries()) {
      context.globalAlpha = 0.8 * (1 - (now - spot.at) / FADE);
      line(trail.slice(Math.max(0, i - 1), i + 1), DOT);
    }
    context.globalAlpha = 1;
    if (dot !== undefined) {
      context.beginPath();
      context.arc(dot.x, dot.y, DOT, 0, 2 * Math.PI);
      context.fill();
    }
    if (trail.length > 0) later();
  };
  const later = () => {
    frame ||= requestAnimationFrame(draw);
  };

  return {
    press: (tool, at) => {
      if (tool !== 'pen') return;
      stroke = [at];
      strokes = [...strokes, stroke];
      later();
    },
    move: (tool, at) => {
      if (tool === 'pen') stroke?.push(at);
      else {
        dot = at;
        trail = [...trail, { ...at, at: performance.now() }];
      }
      later();
    },
    release: () => {
      stroke = undefined;
    },
    leave: () => {
      dot = undefined;
      later();
    },
    wipe: () => {
      strokes = [];
      stroke = undefined;
      trail = [];
      later();
    },
    resize: () => {
      canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
      canvas.height = Math.round(canvas.clientHeight * devicePixelRatio);
      draw();
    },
    destroy: () => cancelAnimationFrame(frame),
  };
}
