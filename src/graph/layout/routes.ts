import { bottom, center, clamp, right, tidy, type Box, type Point } from '../geometry.ts';
import type { Scene, SceneEdge } from '../scene/scene.ts';
import { arcBetween } from './arcs.ts';
import { inFrame } from './host-draft.ts';
import type { Wire, Placement } from './placement.ts';

/** Where things are now: their boxes, which follow the pointer, and the placement they come from. */
export interface Layout {
  readonly boxes: Readonly<Record<string, Box>>;
  readonly placement: Placement;
}

/** The way of every edge whose ends are placed. */
export function routesOf(scene: Scene, layout: Layout): Record<string, Point[]> {
  const routes: Record<string, Point[]> = {};
  for (const edge of scene.edges) {
    const route = routeOf(edge, layout);
    if (route) routes[edge.id] = route;
  }
  return routes;
}

/** The corners of an edge's way, from the side of its source to the side of its target. */
export function routeOf(edge: SceneEdge, layout: Layout): Point[] | undefined {
  const source = layout.boxes[edge.source];
  const target = layout.boxes[edge.target];
  if (source === undefined || target === undefined) return undefined;
  const wire = layout.placement.wires[edge.id];
  switch (edge.kind) {
    case 'cable':
      return tidy(cableOf(edge, source, target, layout));
    case 'tunnel':
      return wire && tidy(along(wire.turns, source.y, target.y));
    case 'depends':
      return arcBetween(source, target);
    case 'shared':
      return tidy(sideways(source, target));
    case 'tie':
      return tidy(tie(edge, source, target, layout));
    case 'veth':
    case 'process':
      return tidy(hanging(edge, source, target, layout));
  }
}

/** As it is laid out, unless an end was moved. */
function cableOf({ id, target: end }: SceneEdge, source: Box, target: Box, { boxes, placement }: Layout): Point[] {
  const wire = placement.wires[id];
  const from = (wire && boxes[wire.from]) ?? source;
  const placed = placement.boxes[end];
  const isPlanned = wire !== undefined && wire.turns.length > 0 && placed?.x === target.x && placed.y === target.y;
  return isPlanned ? along(wire.turns, bottom(from), target.y) : cable(from, target);
}

/** A LAN is a long thin bar. */
const isLan = ({ w, h }: Box) => h < 12 && w > 100;

/** Straight where the boxes face each other, else with one turn in the middle. */
function cable(source: Box, target: Box): Point[] {
  if (isLan(target)) return dropTo(source, target);
  if (isLan(source)) return dropTo(target, source).reverse();
  return sideways(source, target);
}

/** From a box straight to the long bar above or below it. */
function dropTo(box: Box, long: Box): Point[] {
  const { x } = center(box);
  const to = clamp(x, long.x + 4, right(long) - 4);
  const isAbove = box.y + box.h / 2 < long.y + long.h / 2;
  const from = isAbove ? bottom(box) : box.y;
  const y = isAbove ? long.y : bottom(long);
  const middle = (from + y) / 2;
  return [
    { x, y: from },
    { x, y: middle },
    { x: to, y: middle },
    { x: to, y },
  ];
}

/** From a side to the facing side. */
function sideways(source: Box, target: Box): Point[] {
  const [a, b] = [center(source), center(target)];
  const leftToRight = a.x <= b.x;
  const from = leftToRight ? right(source) : source.x;
  const to = leftToRight ? target.x : right(target);
  if ((leftToRight && from <= to) || (!leftToRight && from >= to)) {
    const y = sharedHeight(source, target);
    if (y !== undefined) {
      return [
        { x: from, y },
        { x: to, y },
      ];
    }
    const middle = (from + to) / 2;
    return [
      { x: from, y: a.y },
      { x: middle, y: a.y },
      { x: middle, y: b.y },
      { x: to, y: b.y },
    ];
  }
  return a.y < b.y
    ? between({ x: a.x, y: bottom(source) }, { x: b.x, y: target.y })
    : between({ x: a.x, y: source.y }, { x: b.x, y: bottom(target) });
}

/** A height at which both boxes can be left sideways. */
function sharedHeight(a: Box, b: Box): number | undefined {
  const top = Math.max(a.y, b.y);
  const low = Math.min(bottom(a), bottom(b));
  return low - top >= 8 ? (top + low) / 2 : undefined;
}

function between(a: Point, b: Point): Point[] {
  const y = (a.y + b.y) / 2;
  return [a, { x: a.x, y }, { x: b.x, y }, b];
}

/** From the netfilter band down to a bar, along the frame's left side to the bars of further rows. */
function tie({ id }: SceneEdge, source: Box, target: Box, layout: Layout): Point[] {
  const wire = shifted(id, layout, target);
  if (wire) return along([...wire.turns], bottom(source), target.y);
  const x = tieX(target);
  const out = clamp(x, source.x + 12, right(source) - 12);
  const middle = (bottom(source) + target.y) / 2;
  return [
    { x: out, y: bottom(source) },
    { x: out, y: middle },
    { x, y: middle },
    { x, y: target.y },
  ];
}

/** Where a bar is tied to its host's stack. */
export const tieX = (box: Box): number => box.x + Math.min(inFrame.tie, box.w / 2);

/** From a bar, or a rail of it, down to what hangs from it. A loose veth ends before it reaches the bar. */
function hanging(edge: SceneEdge, source: Box, target: Box, layout: Layout): Point[] {
  const wire = shifted(edge.id, layout, target);
  const from = wire && (layout.boxes[wire.from] ?? source);
  const way =
    wire && from ? along(wire.turns, wire.upwards ? from.y : bottom(from), target.y) : freeWay(source, target);
  return edge.loose ? loosened(way) : way;
}

const looseGap = 14;

function loosened(way: readonly Point[]): Point[] {
  const [first, second, ...rest] = way;
  if (first === undefined || second === undefined) return [...way];
  const y = Math.min(first.y + looseGap, Math.max(first.y, second.y));
  return [{ x: first.x, y }, second, ...rest];
}

/** An edge's planned wire, moved as its target moved; none where source and target moved apart. */
function shifted(id: string, { boxes, placement }: Layout, target: Box): Wire | undefined {
  const wire = placement.wires[id];
  if (wire === undefined) return undefined;
  const targetId = targetOf(id);
  const placed = placement.boxes[targetId];
  if (placed === undefined) return undefined;
  const shift = { x: target.x - placed.x, y: target.y - placed.y };
  const source = placement.boxes[wire.from];
  const sourceNow = boxes[wire.from];
  if (source && sourceNow && (sourceNow.x - source.x !== shift.x || sourceNow.y - source.y !== shift.y))
    return undefined;
  if (shift.x === 0 && shift.y === 0) return wire;
  return { ...wire, turns: wire.turns.map((turn, i) => turn + (i % 2 === 0 ? shift.x : shift.y)) };
}

const targetOf = (edge: string) => edge.slice(edge.indexOf(':') + 1);

/** The corners of x, y, x, …, x between two heights. */
function along(turns: readonly number[], from: number, to: number): Point[] {
  const points: Point[] = [];
  let y = from;
  turns.forEach((turn, i) => {
    if (i % 2 === 0) points.push({ x: turn, y });
    else {
      const before = points.at(-1);
      if (before) points.push({ x: before.x, y: turn });
      y = turn;
    }
  });
  const last = points.at(-1);
  return last ? [...points, { x: last.x, y: to }] : [];
}

const turn = 16;

/** From below a bar to above a box wherever the user put it. */
function freeWay(source: Box, target: Box): Point[] {
  const to = { x: center(target).x, y: target.y };
  const from = { x: clamp(to.x, source.x + 14, right(source) - 14), y: bottom(source) };
  if (to.y >= from.y + turn) {
    const y = from.y + Math.min(turn, (to.y - from.y) / 2);
    return [from, { x: from.x, y }, { x: to.x, y }, to];
  }
  const beside = to.x < from.x ? target.x + target.w + 40 : target.x - 40;
  return [
    from,
    { x: from.x, y: from.y + turn },
    { x: beside, y: from.y + turn },
    { x: beside, y: to.y - turn },
    { x: to.x, y: to.y - turn },
    to,
  ];
}
