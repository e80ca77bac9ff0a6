import type { Hop } from '../../kernel/hop.ts';
import { bottom, lengthOf, partOf, pointAt, right, tidy, type Point } from '../geometry.ts';
import { deviceKey, type Scene } from '../scene/scene.ts';
import { sitePoint, type Ground } from './ground.ts';
import { legsBetween, type Leg } from './legs.ts';
import { isTranslated } from './pill-text.ts';
import type { Site, Stop } from './stops.ts';

/** The hops of the same packet from its start to this one, by index. */
export function chainOf(stops: readonly Stop[], hops: readonly Hop[], index: number): number[] {
  const chain: number[] = [];
  const packet = hops[index]?.packet;
  for (let at: number | undefined = index; at !== undefined && hops[at]?.packet === packet; at = stops[at]?.after)
    chain.unshift(at);
  return chain;
}

/** The way to a stop from the one before it. */
export function legsTo(ground: Ground, stops: readonly Stop[], index: number): Leg[] {
  const stop = stops[index];
  if (stop === undefined) return [];
  if (stop.loop) return loopLegs(ground, stop.site);
  const before = stop.after === undefined ? undefined : stops[stop.after];
  return before ? legsBetween(ground, before.site, stop.site) : [];
}

/** How far a way around the loopback device leads below its box, and what it keeps from the next thing there. */
const loop = { depth: 12, least: 3, apart: 4 };

/** Around the loopback device: out at the lower edge of a box and in again, above what is below it. */
function loopLegs({ layout: { boxes } }: Ground, { node }: Site): Leg[] {
  const box = boxes[node];
  if (box === undefined) return [];
  const { x, w, h } = box;
  const [left, right_] = [x + w / 2 - 12, x + w / 2 + 12];
  const low = bottom(box);
  const next = Object.values(boxes).flatMap((other) =>
    other.x < right_ && right(other) > left && other.y > low ? [other.y - low] : [],
  );
  const depth = Math.max(loop.least, Math.min(loop.depth, ...next.map((room) => room - loop.apart)));
  const middle = { x: x + w / 2, y: box.y + h / 2 };
  return [
    { points: [middle, { x: left, y: low }], drawn: false },
    {
      points: [
        { x: left, y: low },
        { x: left, y: low + depth },
        { x: right_, y: low + depth },
        { x: right_, y: low },
      ],
      drawn: true,
    },
    { points: [{ x: right_, y: low }, middle], drawn: false },
  ];
}

/** The point at a fraction of some legs, and the legs up to there. */
export function along(
  legs: readonly Leg[],
  part: number,
): { readonly point: Point | undefined; readonly gone: readonly Leg[] } {
  const lengths = legs.map(({ points }) => lengthOf(points));
  let rest = lengths.reduce((sum, length) => sum + length, 0) * part;
  const gone: Leg[] = [];
  for (const [i, leg] of legs.entries()) {
    const length = lengths[i] ?? 0;
    if (rest <= length || i === legs.length - 1) {
      const fraction = length === 0 ? 1 : Math.min(1, rest / length);
      return {
        point: pointAt(leg.points, fraction),
        gone: [...gone, { ...leg, points: partOf(leg.points, fraction) }],
      };
    }
    rest -= length;
    gone.push(leg);
  }
  return { point: undefined, gone };
}

/** Drawn legs as lines, those that follow each other joined. */
export function linesOf(legs: readonly Leg[]): Point[][] {
  const lines: Point[][] = [];
  let open = false;
  for (const { points, drawn } of legs) {
    if (points.length < 2) continue;
    if (drawn && open) lines.at(-1)?.push(...points);
    else if (drawn) lines.push([...points]);
    open = drawn;
  }
  return lines.map(tidy).filter((line) => line.length > 1);
}

/** How the nodes on a packet's way look: passed, rewritten there, or dropped there. */
export type Mark = 'lit' | 'nat' | 'dropped';

/** Marks of the nodes that a packet has come by. */
export function marksOf(hops: readonly Hop[], stops: readonly Stop[], chain: readonly number[]): Record<string, Mark> {
  const marks: Record<string, Mark> = {};
  for (const index of chain) {
    const [hop, stop] = [hops[index], stops[index]];
    if (hop === undefined || stop === undefined) continue;
    const { node } = stop.site;
    if (hop.verdict.kind === 'dropped') marks[node] = 'dropped';
    else if (isTranslated(hop) && marks[node] !== 'dropped') marks[node] = 'nat';
    else marks[node] ??= 'lit';
  }
  return marks;
}

/** Ways of the copies that a bridge floods, from the bar to each port's far end; none where a hop is no flood. */
export function floodLegs(ground: Ground, scene: Scene, hop: Hop | undefined, stop: Stop | undefined): Leg[][] {
  if (hop === undefined || stop === undefined || hop.stage !== 'bridge') return [];
  const { decision } = hop;
  if (decision.kind !== 'forwarding' || decision.how !== 'flood') return [];
  return decision.ports.flatMap((port) => {
    const place = scene.devices[deviceKey(hop.namespace, port)];
    const edge = place?.edge === undefined ? undefined : ground.edges.get(place.edge);
    if (place === undefined || edge === undefined) return [];
    const far = edge.source === place.node ? edge.target : edge.source;
    return [legsBetween(ground, stop.site, { node: far })];
  });
}

/** Middle of a stop's site. */
export const stopPoint = (ground: Ground, stop: Stop | undefined): Point | undefined =>
  stop && sitePoint(ground, stop.site);
