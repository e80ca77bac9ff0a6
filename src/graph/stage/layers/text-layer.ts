import { holds, overlap, type Box, type Point } from '../../geometry.ts';
import { runs } from '../../ink/container-state.ts';
import { drawInk, keepOut } from '../../ink/draw.ts';
import { Fitting, isShortened } from '../../ink/fitting.ts';
import type { Font, Ink, TextInk } from '../../ink/ink.ts';
import { naturalReading, readingAt, scaledBox, scaledPoint, type Reading } from '../../ink/reading.ts';
import { writingOf, type Page, type Writing } from '../../ink/writing.ts';
import { faintness } from '../../scene/faint.ts';
import { isCard, type ContainerNode, type SceneNode } from '../../scene/scene.ts';
import { textScaleOf, type Stage } from '../stage.ts';
import { enterPicture, seenAt } from './canvas.ts';

/** All that is written in the picture, on Cytoscape's own canvas: a canvas more would cost time in every frame. */
export interface TextLayer {
  /** Writes on what Cytoscape has just drawn. */
  paint(): void;
  /** Fonts changed: measure again. */
  forget(): void;
  /** The whole of what is shown shortened, or not at all, at a point of the picture. */
  shortenedAt(point: Point): string | undefined;
  /** All that is written at natural size, wherever it is, by the node or edge that it belongs to. */
  written(): readonly Written[];
  /** What is written in sight, as it is seen now. */
  seen(): Seen;
  readonly fitting: Fitting;
}

/** What is written, in px as it is read from the picture's origin, and how far that is magnified. */
export interface Seen {
  readonly written: readonly Written[];
  readonly magnified: number;
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
  const writing = (reading: Reading) =>
    writingOf(pageOf(stage), reading, (text: string, font: Font) => fitting.width(text, font));

  return {
    fitting,
    written: () => writtenOn(stage, writing(naturalReading)),
    seen: () => {
      const reading = readingOf(stage);
      const { magnified } = reading;
      return { written: writtenOn(stage, writing(reading), seenAt(stage, magnified)), magnified };
    },
    forget: () => fitting.forget(),
    paint: () => {
      const context = canvas.getContext('2d');
      if (context === null) return;
      context.save();
      const ratio = canvas.width / Math.max(1, canvas.clientWidth);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paintAll(context, stage, fitting, writing(readingOf(stage)));
      context.restore();
    },
    shortenedAt: (point) => shortenedAt(stage, fitting, writing(readingOf(stage)), point),
  };
}

const readingOf = (stage: Stage): Reading => readingAt(stage.cy.zoom(), textScaleOf(stage));

function paintAll(context: CanvasRenderingContext2D, stage: Stage, fitting: Fitting, writing: Writing): void {
  const { scale, magnified } = writing.reading;
  const seen = enterPicture(context, stage, magnified);
  const fronts = coversOf(stage);
  for (const edge of stage.input.scene.edges) {
    const box = stage.now[edge.target];
    if (box === undefined || !overlap(scaledBox(box.box, scale), seen)) continue;
    context.globalAlpha = box.opacity * (stage.faint.has(edge.target) ? faintness : 1);
    drawInk(context, fitting, writing.onEdge(edge));
  }
  for (const node of stage.input.scene.nodes) {
    const at = stage.now[node.id];
    if (at === undefined || isHidden(node)) continue;
    const box = scaledBox(at.box, scale);
    if (!overlap(withMargin(box), seen)) continue;
    const covers = (fronts.get(node.id) ?? []).map((cover) => scaledBox(cover, scale));
    if (covers.length > 0) context.save();
    keepOut(context, withMargin(box), covers);
    context.globalAlpha = strengthOf(stage, node);
    drawInk(context, fitting, writing.onNode(node, box));
    if (covers.length > 0) context.restore();
  }
  for (const { id, owner, ink } of writing.onGroups()) {
    context.globalAlpha = strengthOfGroup(stage, id, owner);
    drawInk(context, fitting, ink);
  }
}

const isHidden = (node: SceneNode): boolean => node.kind === 'interface' && node.hidden === true;

/** Some texts stand beside their box. */
const withMargin = ({ x, y, w, h }: Box): Box => ({ x: x - 8, y: y - 24, w: w + 16, h: h + 32 });

const lineBox = ({ x, y, width, font, align }: TextInk): Box => ({
  x: align === 'left' ? x : align === 'right' ? x - width : x - width / 2,
  y: y - font.size,
  w: width,
  h: font.size * 1.4,
});

/** @param seen where that is: everywhere where it is absent */
function writtenOn(stage: Stage, writing: Writing, seen?: Box): readonly Written[] {
  const { scale } = writing.reading;
  const nodes = stage.input.scene.nodes.flatMap((node): Written[] => {
    const at = stage.now[node.id];
    if (at === undefined || isHidden(node)) return [];
    const box = scaledBox(at.box, scale);
    if (seen !== undefined && !overlap(withMargin(box), seen)) return [];
    return [{ id: node.id, ink: writing.onNode(node, box), opacity: strengthOf(stage, node) }];
  });
  const edges = stage.input.scene.edges.flatMap((edge): Written[] => {
    const box = stage.now[edge.target]?.box;
    if (seen !== undefined && (box === undefined || !overlap(scaledBox(box, scale), seen))) return [];
    const ink = writing.onEdge(edge);
    return ink.length === 0 ? [] : [{ id: edge.id, ink, opacity: stage.faint.has(edge.target) ? faintness : 1 }];
  });
  const groups = writing
    .onGroups()
    .map(({ id, owner, ink }) => ({ id, ink, opacity: strengthOfGroup(stage, id, owner) }));
  return [...nodes, ...edges, ...groups];
}

/** How strongly a thing is written on: what does not run, or was not asked for, is dimmed. */
const strengthOf = ({ now, faint }: Stage, node: SceneNode): number =>
  (now[node.id]?.opacity ?? 0) * (faint.has(node.id) ? faintness : 1) * (isCard(node) && !runs(node) ? 0.75 : 1);

const strengthOfGroup = ({ now, faint }: Stage, id: string, owner: string): number =>
  (now[id]?.opacity ?? 0) * (faint.has(owner) ? faintness : 1);

/** The picture as it is now. */
function pageOf(stage: Stage): Page {
  const { input, placement, now, nodes, routes, hits } = stage;
  const { scene, level, theme, labels } = input;
  return {
    scene,
    level,
    theme,
    labels,
    hits,
    density: placement.density,
    rails: placement.rails,
    boxOf: (id) => now[id]?.box,
    nodeOf: (id) => nodes.get(id),
    routeOf: (id) => routes[id] ?? [],
  };
}

/** At most so many names are told of what stands for many. */
const mostNames = 40;

function shortenedAt(stage: Stage, fitting: Fitting, writing: Writing, point: Point): string | undefined {
  const { context, reading } = writing;
  const at = scaledPoint(point, reading.scale);
  if (!context.detail.containers) {
    const group = stage.placement.rails.find(
      ({ id, kind }) => kind === 'area' && holds(stage.now[id]?.box ?? nowhere, point),
    );
    const names = group === undefined ? [] : context.members(group.owner);
    if (names.length > mostNames) return `${names.slice(0, mostNames).join(', ')}, …`;
    if (names.length > 0) return names.join(', ');
  }
  for (const node of [...stage.input.scene.nodes].reverse()) {
    const box = stage.now[node.id]?.box;
    if (box === undefined || !holds(box, point)) continue;
    const ink = writing.onNode(node, scaledBox(box, reading.scale));
    const cut = ink.find(
      (each): each is TextInk => each.kind === 'text' && isShortened(fitting, each) && holds(lineBox(each), at),
    );
    if (node.kind === 'container' && (cut !== undefined || node.title !== node.name || !tells(ink, node.image)))
      return wholeOf(stage, node);
    if (cut) return cut.text;
    if (node.kind === 'gate' && !tells(ink, node.gate)) return node.gate;
    if (node.kind === 'nic' && !tells(ink, node.name)) return [node.name, node.address].filter(Boolean).join(' ');
  }
  return undefined;
}

const nowhere: Box = { x: 0, y: 0, w: 0, h: 0 };

const tells = (inks: readonly Ink[], text: string): boolean =>
  inks.some((ink) => ink.kind === 'text' && ink.text === text);

/** A container in one line. */
function wholeOf({ nodes, input }: Stage, { name, image, interfaces, ports, health }: ContainerNode): string {
  const addresses = interfaces.flatMap((id) => {
    const node = nodes.get(id);
    return node?.kind === 'interface' && node.address !== undefined ? [node.address] : [];
  });
  const found = health === undefined ? [] : [input.labels[health]];
  return [name, ...found, image, ...addresses, ...ports.map(({ text }) => text)].join(' · ');
}

/** For each card that others stand in front of, their boxes: only what the user dragged can overlap. */
function coversOf({ input, now }: Stage): ReadonlyMap<string, Box[]> {
  const covers = new Map<string, Box[]>();
  if (Object.keys(input.positions).length === 0) return covers;
  const cards = input.scene.nodes.flatMap((node) => {
    const box = now[node.id]?.box;
    return isCard(node) && box ? [{ id: node.id, box }] : [];
  });
  cards.forEach(({ id, box }, i) => {
    const front = cards.slice(i + 1).flatMap(({ box: other }) => (overlap(box, other) ? [other] : []));
    if (front.length > 0) covers.set(id, front);
  });
  return covers;
}
