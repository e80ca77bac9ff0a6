import { clamp, grown, inside, type Box, type Point } from '../../geometry.ts';
import { drawSketch } from '../layers/sketch.ts';
import { tokensOf, type Stage } from '../stage.ts';
import type { Camera } from './camera.ts';
import type { View } from './view.ts';

/**
 * All of the picture, small, with a frame around what is seen; there only while something is out of sight. Where the camera
 * goes by itself it would only cover what the packet comes to.
 */
export interface Minimap {
  /** The view moved. */
  follow(): void;
  /** The picture changed. */
  draw(): void;
  destroy(): void;
}

const most = { w: 176, h: 112 };
const margin = 24;
/** With less room than this the picture itself has all of it. */
const leastRoom = { w: 640, h: 280 };
const step = 60;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface MinimapParts {
  readonly camera: Camera;
  readonly view: View;
  readonly isLed: () => boolean;
}

export function createMinimap(stage: Stage, { camera, view, isLed }: MinimapParts): Minimap {
  const map = document.createElement('div');
  map.style.cssText =
    'position:absolute;right:58px;bottom:12px;border-radius:8px;overflow:hidden;cursor:pointer;touch-action:none';
  map.setAttribute('role', 'group');
  map.tabIndex = 0;
  map.dataset['floats'] = '';
  map.hidden = true;
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'display:block';
  const frame = document.createElement('div');
  frame.style.cssText = 'position:absolute;left:0;top:0;box-sizing:border-box;border-radius:3px;pointer-events:none';
  map.append(canvas, frame);
  stage.root.append(map);
  let drawn: Stage['now'] | undefined;
  let shown = false;

  const whole = (): Box => grown(stage.placement.bounds, margin);
  const scaleOf = ({ w, h }: Box): number => Math.min(most.w / w, most.h / h);

  const paint = () => {
    drawn = stage.now;
    const all = whole();
    const scale = scaleOf(all);
    const [w, h] = [Math.round(all.w * scale), Math.round(all.h * scale)];
    const ratio = window.devicePixelRatio || 1;
    canvas.width = w * ratio;
    canvas.height = h * ratio;
    canvas.style.width = `${w}px`;
    canvas.style.height = `${h}px`;
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.scale(scale * ratio, scale * ratio);
    context.translate(-all.x, -all.y);
    drawSketch(context, stage, 1 / scale);
    const t = tokensOf(stage);
    map.style.background = t.panel;
    map.style.boxShadow = `0 0 0 1px ${t.line}, 0 4px 14px ${t.shadow}`;
    frame.style.border = `1.5px solid ${t.accent}`;
    frame.style.boxShadow = `0 0 0 400px ${t.accent}14`;
    map.setAttribute('aria-label', stage.input.labels.minimap);
  };

  const follow = () => {
    const { cy } = stage;
    const { zoom, x, y } = camera.shot();
    const seen = { x: -x / zoom, y: -y / zoom, w: cy.width() / zoom, h: cy.height() / zoom };
    const { bounds } = stage.placement;
    const isWanted =
      !isLed() &&
      bounds.w > 0 &&
      cy.width() >= leastRoom.w &&
      cy.height() >= leastRoom.h &&
      !inside(bounds, grown(seen, margin));
    if (isWanted !== shown) {
      shown = isWanted;
      map.hidden = !isWanted;
    }
    if (!isWanted) return;
    if (drawn !== stage.now) paint();
    const all = whole();
    const scale = scaleOf(all);
    const left = clamp((seen.x - all.x) * scale, 0, all.w * scale - 8);
    const top = clamp((seen.y - all.y) * scale, 0, all.h * scale - 8);
    const right = clamp((seen.x + seen.w - all.x) * scale, left + 8, all.w * scale);
    const bottom = clamp((seen.y + seen.h - all.y) * scale, top + 8, all.h * scale);
    frame.style.transform = `translate(${left}px, ${top}px)`;
    frame.style.width = `${right - left}px`;
    frame.style.height = `${bottom - top}px`;
  };

  /** What is under the pointer comes into the middle. */
  const goTo = (at: Point) => {
    const { left, top } = map.getBoundingClientRect();
    const all = whole();
    const scale = scaleOf(all);
    view.lookAt({ x: all.x + (at.x - left) / scale, y: all.y + (at.y - top) / scale });
  };
  const onDown = (event: PointerEvent) => {
    event.stopPropagation();
    if (event.button !== 0) return;
    map.setPointerCapture(event.pointerId);
    goTo({ x: event.clientX, y: event.clientY });
  };
  const onMove = (event: PointerEvent) => {
    if (map.hasPointerCapture(event.pointerId)) goTo({ x: event.clientX, y: event.clientY });
  };
  const onKey = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    view.panBy(-arrow[0] * step, -arrow[1] * step);
  };
  map.addEventListener('pointerdown', onDown);
  map.addEventListener('pointermove', onMove);
  map.addEventListener('keydown', onKey);

  return {
    follow,
    draw: () => {
      drawn = undefined;
      follow();
    },
    destroy: () => map.remove(),
  };
}
