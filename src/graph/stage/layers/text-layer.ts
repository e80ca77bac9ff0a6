import { holds, overlap, right, type Box, type Point } from '../../geometry.ts';
import { addressInk } from '../../ink/card.ts';
import { contentOf } from '../../ink/content.ts';
import { drawInk, keepOut } from '../../ink/draw.ts';
import { Fitting, isShortened } from '../../ink/fitting.ts';
import type { ContentContext, Font, Ink, TextInk } from '../../ink/ink.ts';
import { metricsOf } from '../../layout/metrics.ts';
import { faintness } from '../../scene/faint.ts';
import type { ContainerNode, InterfaceNode, SceneEdge, SceneNode } from '../../scene/scene.ts';
import { tokensOf, type Stage } from '../stage.ts';
import { enterPicture } from './canvas.ts';

/** All that is written in the picture, on Cytoscape's own canvas: a canvas more would cost time in every frame. */
export interface TextLayer {
  /** Writes on what Cytoscape has just drawn. */
  paint(): void;
  /** Fonts changed: measure again. */
  forget(): void;
  /** The whole of a text at a point of the picture, where it is shown shortened. */
  shortenedAt(point: Point): string | undefined;
  /** All that is written, wherever it is, by the node or edge that it belongs to. */
  written(): readonly Written[];
  readonly fitting: Fitting;
}

export interface Written {
  readonly id: string;
  readonly ink: readonly Ink[];
  readonly opacity: number;
}

export function createTextLayer(stage: Stage, canvas: HTMLCanvasElement): TextLayer {
  const measuring = document.createElement('canvas').getContext('2d');
  if (measuring === null) throw new Error('this browser cannot draw on a canvas');
  const fitting = new Fitting(measuring);

  return {
    fitting,
    written: () => writtenOn(stage, fitting),
    forget: () => fitting.forget(),
    paint: () => {
      const context = canvas.getContext('2d');
      if (context === null) return;
      context.save();
      const ratio = canvas.width / Math.max(1, canvas.clientWidth);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const seen = enterPicture(context, stage);
      const zoom = stage.cy.zoom();
      const fronts = coversOf(stage);
      const writing = writingOf(stage, fitting);
      for (const edge of stage.input.scene.edges) {
        const ink = edge.kind === 'tunnel' ? tunnelInk(stage, edge) : labelInk(stage, edge);
        const box = stage.now[edge.target];
        if (ink === undefined || box === undefined || !overlap(box.box, seen)) continue;
        context.globalAlpha = box.opacity * (stage.faint.has(edge.target) ? faintness : 1);
        drawInk(context, fitting, [ink], zoom);
      }
      for (const node of stage.input.scene.nodes) {
        const at = stage.now[node.id];
        if (at === undefined || isHidden(node) || !overlap(withMargin(at.box), seen)) continue;
        const covers = fronts.get(node.id) ?? [];
        if (covers.length > 0) context.save();
        keepOut(context, withMargin(at.box), covers);
        context.globalAlpha = strengthOf(stage, node);
        drawInk(context, fitting, writing(node, at.box), zoom);
        if (covers.length > 0) context.restore();
      }
      context.restore();
    },
    shortenedAt: (point) => {
      const writing = writingOf(stage, fitting);
      for (const node of [...stage.input.scene.nodes].reverse()) {
        const box = stage.now[node.id]?.box;
        if (box === undefined || !holds(box, point)) continue;
        const cut = writing(node, box).find(
          (ink): ink is TextInk => ink.kind === 'text' && isShortened(fitting, ink) && holds(lineBox(ink), point),
        );
        if (cut) return cut.text;
      }
      return undefined;
    },
  };
}

const isHidden = (node: SceneNode): boolean => node.kind === 'interface' && node.hidden === true;
const runs = ({ state }: ContainerNode) => state === 'running' || state === 'paused';

/** Some texts stand beside their box. */
const withMargin = ({ x, y, w, h }: Box): Box => ({ x: x - 8, y: y - 24, w: w + 16, h: h + 32 });

const lineBox = ({ x, y, width, font, align }: TextInk): Box => ({
  x: align === 'left' ? x : align === 'right' ? x - width : x - width / 2,
  y: y - font.size,
  w: width,
  h: font.size * 1.4,
});

function writtenOn(stage: Stage, fitting: Fitting): readonly Written[] {
  const writing = writingOf(stage, fitting);
  const nodes = stage.input.scene.nodes.flatMap((node): Written[] => {
    const at = stage.now[node.id];
    if (at === undefined || isHidden(node)) return [];
    return [{ id: node.id, ink: writing(node, at.box), opacity: strengthOf(stage, node) }];
  });
  const edges = stage.input.scene.edges.flatMap((edge): Written[] => {
    const ink = labelInk(stage, edge);
    return ink === undefined
      ? []
      : [{ id: edge.id, ink: [ink], opacity: stage.faint.has(edge.target) ? faintness : 1 }];
  });
  return [...nodes, ...edges];
}

/** How strongly a thing is written on: what does not run, or was not asked for, is dimmed. */
const strengthOf = ({ now, faint }: Stage, node: SceneNode): number =>
  (now[node.id]?.opacity ?? 0) *
  (faint.has(node.id) ? faintness : 1) *
  (node.kind === 'container' && !runs(node) ? 0.75 : 1);

type Writing = (node: SceneNode, box: Box) => readonly Ink[];

/** What is written on nodes as things are now. */
function writingOf(stage: Stage, fitting: Fitting): Writing {
  const { theme, labels, scene, level } = stage.input;
  const names: Record<string, string> = {};
  for (const node of scene.nodes) {
    if (node.kind === 'container') names[node.id] = node.name;
    if (node.kind === 'bridge') names[node.id] = node.title;
  }
  const measure = (text: string, font: Font) => fitting.width(text, font);
  const common = { level, theme, tokens: tokensOf(stage), labels, names, measure, hits: stage.hits };
  return (node, box) => {
    const context: ContentContext = {
      ...common,
      density: stage.placement.density[node.id.split('/')[0] ?? ''] ?? 'full',
    };
    const ink = contentOf(node, box, context);
    if (node.kind !== 'container' || level === 'overview') return ink;
    const interfaces = node.interfaces
      .map((id) => stage.nodes.get(id))
      .filter((tab): tab is InterfaceNode => tab?.kind === 'interface');
    return [...ink, ...addressInk(node, interfaces, box, context)];
  };
}

/** The veth's name beside the end of its line; where cards are small only when one comes near. */
function labelInk(stage: Stage, { id, kind, label, port, target, condition }: SceneEdge): TextInk | undefined {
  if (stage.input.level === 'overview') return undefined;
  const tab = stage.now[target]?.box;
  const node = stage.nodes.get(target);
  const route = stage.routes[id];
  if (kind !== 'veth' || label === undefined || tab === undefined || node?.kind !== 'interface' || !route)
    return undefined;
  const density = stage.placement.density[target.split('/')[0] ?? ''] ?? 'full';
  if (density === 'tiny' || (density === 'compact' && stage.cy.zoom() < 1.05)) return undefined;
  const card = stage.now[node.container]?.box ?? tab;
  const owner = stage.nodes.get(node.container);
  const last = owner?.kind === 'container' && owner.interfaces.at(-1) === target;
  const x = tab.x + tab.w / 2 + 6;
  const m = metricsOf(stage.input.level, density);
  const room = (last ? right(card) + m.gap + m.tab.only - 2 : tab.x + m.tab.pitch + tab.w / 2 - 4) - x;
  const t = tokensOf(stage);
  const full = density === 'full';
  return {
    kind: 'text',
    x,
    y: tab.y - (full ? 22 : 4),
    text: port === undefined ? label : `${port}: ${label}`,
    font: { face: 'mono', size: full ? 10.5 : 8.5, weight: 400 },
    color: condition === 'down' ? t.bad : t.ink3,
    align: 'left',
    width: room,
    least: 8,
  };
}

/** A tunnel's network and number, above the longest piece of its way. */
function tunnelInk(stage: Stage, { id, label, condition }: SceneEdge): TextInk | undefined {
  const route = stage.routes[id] ?? [];
  if (label === undefined) return undefined;
  let longest = { x: 0, y: 0, w: 0 };
  route.forEach(({ x, y }, i) => {
    const next = route[i + 1];
    if (next?.y === y && Math.abs(next.x - x) > longest.w)
      longest = { x: (x + next.x) / 2, y, w: Math.abs(next.x - x) };
  });
  const t = tokensOf(stage);
  return {
    kind: 'text',
    x: longest.x,
    y: longest.y - 4,
    text: label,
    font: { face: 'sans', size: 10, weight: 500 },
    color: condition === 'down' ? t.bad : t.ink3,
    align: 'center',
    width: longest.w,
    least: 8,
  };
}

/** For each card that others stand in front of, their boxes: only what the user dragged can overlap. */
function coversOf({ input, now }: Stage): ReadonlyMap<string, Box[]> {
  const covers = new Map<string, Box[]>();
  if (Object.keys(input.positions).length === 0) return covers;
  const cards = input.scene.nodes.flatMap((node) => {
    const box = now[node.id]?.box;
    return node.kind === 'container' && box ? [{ id: node.id, box }] : [];
  });
  cards.forEach(({ id, box }, i) => {
    const front = cards.slice(i + 1).flatMap(({ box: other }) => (overlap(box, other) ? [other] : []));
    if (front.length > 0) covers.set(id, front);
  });
  return covers;
}
