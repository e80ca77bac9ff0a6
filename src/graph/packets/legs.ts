import { bottom, center, tidy, type Point } from '../geometry.ts';
import { netfilterId } from '../scene/ids.ts';
import type { SceneNode } from '../scene/scene.ts';
import { betweenGates, downFrom, upFrom, type Gates } from './gate-ways.ts';
import { isLong, sitePoint, type Ground, type Joint } from './ground.ts';
import type { Site } from './stops.ts';

/** A piece of a packet's way. What lies inside a box is gone along, but not drawn. */
export interface Leg {
  readonly points: readonly Point[];
  readonly drawn: boolean;
}

/** The way from one site to another: the shortest along what is joined. None where nothing joins them. */
export function legsBetween(ground: Ground, from: Site, to: Site): Leg[] {
  const way = joints(ground, from.node, to.node);
  if (way === undefined) return straight(ground, from, to);
  const legs: Leg[] = [];
  let at: Site = from;
  for (const { node, edge } of way) {
    const arrives: Site = edge === undefined ? { node } : { node, edge };
    const leaves: Site = edge === undefined ? { node: at.node } : { node: at.node, edge };
    legs.push(...withinBar(ground, at, leaves), ...across(ground, leaves, arrives));
    at = arrives;
  }
  legs.push(...withinBar(ground, at, to));
  return legs;
}

function straight(ground: Ground, from: Site, to: Site): Leg[] {
  const [a, b] = [sitePoint(ground, from), sitePoint(ground, to)];
  return a && b ? [{ points: [a, b], drawn: true }] : [];
}

function joints({ neighbours }: Ground, from: string, to: string): Joint[] | undefined {
  if (from === to) return [];
  const cameBy = new Map<string, { readonly from: string; readonly joint: Joint }>();
  const queue = [from];
  for (const node of queue) {
    for (const joint of neighbours.get(node) ?? []) {
      if (joint.node === from || cameBy.has(joint.node)) continue;
      cameBy.set(joint.node, { from: node, joint });
      if (joint.node === to) return traced(cameBy, to);
      queue.push(joint.node);
    }
  }
  return undefined;
}

function traced(cameBy: ReadonlyMap<string, { readonly from: string; readonly joint: Joint }>, to: string): Joint[] {
  const way: Joint[] = [];
  for (let step = cameBy.get(to); step !== undefined; step = cameBy.get(step.from)) way.unshift(step.joint);
  return way;
}

/** Along a bar from one edge's end to another's; by its riser where they are in different rows. */
function withinBar(ground: Ground, from: Site, to: Site): Leg[] {
  const node = ground.nodes.get(from.node);
  if (from.node !== to.node || !isLong(node)) return [];
  const [a, b] = [sitePoint(ground, from), sitePoint(ground, to)];
  if (a === undefined || b === undefined || (a.x === b.x && a.y === b.y)) return [];
  if (a.y === b.y) return [{ points: [a, b], drawn: isThin(ground, from, a) }];
  const riser = ground.layout.boxes[`${from.node}/riser`];
  if (riser === undefined) return [{ points: [a, b], drawn: false }];
  const { x } = center(riser);
  const onBar = [a, b].find(({ y }) => !isOnRail(ground, from.node, { x, y }));
  const edgeY = onBar === undefined ? undefined : bottom(ground.layout.boxes[from.node] ?? riser);
  const turn = (p: Point): Point[] => [p, { x, y: p.y }];
  if (onBar === undefined || edgeY === undefined)
    return [{ points: tidy([...turn(a), ...turn(b).reverse()]), drawn: true }];
  const edge = { x, y: edgeY };
  const inner = (p: Point): Leg => ({ points: tidy([p, { x, y: p.y }, edge]), drawn: false });
  const outer = (p: Point): Leg => ({ points: tidy([edge, { x, y: p.y }, p]), drawn: true });
  return onBar === a ? [inner(a), outer(b)] : [backwards(outer(a)), backwards(inner(b))];
}

const isOnRail = (ground: Ground, bar: string, { y }: Point): boolean => {
  const box = ground.layout.boxes[bar];
  return box !== undefined && y > bottom(box);
};

const backwards = ({ points, drawn }: Leg): Leg => ({ points: [...points].reverse(), drawn });

/** From the middle of one thing to the middle of the next one, along what joins them. */
function across(ground: Ground, from: Site, to: Site): Leg[] {
  const [a, b] = [sitePoint(ground, from), sitePoint(ground, to)];
  if (a === undefined || b === undefined) return [];
  const line = lineBetween(ground, from, to);
  const [first, last] = [line?.[0], line?.at(-1)];
  if (line === undefined || first === undefined || last === undefined) return [{ points: [a, b], drawn: false }];
  return [
    { points: [a, first], drawn: isThin(ground, from, a) },
    { points: line, drawn: true },
    { points: [last, b], drawn: isThin(ground, to, b) },
  ];
}

/** On a LAN and on rails there is nothing but the line. */
function isThin(ground: Ground, { node }: Site, point: Point): boolean {
  const kind = ground.nodes.get(node)?.kind;
  return kind === 'lan' || kind === 'hostrail' || (kind === 'bridge' && isOnRail(ground, node, point));
}

/** What is drawn between two things side by side; nothing between an interface and its container. */
function lineBetween(ground: Ground, from: Site, to: Site): readonly Point[] | undefined {
  const [a, b] = [ground.nodes.get(from.node), ground.nodes.get(to.node)];
  if (a?.kind === 'gate' && b) return gateLine(ground, a.id, b);
  if (b?.kind === 'gate' && a) return reversed(gateLine(ground, b.id, a));
  if (a?.kind === 'nic' && b?.kind === 'netfilter') return straightDown(ground, a.id, b.id);
  if (b?.kind === 'nic' && a?.kind === 'netfilter') return reversed(straightDown(ground, b.id, a.id));
  const edge = to.edge === undefined ? undefined : ground.edges.get(to.edge);
  const route = edge && ground.routes[edge.id];
  return edge?.source === from.node ? route : reversed(route);
}

function straightDown({ layout }: Ground, upper: string, lower: string): readonly Point[] | undefined {
  const [from, to] = [layout.boxes[upper], layout.boxes[lower]];
  if (from === undefined || to === undefined) return undefined;
  const { x } = center(from);
  return [
    { x, y: bottom(from) },
    { x, y: to.y },
  ];
}

const reversed = (points: readonly Point[] | undefined): Point[] | undefined => points && [...points].reverse();

/** From a gate to another, up to a NIC, or down to a bar. */
function gateLine(ground: Ground, gate: string, other: SceneNode): readonly Point[] | undefined {
  const { boxes } = ground.layout;
  const from = boxes[gate];
  const to = boxes[other.id];
  const gates = gatesAround(ground, gate);
  if (from === undefined || to === undefined || gates === undefined) return undefined;
  if (other.kind === 'chain') return undefined;
  if (other.kind === 'gate') return tidy(betweenGates(from, to, gates));
  const { band } = gates;
  if (other.kind === 'nic') {
    const y = (bottom(to) + band.y) / 2 + (gate.endsWith('PREROUTING') ? 4 : gate.endsWith('POSTROUTING') ? -4 : 0);
    const { x } = center(to);
    return tidy([...upFrom(from, gates, y), { x, y }, { x, y: bottom(to) }]);
  }
  const tie = ground.routes[`tie:${other.id}`];
  if (tie === undefined) return undefined;
  const y = bottom(band) + 13;
  const down = downFrom(from, gates, y);
  return tidy([...down, { x: tie[0]?.x ?? center(from).x, y }, ...tie.slice(1)]);
}

/** The band of a gate, and all gates that are drawn there. */
function gatesAround({ nodes, layout: { boxes } }: Ground, gate: string): Gates | undefined {
  const host = gate.split('/')[0] ?? '';
  const band = boxes[netfilterId(host)];
  if (band === undefined) return undefined;
  const own = [...nodes.values()].flatMap((node) =>
    node.kind === 'gate' && node.host === host ? (boxes[node.id] ?? []) : [],
  );
  return { band, boxes: own };
}
