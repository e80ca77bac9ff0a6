import type { Point } from '../../geometry.ts';
import type { Stage } from '../stage.ts';
import type { Camera } from './camera.ts';
import { zoomedAt } from './shot.ts';
import type { View } from './view.ts';

/** Moving the picture under the pointer, and nearer and farther by wheel and by two fingers. */
export interface Navigation {
  /** A drag that began at nothing that moves by itself. */
  grab(): void;
  destroy(): void;
}

const pixelsOfLine = 16;
const speed = 0.0016;
/** A wheel's notch does no more than this. */
const most = 0.24;
/** At a move that leads so far, in px, Cytoscape knows as well that this is no tap: it is the last one that it is told. */
const tapRoom = 12;

interface NavigationParts {
  readonly camera: Camera;
  readonly view: View;
  /** The user zoomed around a point of the element. */
  readonly zoomed: (at: Point) => void;
}

export function createNavigation({ root, cy }: Stage, { camera, view, zoomed }: NavigationParts): Navigation {
  const pointers = new Map<number, Point>();
  let grabbed = false;
  let travelled = 0;
  let isKnown = false;

  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = root.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  const zoom = (at: Point, factor: number) => {
    const { zoom: now } = camera.shot();
    const wanted = Math.min(cy.maxZoom(), Math.max(cy.minZoom(), now * factor));
    view.choose();
    camera.set(zoomedAt(camera.shot(), at, wanted / now));
    zoomed(at);
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsOfLine : 1;
    if (event.shiftKey) {
      view.panBy(-(event.deltaX || event.deltaY) * unit, 0);
      return;
    }
    const change = -event.deltaY * unit * speed * (event.ctrlKey ? 4 : 1);
    zoom(pointOf(event), Math.exp(Math.min(most, Math.max(-most, change))));
  };

  const onDown = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    pointers.set(event.pointerId, pointOf(event));
  };
  const onMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointOf(event);
    if (pointers.size === 2) pinch(event.pointerId, before, now);
    else if (grabbed && (now.x !== before.x || now.y !== before.y)) {
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      view.panBy(now.x - before.x, now.y - before.y);
    }
    pointers.set(event.pointerId, now);
  };
  const pinch = (id: number, before: Point, now: Point) => {
    const other = [...pointers].find(([each]) => each !== id)?.[1];
    if (other === undefined) return;
    const distance = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    view.panBy((now.x - before.x) / 2, (now.y - before.y) / 2);
    zoom({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, distance(now) / distance(before));
  };
  const onUp = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) grabbed = false;
  };

  /** Cytoscape looks for what is under the pointer at every move, which takes longer than to move the picture. */
  const onMouse = (event: MouseEvent) => {
    if (!grabbed || travelled <= tapRoom) return;
    if (isKnown) event.stopPropagation();
    isKnown = true;
  };

  root.addEventListener('wheel', onWheel, { passive: false });
  root.addEventListener('pointerdown', onDown, true);
  window.addEventListener('mousemove', onMouse, true);
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', onUp);
  return {
    grab: () => {
      grabbed = true;
      travelled = 0;
      isKnown = false;
    },
    destroy: () => {
      root.removeEventListener('wheel', onWheel);
      root.removeEventListener('pointerdown', onDown, true);
      window.removeEventListener('mousemove', onMouse, true);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
    },
  };
}
