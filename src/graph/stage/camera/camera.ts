import { clamp, ease, overlap, type Box, type Point } from '../../geometry.ts';
import { motionTime } from '../motion.ts';
import { showDistance } from '../elements/distance.ts';
import type { Stage } from '../stage.ts';
import type { Ghost } from './ghost.ts';
import type { Shot } from './shot.ts';

/**
 * What part of the picture is seen. Large pictures are not drawn anew for every frame of a gesture: what is drawn already is
 * moved and scaled as a bitmap, and drawn sharp as soon as the gesture rests or leads to what was not seen before.
 */
export interface Camera {
  readonly shot: () => Shot;
  set(shot: Shot): void;
  /** Goes there in a moment, or in so many ms. */
  goTo(shot: Shot, ms?: number): void;
  /** Where it is going, or stands. */
  readonly destination: () => Shot;
  /** From the picture's coordinates to px in the element, as it is seen. */
  onScreen(point: Point): Point;
  toPicture(point: Point): Point;
  destroy(): void;
}

/** With so few things in sight every frame is drawn. */
const few = 90;
/** After this many ms without a change the picture is drawn. */
const rest = 140;
/** At most so often during a gesture, in ms, and only where this part of what is to be seen is not drawn. */
const pace = { ms: 450, missing: 0.35 };

interface CameraParts {
  readonly film: HTMLElement;
  readonly ghost: Ghost;
  readonly changed: (zooming: boolean) => void;
}

export function createCamera(stage: Stage, { film, ghost, changed }: CameraParts): Camera {
  const { cy } = stage;
  let shot: Shot = { zoom: cy.zoom(), ...cy.pan() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let goal = shot;
  let frame = 0;
  let drawnAt = 0;
  let isLive = true;

  const drawn = (): Shot => ({ zoom: cy.zoom(), ...cy.pan() });

  /** Lays what is drawn where it is to be seen. */
  const align = () => {
    const { zoom, x, y } = drawn();
    const scale = shot.zoom / zoom;
    const [dx, dy] = [shot.x - x * scale, shot.y - y * scale];
    const still = Math.abs(scale - 1) < 1e-6 && Math.abs(dx) < 0.01 && Math.abs(dy) < 0.01;
    film.style.willChange = still ? '' : 'transform';
    film.style.transform = still ? '' : `translate(${dx}px, ${dy}px) scale(${scale})`;
    ghost.show(still ? undefined : { drawn: { zoom, x, y }, seen: shot });
  };

  /** Draws what is seen, when it rests. */
  const rested = () => {
    draw();
    changed(false);
  };

  const draw = () => {
    clearTimeout(timer);
    timer = undefined;
    drawnAt = performance.now();
    showDistance(stage, shot.zoom);
    cy.viewport({ zoom: shot.zoom, pan: { x: shot.x, y: shot.y } });
  };

  const show = () => {
    if (timer === undefined) isLive = inSight(stage, shot) <= few;
    if (isLive) {
      draw();
      changed(false);
      return;
    }
    changed(shot.zoom !== cy.zoom());
    align();
    clearTimeout(timer);
    const isDue = performance.now() - drawnAt > pace.ms && missing(stage, drawn(), shot) > pace.missing;
    if (isDue) draw();
    timer = setTimeout(rested, rest);
  };

  cy.on('render', align);

  return {
    shot: () => shot,
    destination: () => goal,
    set: (next) => {
      cancelAnimationFrame(frame);
      goal = shot = bounded(stage, next);
      show();
    },
    goTo: (next, ms = motionTime) => {
      cancelAnimationFrame(frame);
      const [from, to] = [shot, bounded(stage, next)];
      goal = to;
      const began = performance.now();
      const step = () => {
        const part = Math.min(1, (performance.now() - began) / ms);
        shot = part < 1 ? between(stage, from, to, ease(part)) : to;
        show();
        if (part < 1) frame = requestAnimationFrame(step);
      };
      step();
    },
    onScreen: ({ x, y }) => ({ x: shot.x + x * shot.zoom, y: shot.y + y * shot.zoom }),
    toPicture: ({ x, y }) => ({ x: (x - shot.x) / shot.zoom, y: (y - shot.y) / shot.zoom }),
    destroy: () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
}

/** Whole pixels: a bitmap that is moved by parts of one has to be computed anew. */
const bounded = ({ cy }: Stage, { zoom, x, y }: Shot): Shot => ({
  zoom: clamp(zoom, cy.minZoom(), cy.maxZoom()),
  x: Math.round(x),
  y: Math.round(y),
});

/** A shot on the way, so that what is in the middle goes straight. */
function between({ cy }: Stage, from: Shot, to: Shot, part: number): Shot {
  const zoom = from.zoom * (to.zoom / from.zoom) ** part;
  const [w, h] = [cy.width() / 2, cy.height() / 2];
  const middle = (shot: Shot) => ({ x: (w - shot.x) / shot.zoom, y: (h - shot.y) / shot.zoom });
  const [a, b] = [middle(from), middle(to)];
  const at = { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
  return { zoom, x: w - at.x * zoom, y: h - at.y * zoom };
}

const seenBy = ({ cy }: Stage, { zoom, x, y }: Shot): Box => ({
  x: -x / zoom,
  y: -y / zoom,
  w: cy.width() / zoom,
  h: cy.height() / zoom,
});

function inSight(stage: Stage, shot: Shot): number {
  const seen = seenBy(stage, shot);
  let count = 0;
  for (const { box } of Object.values(stage.now)) if (overlap(box, seen)) count++;
  return count;
}

/** Which part of a shot's view of the picture another shot did not see. */
function missing(stage: Stage, drawn: Shot, wanted: Shot): number {
  const { bounds } = stage.placement;
  const want = common(seenBy(stage, wanted), bounds);
  const have = common(seenBy(stage, drawn), want);
  const area = want.w * want.h;
  return area === 0 ? 0 : 1 - (have.w * have.h) / area;
}

function common(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const w = Math.max(0, Math.min(a.x + a.w, b.x + b.w) - x);
  const h = Math.max(0, Math.min(a.y + a.h, b.y + b.h) - y);
  return { x, y, w, h };
}
