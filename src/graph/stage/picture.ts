import cytoscape from 'cytoscape';
import { levels, type Level } from '../../store/view.ts';
import { createCamera, type Camera } from './camera.ts';
import { createConnector, type Connector } from './connector.ts';
import { curveOf } from './curve.ts';
import { createDots } from './dots.ts';
import { faintness, faintOf } from '../ink/faint.ts';
import { center, type Point } from '../geometry.ts';
import { createGhost } from './ghost.ts';
import { bindGestures } from './gestures.ts';
import { areaId } from '../layout/host-placement.ts';
import { createMinimap, type Minimap } from './minimap.ts';
import { between, differs, ease, motionTime, type Appearance } from './motion.ts';
import { createNavigation } from './navigation.ts';
import { createPacketLayer, type PacketLayer } from '../packets/packets.ts';
import { tokens } from '../ink/palette.ts';
import { place } from '../layout/placement.ts';
import { putElements, runs } from './put-elements.ts';
import { routesOf } from '../layout/routes.ts';
import { levelByZoom } from './semantic-zoom.ts';
import type { SceneNode } from '../scene/scene.ts';
import { type PictureEvents, type PictureInput, type Stage } from './stage.ts';
import { stylesheet } from './styles.ts';
import type { Svg } from '../ink/svg.ts';
import { createTextLayer } from './text-layer.ts';
import { createView, type Anchor, type View } from './view.ts';

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

const many = 150;

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
    maxZoom: 3,
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
    placement: place({ nodes: [], edges: [], devices: {}, namespaces: {}, processes: {} }),
    now: {},
    routes: {},
    hits: {},
    faint: new Set(),
    nodes: new Map(),
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
  const packets = createPacketLayer(stage, packetCanvas);
  const connector = createConnector(stage, camera, events);
  const minimap = createMinimap(stage, { camera, view });
  const entry: Entry = {};
  const zoomed = (at: Point) => {
    const { zoom } = camera.shot();
    const level = levelByZoom(stage, { zoom, fit: view.fitZoom(), at: camera.toPicture(at) });
    if (level === undefined) return;
    const isNearer = levels.indexOf(level) > levels.indexOf(stage.input.level);
    const anchor = isNearer ? view.anchor(at) : undefined;
    entry.next = { level, ...(anchor && { anchor }) };
    if (!events().onLevel(level)) delete entry.next;
  };
  const navigation = createNavigation(stage, { camera, view, zoomed });
  const unbind = bindGestures(stage, events, { connector, text, navigation });
  const motion = { frame: 0 };

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
  const resized = new ResizeObserver(() => {
    cy.resize();
    view.resized();
    minimap.follow();
    cy.forceRender();
  });
  resized.observe(root);

  const parts = { camera, view, packets, entry, minimap };
  start(stage, parts, motion);

  return {
    view,
    link: connector,
    update: (input) => update(stage, input, parts, motion),
    neighbour: (id, dx, dy) => neighbourOf(stage, id, dx, dy),
    pointOf: (id) => pointOf(stage, camera, id),
    svg: async (inner) => {
      const { svgOf } = await import('../ink/svg.ts');
      return svgOf(stage, text.written(), text.fitting, inner);
    },
    destroy: () => {
      cancelAnimationFrame(motion.frame);
      resized.disconnect();
      document.fonts.removeEventListener('loadingdone', fontsCame);
      unbind();
      navigation.destroy();
      camera.destroy();
      minimap.destroy();
      connector.destroy();
      cy.destroy();
      root.replaceChildren();
    },
  };
}

/** Where zooming to another level leads: to the thing that was zoomed in on, or to all. */
interface Entry {
  next?: { readonly level: Level; readonly anchor?: Anchor };
}

/** Zoom at which a level begins that was zoomed in to. */
const entryZoom = 1;

interface Parts {
  readonly entry: Entry;
  readonly camera: Camera;
  readonly view: View;
  readonly packets: PacketLayer;
  readonly minimap: Minimap;
}

function start(stage: Stage, { view, packets }: Parts, motion: { frame: number }): void {
  const { input } = stage;
  stage.placement = place(input.scene, input.positions, input.level);
  putElements(stage);
  moveTo(stage, motion, false);
  packets.setPlayhead(input.playhead);
  select(stage);
  view.fit(false);
}

function update(
  stage: Stage,
  input: PictureInput,
  { camera, view, packets, entry, minimap }: Parts,
  motion: { frame: number },
): void {
  const before = stage.input;
  stage.input = input;
  if (input.theme !== before.theme) {
    stage.cy.style(stylesheet(input.theme));
    camera.set(camera.shot());
  }
  const placed = input.scene !== before.scene || input.positions !== before.positions || input.level !== before.level;
  const levelled = input.level !== before.level;
  const anchor = levelled ? view.anchor() : undefined;
  if (placed) {
    stage.placement = place(input.scene, input.positions, input.level);
    putElements(stage);
    moveTo(stage, motion, !levelled && !input.reducedMotion && stage.nodes.size < 4 * many);
    if (entry.next?.level === input.level && levelled) view.keep(entry.next.anchor, entryZoom);
    else if (levelled) view.keep(anchor);
    else view.follow();
    delete entry.next;
  } else if (input.shown !== before.shown) {
    stage.faint = faintOf(input.scene, input.shown);
    show(stage, stage.now);
  }
  if (input.selected !== before.selected || placed) select(stage);
  const written = (input.playhead !== before.playhead || placed) && packets.setPlayhead(input.playhead);
  const redrawn =
    written || input.shown !== before.shown || placed || input.theme !== before.theme || input.labels !== before.labels;
  if (placed || input.theme !== before.theme || input.labels !== before.labels) minimap.draw();
  if (redrawn) stage.cy.forceRender();
  else packets.paint();
}

/** Lets everything go to where it is placed. */
function moveTo(stage: Stage, motion: { frame: number }, animated: boolean): void {
  cancelAnimationFrame(motion.frame);
  const before = stage.now;
  const { boxes } = stage.placement;
  if (!animated || !differs(before, boxes)) {
    show(stage, between(before, boxes, 1));
    return;
  }
  const began = performance.now();
  const frame = () => {
    const part = Math.min(1, (performance.now() - began) / motionTime);
    show(stage, between(before, boxes, ease(part)));
    if (part < 1) motion.frame = requestAnimationFrame(frame);
  };
  frame();
}

/** What does not run is dimmed, the interfaces of the paused as well. */
const strengthOf = (node: SceneNode | undefined): number =>
  (node?.kind === 'container' || node?.kind === 'guest') && !runs(node) ? 0.75 : 1;

function show(stage: Stage, now: Record<string, Appearance>): void {
  const { cy, nodes, input, placement, faint } = stage;
  const before = stage.now;
  const owners = new Map(placement.rails.map(({ id, owner }) => [id, owner]));
  stage.now = now;
  const boxes = Object.fromEntries(Object.entries(now).map(([id, { box }]) => [id, box]));
  stage.routes = routesOf(input.scene, { boxes, placement });
  cy.batch(() => {
    for (const [id, { box, opacity }] of Object.entries(now)) {
      const old = before[id];
      const node = cy.getElementById(id);
      if (node.empty()) continue;
      if (old?.box !== box || node.data('opacity') === 0) {
        if (old?.box.w !== box.w || old.box.h !== box.h || node.data('w') === 1) node.data({ w: box.w, h: box.h });
        const at = center(box);
        const { x, y } = node.position();
        if (x !== at.x || y !== at.y) node.position(at);
      }
      const owner = owners.get(id) ?? id;
      const strength = opacity * strengthOf(nodes.get(id)) * (faint.has(owner) ? faintness : 1);
      if (node.data('opacity') !== strength) node.data('opacity', strength);
    }
    for (const { id, source, target, hidden } of input.scene.edges)
      if (hidden !== true) putCurve(stage, id, source, target);
  });
}

function putCurve({ cy, now, routes, faint }: Stage, id: string, source: string, target: string): void {
  const [from, to, route] = [now[source], now[target], routes[id]];
  if (from === undefined || to === undefined || route === undefined) return;
  const curve = curveOf(route, from.box, to.box);
  const strength = faint.has(source) || faint.has(target) ? faintness : 1;
  const opacity = curve === undefined ? 0 : Math.min(from.opacity, to.opacity) * strength;
  const edge = cy.getElementById(id);
  const old = edge.data('curve') as typeof curve;
  const same = old && curve && (Object.keys(curve) as (keyof typeof curve)[]).every((key) => old[key] === curve[key]);
  if (!same && curve) edge.data('curve', curve);
  if (edge.data('opacity') !== opacity) edge.data('opacity', opacity);
}

function select({ cy, input }: Stage): void {
  cy.batch(() => {
    cy.elements('.chosen, .twin').removeClass('chosen twin');
    if (input.selected === undefined) return;
    cy.getElementById(input.selected).addClass('chosen');
    cy.getElementById(areaId(input.selected)).addClass('chosen');
    cy.elements(`node[container = "${input.selected}"]`).addClass('twin');
  });
}

const reachable = new Set(['machine', 'nic', 'gate', 'bridge', 'container']);

/** The nearest node in a direction; without a node to start from, the first. */
function neighbourOf({ nodes, now }: Stage, id: string | undefined, dx: number, dy: number): string | undefined {
  const spots = [...nodes.values()].filter(({ kind }) => reachable.has(kind));
  const from = id === undefined ? undefined : now[id]?.box;
  if (from === undefined) return spots.find(({ kind }) => kind === 'container')?.id ?? spots[0]?.id;
  const start = center(from);
  let best: { id: string; cost: number } | undefined;
  for (const spot of spots) {
    const box = now[spot.id]?.box;
    if (spot.id === id || box === undefined) continue;
    const at = center(box);
    const along = (at.x - start.x) * dx + (at.y - start.y) * dy;
    const across = Math.abs((at.x - start.x) * dy) + Math.abs((at.y - start.y) * dx);
    const cost = along + 2.5 * across;
    if (along > 1 && (best === undefined || cost < best.cost)) best = { id: spot.id, cost };
  }
  return best?.id;
}

function pointOf(stage: Stage, camera: Camera, id: string): Point | undefined {
  const box = stage.now[id]?.box;
  if (box === undefined) return undefined;
  const { left, top } = stage.root.getBoundingClientRect();
  const at = camera.onScreen(center(box));
  return { x: left + at.x, y: top + at.y };
}
