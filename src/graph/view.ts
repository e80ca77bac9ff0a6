import { bottom, center, right, type Box, type Point } from './geometry.ts';
import { motionTime } from './motion.ts';
import { onScreen, type Stage } from './stage.ts';

/** What of the element is covered by other things, in px. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** What part of the picture is seen. */
export interface View {
  fit(animated?: boolean): void;
  zoomIn(): void;
  zoomOut(): void;
  panBy(dx: number, dy: number): void;
  /** Brings a node into the middle. */
  focus(id: string): void;
  /** What stands in the middle, and where it is on the screen. */
  anchor(): Anchor | undefined;
  /** After all was laid out anew, brings that to where it was; without it, or while the user chose no view, shows all. */
  keep(anchor: Anchor | undefined): void;
  /** Shows all again where something is out of sight, unless the user chose what is seen. */
  follow(): void;
  resized(): void;
}

export interface Anchor {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Zoom at which small pictures stop growing. */
const largest = 1.25;
const step = 1.25;

export function createView(stage: Stage): View {
  const { cy } = stage;
  let chosen = false;
  cy.on('dragpan scrollzoom pinchzoom', () => {
    chosen = true;
  });

  const goTo = (zoom: number, pan: { x: number; y: number }, animated: boolean) => {
    cy.stop();
    if (animated && !stage.input.reducedMotion)
      cy.animate({ zoom, pan }, { duration: motionTime, easing: 'ease-in-out-cubic' });
    else cy.viewport({ zoom, pan });
  };

  const fitted = (bounds: Box) => {
    const { insets } = stage.input;
    const width = cy.width() - insets.left - insets.right;
    const height = cy.height() - insets.top - insets.bottom;
    const zoom = Math.max(cy.minZoom(), Math.min(largest, width / bounds.w, height / bounds.h));
    return {
      zoom,
      pan: {
        x: insets.left + (width - bounds.w * zoom) / 2 - bounds.x * zoom,
        y: insets.top + (height - bounds.h * zoom) / 2 - bounds.y * zoom,
      },
    };
  };

  const fit = (animated = true) => {
    chosen = false;
    const { bounds } = stage.placement;
    if (bounds.w === 0 || cy.width() === 0 || cy.height() === 0) return;
    const { zoom, pan } = fitted(bounds);
    goTo(zoom, pan, animated);
  };

  const isSeen = ({ x, y, w, h }: Box) => {
    const zoom = cy.zoom();
    const pan = cy.pan();
    const shown = { x: pan.x + x * zoom, y: pan.y + y * zoom, w: w * zoom, h: h * zoom };
    return shown.x >= 0 && shown.y >= 0 && right(shown) <= cy.width() && bottom(shown) <= cy.height();
  };

  const zoomBy = (factor: number) => {
    chosen = true;
    const zoom = Math.min(cy.maxZoom(), Math.max(cy.minZoom(), cy.zoom() * factor));
    const middle = { x: cy.width() / 2, y: cy.height() / 2 };
    const pan = cy.pan();
    const part = zoom / cy.zoom();
    goTo(zoom, { x: middle.x - (middle.x - pan.x) * part, y: middle.y - (middle.y - pan.y) * part }, true);
  };

  return {
    fit,
    zoomIn: () => zoomBy(step),
    zoomOut: () => zoomBy(1 / step),
    panBy: (dx, dy) => {
      chosen = true;
      cy.panBy({ x: dx, y: dy });
    },
    focus: (id) => {
      const box = stage.placement.boxes[id];
      if (box === undefined) return;
      chosen = true;
      const zoom = Math.max(cy.zoom(), 1);
      const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
      goTo(zoom, { x: cy.width() / 2 - middle.x * zoom, y: cy.height() / 2 - middle.y * zoom }, true);
    },
    follow: () => {
      if (!chosen && !isSeen(stage.placement.bounds)) fit();
    },
    anchor: () => {
      if (!chosen) return undefined;
      const middle = { x: cy.width() / 2, y: cy.height() / 2 };
      return nearest(stage, middle);
    },
    keep: (anchor) => {
      const box = anchor && stage.placement.boxes[anchor.id];
      if (anchor === undefined || box === undefined) return fit(false);
      const zoom = cy.zoom();
      const at = center(box);
      goTo(zoom, { x: anchor.x - at.x * zoom, y: anchor.y - at.y * zoom }, false);
    },
    resized: () => {
      if (!chosen) fit(false);
    },
  };
}

const landmarks = new Set(['machine', 'nic', 'netfilter', 'bridge', 'container']);

/** The thing nearest to a point of the element. */
function nearest(stage: Stage, to: Point): Anchor | undefined {
  let best: (Anchor & { distance: number }) | undefined;
  for (const { id, kind } of stage.nodes.values()) {
    const box = stage.placement.boxes[id];
    if (box === undefined || !landmarks.has(kind)) continue;
    const { x, y } = onScreen(stage, center(box));
    const distance = Math.hypot(x - to.x, y - to.y);
    if (best === undefined || distance < best.distance) best = { id, x, y, distance };
  }
  return best;
}
