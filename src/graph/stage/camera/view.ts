import { center, grown, inside, type Box, type Point } from '../../geometry.ts';
import { zoomIn, type Room } from '../../layout/arrange.ts';
import { textScaleOf, type Stage } from '../stage.ts';
import type { Camera } from './camera.ts';
import { shownBy, zoomedAt, type Shot } from './shot.ts';

/** A thing, and where it is in the element. */
export interface Anchor {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** What part of the picture is shown. */
export interface View {
  fit(animated?: boolean): void;
  zoomIn(): void;
  zoomOut(): void;
  panBy(dx: number, dy: number): void;
  /** Brings a node into sight, where it is not: it comes into the middle. */
  focus(id: string, near?: boolean): void;
  /** Brings a point of the picture into the middle. */
  lookAt(point: Point): void;
  /** The user chose what is seen: it stays. */
  choose(): void;
  /** What stands in the middle, or at a point of the element. */
  anchor(point?: Point): Anchor | undefined;
  /** After all was laid out anew, brings that to where it was; without it, or while the user chose nothing, shows all. */
  keep(anchor: Anchor | undefined, zoom?: number): void;
  /** Shows all again where something is out of sight, or all has become small, unless the user chose what is seen. */
  follow(): void;
  /** The zoom at which all is seen. */
  fitZoom(): number;
  /** What of the element nothing else covers. */
  readonly clear: () => Box;
  resized(): void;
}

/** From here on names of things can be read. */
const readable = 0.5;
const step = 1.25;
/** From near a thing is at most so much magnified, and so much of the room is around it. */
const closest = 2;
const spare = 2;
/** A picture that is shown at less than this part of the size that it could have is shown anew. */
const small = 0.87;
/** Px by which something may reach beyond what is free and be seen all the same. */
const slack = 2;

export function createView(stage: Stage, camera: Camera): View {
  const { cy } = stage;
  let chosen = false;

  const goTo = (shot: Shot, animated: boolean) => {
    if (animated && !stage.input.reducedMotion) camera.goTo(shot);
    else camera.set(shot);
  };

  const fitted = (bounds: Box): Shot => {
    const clear = clearOf(stage);
    const zoom = Math.max(cy.minZoom(), zoomIn(roomOf(stage), bounds));
    return {
      zoom,
      x: clear.x + (clear.w - bounds.w * zoom) / 2 - bounds.x * zoom,
      y: clear.y + (clear.h - bounds.h * zoom) / 2 - bounds.y * zoom,
    };
  };

  const fit = (animated = true) => {
    chosen = false;
    const { bounds } = stage.placement;
    if (bounds.w === 0 || cy.width() === 0 || cy.height() === 0) return;
    goTo(fitted(bounds), animated);
  };

  const isSeen = (box: Box) => inside(shownBy(camera.shot(), box), grown(clearOf(stage), slack));

  const zoomBy = (factor: number) => {
    chosen = true;
    goTo(zoomedAt(camera.shot(), { x: cy.width() / 2, y: cy.height() / 2 }, factor), true);
  };

  return {
    fit,
    zoomIn: () => zoomBy(step),
    zoomOut: () => zoomBy(1 / step),
    panBy: (dx, dy) => {
      chosen = true;
      const { zoom, x, y } = camera.shot();
      camera.set({ zoom, x: x + dx, y: y + dy });
    },
    focus: (id, near = false) => {
      const box = stage.placement.boxes[id];
      if (box === undefined) return;
      if (near) {
        const clear = clearOf(stage);
        const zoom = Math.min(closest, clear.w / (box.w * spare), clear.h / (box.h * spare));
        chosen = true;
        return goTo(around(center(box), Math.max(zoom, readable), center(clear)), true);
      }
      const { zoom } = camera.shot();
      if (zoom >= readable && inside(shownBy(camera.shot(), box), clearOf(stage))) return;
      chosen = true;
      goTo(around(center(box), Math.max(zoom, readable), { x: cy.width() / 2, y: cy.height() / 2 }), true);
    },
    lookAt: (point) => {
      chosen = true;
      camera.set(around(point, camera.shot().zoom, { x: cy.width() / 2, y: cy.height() / 2 }));
    },
    choose: () => {
      chosen = true;
    },
    anchor: (point) => {
      if (!chosen) return undefined;
      return nearest(stage, camera, point ?? { x: cy.width() / 2, y: cy.height() / 2 });
    },
    keep: (anchor, zoom = camera.shot().zoom) => {
      const box = anchor && stage.placement.boxes[anchor.id];
      if (anchor === undefined || box === undefined) return fit(false);
      camera.set(around(center(box), zoom, anchor));
    },
    follow: () => {
      const { bounds } = stage.placement;
      if (!chosen && (!isSeen(bounds) || camera.destination().zoom < small * fitted(bounds).zoom)) fit();
    },
    fitZoom: () => fitted(stage.placement.bounds).zoom,
    clear: () => clearOf(stage),
    resized: () => {
      if (!chosen) fit(false);
    },
  };
}

/** Zoom at which small pictures stop growing. */
const largest = 2.4;

/** What the picture is arranged for, and fitted into. */
export function roomOf(stage: Stage): Room {
  const { w, h } = clearOf(stage);
  return { width: w, height: h, largest, text: textScaleOf(stage) };
}

/** Above a LAN that is the uppermost thing stands what it is called, in px. */
const lanLabel = 15;
/** Less room than this is none. */
const leastRoom = 40;

/** What of the element nothing else covers. */
function clearOf(stage: Stage): Box {
  const { cy, arrangement } = stage;
  const { top, right: side, bottom: below, left } = stage.input.insets;
  const y = top + (arrangement.machines === 'beside' ? lanLabel : 0);
  return {
    x: left,
    y,
    w: Math.max(leastRoom, cy.width() - left - side),
    h: Math.max(leastRoom, cy.height() - y - below),
  };
}

/** A shot with a point of the picture at a point of the element. */
const around = (point: Point, zoom: number, at: Point): Shot => ({
  zoom,
  x: at.x - point.x * zoom,
  y: at.y - point.y * zoom,
});

const landmarks = new Set(['machine', 'nic', 'netfilter', 'bridge', 'container']);

/** The thing nearest to a point of the element. */
function nearest(stage: Stage, camera: Camera, to: Point): Anchor | undefined {
  let best: (Anchor & { distance: number }) | undefined;
  for (const { id, kind } of stage.nodes.values()) {
    const box = stage.placement.boxes[id];
    if (box === undefined || !landmarks.has(kind)) continue;
    const { x, y } = camera.onScreen(center(box));
    const distance = Math.hypot(x - to.x, y - to.y);
    if (best === undefined || distance < best.distance) best = { id, x, y, distance };
  }
  return best;
}
