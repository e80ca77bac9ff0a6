import cytoscape from 'cytoscape';
import { levels } from '../../store/view.ts';
import { center, type Point } from '../geometry.ts';
import { usualArrangement } from '../layout/arrangement.ts';
import { place } from '../layout/place.ts';
import { tokens } from '../palette.ts';
import { createCamera, type Camera } from './camera/camera.ts';
import { createDots } from './camera/dots.ts';
import { byHand, createFollow } from './camera/follow.ts';
import { createGhost } from './camera/ghost.ts';
import { createMinimap } from './camera/minimap.ts';
import { createNavigation } from './camera/navigation.ts';
import { levelByZoom } from './camera/semantic-zoom.ts';
import { createView, type View } from './camera/view.ts';
import { createConnector, type Connector } from './connector.ts';
import { show } from './elements/show.ts';
import { stylesheet } from './elements/styles.ts';
import { bindGestures } from './gestures.ts';
import { createJoining } from './joining.ts';
import { createPacketLayer } from './layers/packet-layer.ts';
import { createTaken } from './layers/taken.ts';
import { createTextLayer } from './layers/text-layer.ts';
import { neighbourOf } from './neighbour.ts';
import './render-loop.ts';
import type { PictureEvents, PictureInput, Stage } from './stage.ts';
import type { Svg } from './svg.ts';
import { rearrange, start, update, type Entry } from './update.ts';

export interface Picture {
  update(input: PictureInput): void;
  readonly view: View;
  /** The node next to the selected one in a direction, for the keyboard. */
  neighbour(id: string | undefined, dx: number, dy: number): string | undefined;
  /** Begins a link at a node, by keyboard; it is aimed with `aim`, and made or given up. */
  readonly link: Pick<Connector, 'begin' | 'linking' | 'at' | 'aim' | 'finish' | 'cancel'>;
  /** Middle of a node, in px from the upper left corner of the window. */
  pointOf(id: string): Point | undefined;
  /** All of it as vectors, with further elements inside. */
  svg(inner: string): Promise<Svg>;
  destroy(): void;
}

const layer = (root: HTMLElement, tag: 'div' | 'canvas'): HTMLElement => {
  const element = document.createElement(tag);
  element.style.cssText = 'position:absolute;inset:0;width:100%;height:100%';
  if (tag === 'canvas') element.style.pointerEvents = 'none';
  root.append(element);
  return element;
};

/**
 * Cytoscape has three canvases, one above the other: for a selection by box, for what it drags, and for all else. The first
 * two stay empty here, and every canvas costs time in every frame that the browser composes.
 */
function onlySheet(holder: HTMLElement): HTMLCanvasElement {
  const canvases = [...holder.querySelectorAll('canvas')];
  const sheet = canvases.find((canvas) => canvas.dataset['id']?.endsWith('node'));
  if (sheet === undefined) throw new Error('Cytoscape has no canvas for nodes');
  for (const canvas of canvases) if (canvas !== sheet) canvas.style.display = 'none';
  return sheet;
}

/** The picture takes the shape of a panel that has not changed for so long, in ms. */
const rest = 160;

/** Draws a scene into an element, keeps it up to date, and reports what the user does. */
export function createPicture(root: HTMLElement, first: PictureInput, events: () => PictureEvents): Picture {
  const dots = createDots(root, () => tokens[stage.input.theme]);
  const under = layer(root, 'div');
  const film = layer(root, 'div');
  film.style.transformOrigin = '0 0';
  const below = layer(film, 'div');
  const packetCanvas = layer(film, 'canvas') as HTMLCanvasElement;
  const cy = cytoscape({
    container: below,
    style: stylesheet(first.theme),
    minZoom: 0.08,
    maxZoom: 5,
    boxSelectionEnabled: false,
    // The camera moves the picture: see camera.ts and navigation.ts.
    userPanningEnabled: false,
    userZoomingEnabled: false,
    // The selection is the caller's to give: see the class `chosen`.
    autounselectify: true,
    // Cytoscape draws what it drags, and all that is joined to it, above everything else: see gestures.ts.
    autoungrabify: true,
  });
  const stage: Stage = {
    root,
    cy,
    input: first,
    arrangement: usualArrangement,
    placement: place({ nodes: [], edges: [], devices: {}, namespaces: {}, processes: {} }),
    detail: undefined,
    now: {},
    routes: {},
    hits: {},
    faint: new Set(),
    nodes: new Map(),
    told: new Map(),
    boxOf: (id) => stage.now[id]?.box,
    show: (now) => show(stage, now),
  };
  const camera = createCamera(stage, {
    film,
    ghost: createGhost(stage, under),
    changed: (zooming) => {
      dots.show(camera.shot(), zooming);
      connector.follow();
      minimap.follow();
    },
  });
  const view = createView(stage, camera);
  const sheet = onlySheet(below);
  const text = createTextLayer(stage, sheet);
  const taken = createTaken(stage, text);
  const packets = createPacketLayer(stage, { canvas: packetCanvas, taken, clear: view.clear });
  const follow = createFollow(stage, { camera, view, told: packets.told });
  const held = byHand(view, () => {
    follow.release();
    events().onHand();
  });
  const connector = createConnector(stage, { camera, events, taken });
  const joining = createJoining(stage, { camera, events, taken });
  const minimap = createMinimap(stage, { camera, view: held, isLed: follow.isAway });
  const entry: Entry = {};
  const zoomed = (at: Point) => {
    const { zoom } = camera.shot();
    const level = levelByZoom(stage, { zoom, fit: view.fitZoom(), at: camera.toPicture(at) });
    if (level === undefined) return;
    const isNearer = levels.indexOf(level) > levels.indexOf(stage.input.level);
    const anchor = isNearer ? view.anchor(at) : undefined;
    entry.next = { level, anchor };
    if (!events().onLevel(level)) delete entry.next;
  };
  const navigation = createNavigation(stage, { camera, view: held, zoomed });
  const unbind = bindGestures(stage, events, { connector, joining, text, navigation });

  const paint = () => {
    text.paint();
    packets.paint();
    connector.follow();
  };
  cy.on('render', paint);
  const fontsCame = () => {
    text.forget();
    cy.forceRender();
  };
  document.fonts.addEventListener('loadingdone', fontsCame);
  let settled: ReturnType<typeof setTimeout> | undefined;
  const resized = new ResizeObserver(() => {
    cy.resize();
    view.resized();
    follow.update();
    minimap.follow();
    cy.forceRender();
    // While somebody drags a panel's edge, things stay where they are.
    clearTimeout(settled);
    settled = setTimeout(() => rearrange(stage, parts), rest);
  });
  resized.observe(root);

  const parts = { motion: { frame: 0 }, camera, view, packets, entry, minimap };
  start(stage, parts);
  follow.update();

  return {
    view: held,
    link: connector,
    update: (input) => {
      update(stage, input, parts);
      follow.update();
    },
    neighbour: (id, dx, dy) => neighbourOf(stage, id, dx, dy),
    pointOf: (id) => pointOf(stage, camera, id),
    svg: async (inner) => {
      const { svgOf } = await import('./svg.ts');
      return svgOf(stage, text.written(), text.fitting, inner);
    },
    destroy: () => {
      cancelAnimationFrame(parts.motion.frame);
      resized.disconnect();
      clearTimeout(settled);
      document.fonts.removeEventListener('loadingdone', fontsCame);
      unbind();
      navigation.destroy();
      follow.destroy();
      camera.destroy();
      minimap.destroy();
      connector.destroy();
      joining.destroy();
      cy.destroy();
      root.replaceChildren();
    },
  };
}

function pointOf(stage: Stage, camera: Camera, id: string): Point | undefined {
  const box = stage.now[id]?.box;
  if (box === undefined) return undefined;
  const { left, top } = stage.root.getBoundingClientRect();
  const at = camera.onScreen(center(box));
  return { x: left + at.x, y: top + at.y };
}
