import cytoscape from 'cytoscape';
import type { Level } from '../store/view.ts';
import { createCamera, type Camera } from './camera.ts';
import { createConnector } from './connector.ts';
import { curveOf } from './curve.ts';
import { createDots } from './dots.ts';
import { center, type Point } from './geometry.ts';
import { bindGestures } from './gestures.ts';
import { areaId } from './host-placement.ts';
import { between, differs, ease, motionTime, type Appearance } from './motion.ts';
import { createNavigation } from './navigation.ts';
import { createPacketLayer, type PacketLayer } from './packets.ts';
import { tokens } from './palette.ts';
import { place, type Rail } from './placement.ts';
import { routesOf } from './routes.ts';
import type { SceneEdge, SceneNode } from './scene.ts';
import { type PictureEvents, type PictureInput, type Stage } from './stage.ts';
import { stylesheet, type EdgeData, type NodeData } from './styles.ts';
import { createTextLayer } from './text-layer.ts';
import { createView, type View } from './view.ts';

export interface Picture {
  update(input: PictureInput): void;
  readonly view: View;
  /** The node next to the selected one in a direction, for the keyboard. */
  neighbour(id: string | undefined, dx: number, dy: number): string | undefined;
  /** Middle of a node, in px from the upper left corner of the window. */
  pointOf(id: string): Point | undefined;
  destroy(): void;
}

/** Heights in the stack; edges lie at 5, above frames and below what they join. */
const layers: Readonly<Record<string, number>> = {
  host: 0,
  netfilter: 1,
  lan: 2,
  area: 3,
  rail: 6,
  hostrail: 6,
  bridge: 7,
  gate: 8,
  chain: 9,
  machine: 9,
  nic: 9,
  container: 10,
  guest: 10,
  interface: 11,
};

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
    nodes: new Map(),
    boxOf: (id) => stage.now[id]?.box,
    show: (now) => show(stage, now),
  };
  const camera = createCamera(stage, {
    film,
    changed: (zooming) => {
      dots.show(camera.shot(), zooming);
      connector.follow();
    },
  });
  const view = createView(stage, camera);
  const sheet = onlySheet(below);
  const text = createTextLayer(stage, sheet);
  const packets = createPacketLayer(stage, packetCanvas);
  const connector = createConnector(stage, camera, events);
  const navigation = createNavigation(stage, { camera, view, zoomed: () => undefined });
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
    cy.forceRender();
  });
  resized.observe(root);

  const parts = { camera, view, packets };
  start(stage, parts, motion);

  return {
    view,
    update: (input) => update(stage, input, parts, motion),
    neighbour: (id, dx, dy) => neighbourOf(stage, id, dx, dy),
    pointOf: (id) => pointOf(stage, camera, id),
    destroy: () => {
      cancelAnimationFrame(motion.frame);
      resized.disconnect();
      document.fonts.removeEventListener('loadingdone', fontsCame);
      unbind();
      navigation.destroy();
      camera.destroy();
      connector.destroy();
      cy.destroy();
      root.replaceChildren();
    },
  };
}

interface Parts {
  readonly camera: Camera;
  readonly view: View;
  readonly packets: PacketLayer;
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

function update(stage: Stage, input: PictureInput, { camera, view, packets }: Parts, motion: { frame: number }): void {
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
    if (levelled) view.keep(anchor);
    else view.follow();
  }
  if (input.selected !== before.selected || placed) select(stage);
  const written = (input.playhead !== before.playhead || placed) && packets.setPlayhead(input.playhead);
  const redrawn = written || placed || input.theme !== before.theme || input.labels !== before.labels;
  if (redrawn) stage.cy.forceRender();
  else packets.paint();
}

/** Adds the nodes and edges that came, removes those that went, and renews what the others are. */
function putElements(stage: Stage): void {
  const { cy, placement, nodes, input } = stage;
  const { scene } = input;
  const density = (node: SceneNode) => ('host' in node ? placement.density[node.host] : undefined);
  const hostOf = (id: string) => placement.density[id.split('/')[0] ?? ''];
  nodes.clear();
  for (const node of scene.nodes) nodes.set(node.id, node);
  const rails = placement.rails
    .filter(({ kind }) => kind !== 'way')
    .map((rail) => ({ id: rail.id, data: railData(stage, rail) }));
  const shown = scene.nodes.filter((node) => node.kind !== 'interface' || node.hidden !== true);
  const edges = scene.edges.filter(({ hidden }) => hidden !== true);
  const wanted = new Set([...shown, ...rails, ...edges].map(({ id }) => id));
  cy.batch(() => {
    cy.elements()
      .filter((element) => !wanted.has(element.id()))
      .remove();
    for (const { id, data } of rails) putNode(cy, id, data, false);
    for (const node of shown)
      putNode(
        cy,
        node.id,
        { ...dataOf(node, density(node) ?? hostOf(node.id)), ...levelData(node, input.level) },
        isMovable(node),
      );
    for (const edge of edges) putEdge(cy, edge, hostOf(edge.target));
  });
}

function railData({ nodes, input }: Stage, { id, owner, kind }: Rail) {
  const bar = nodes.get(owner);
  const isBridge = bar?.kind === 'bridge';
  const look = kind === 'area' ? 'area' : isBridge ? 'rail' : 'hostrail';
  return {
    id,
    kind: look,
    owner,
    ...(isBridge && bar.color !== undefined && { color: bar.color }),
    ...(isBridge && input.level === 'overview' && { condition: bar.condition }),
  };
}

const isMovable = ({ kind }: SceneNode): boolean => kind === 'machine' || kind === 'container' || kind === 'bridge';

function putNode(cy: cytoscape.Core, id: string, data: object, movable: boolean): void {
  const known = cy.getElementById(id);
  if (known.nonempty()) {
    known.removeData('color condition off small tiny heading');
    known.data(data);
    return;
  }
  const layerOf = layers[(data as { kind: string }).kind] ?? 0;
  const added = cy.add({ group: 'nodes', data: { w: 1, h: 1, z: layerOf, opacity: 0, ...data } });
  if (!movable) added.panify();
}

function dataOf(node: SceneNode, density: string | undefined): Partial<NodeData> & Record<string, unknown> {
  const { id, kind } = node;
  const size = { ...(density === 'compact' && { small: 1 }), ...(density === 'tiny' && { small: 1, tiny: 1 }) };
  switch (node.kind) {
    case 'machine':
      return { id, kind, ...(node.role === 'internet' && { round: true }) };
    case 'lan':
    case 'nic':
      return { id, kind, condition: node.condition };
    case 'bridge':
      return { id, kind, condition: node.condition, ...(node.color !== undefined && { color: node.color }) };
    case 'interface':
      return { id, kind, condition: node.condition, ...size, ...(node.color !== undefined && { color: node.color }) };
    case 'container':
      return { id, kind, ...size, ...(!runs(node) && { off: true }) };
    case 'guest':
      return { id, kind, container: node.container, ...size };
    case 'host':
    case 'netfilter':
    case 'gate':
    case 'chain':
    case 'hostrail':
      return { id, kind };
  }
}

/** In the overview bars are headings of areas. */
const levelData = ({ kind }: SceneNode, level: Level): object =>
  level === 'overview' && kind === 'bridge' ? { heading: true } : {};

const runs = ({ state }: { readonly state: string }): boolean => state === 'running' || state === 'paused';

function putEdge(cy: cytoscape.Core, edge: SceneEdge, density: string | undefined): void {
  const { id, source, target, kind, color, condition } = edge;
  const known = cy.getElementById(id);
  const data = { id, kind, condition, ...(color !== undefined && { color }), ...(density !== 'full' && { small: 1 }) };
  if (known.nonempty() && known.data('source') === source) {
    known.removeData('color small');
    known.data(data);
    return;
  }
  known.remove();
  const curve = { style: 'straight', source: '0px 0px', target: '0px 1px', weights: '0.5', distances: '0' } as const;
  const fresh: EdgeData & { condition: string } = { ...data, source, target, curve, opacity: 0 };
  cy.add({ group: 'edges', data: fresh });
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
  const { cy, nodes, input, placement } = stage;
  const before = stage.now;
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
      const strength = opacity * strengthOf(nodes.get(id));
      if (node.data('opacity') !== strength) node.data('opacity', strength);
    }
    for (const { id, source, target, hidden } of input.scene.edges)
      if (hidden !== true) putCurve(stage, id, source, target);
  });
}

function putCurve({ cy, now, routes }: Stage, id: string, source: string, target: string): void {
  const [from, to, route] = [now[source], now[target], routes[id]];
  if (from === undefined || to === undefined || route === undefined) return;
  const curve = curveOf(route, from.box, to.box);
  const opacity = curve === undefined ? 0 : Math.min(from.opacity, to.opacity);
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
