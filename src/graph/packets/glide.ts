import { around, center, overlap, type Box, type Point } from '../geometry.ts';
import { coverage, placesAt, weights, within, type Side, type Size, type Taken } from './clear.ts';

/** How a badge goes along with its packet: it begins and ends where it stands at rest, and on its way covers little. */
export interface Glide {
  /** Where the packet is, px of the canvas, at a fraction of its way. */
  readonly pointAt: (part: number) => Point;
  readonly size: Size;
  /** From the packet to the badge's middle, at its start and at its end. */
  readonly from: Point;
  readonly to: Point;
  readonly side: Side;
  readonly taken: readonly Taken[];
  readonly room: Box;
}

/** The way is looked at in so many places. */
const stretches = 8;
/** What a px away from the straight way costs, and a px of going aside, in px² of what is covered. */
const costs = { away: 1, aside: 1 };
/** The mark of a packet, px around its point. */
const mark = 8;

const mix = (a: Point, b: Point, part: number): Point => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });
// Math.hypot takes ten times as long, and this is asked for thousands of times a frame.
const distance = (a: Point, b: Point): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
const smooth = (part: number): number => part * part * (3 - 2 * part);

export const boxAround = ({ x, y }: Point, { w, h }: Size): Box => ({ x: x - w / 2, y: y - h / 2, w, h });

/** Where the badge is at a fraction of the way, along its offsets. */
export function glided(glide: Glide, offsets: readonly Point[], part: number): Box {
  const at = Math.min(stretches - 1, Math.floor(part * stretches));
  const [before = glide.from, after = glide.to] = [offsets[at], offsets[at + 1]];
  const offset = mix(before, after, smooth(part * stretches - at));
  const point = glide.pointAt(part);
  return within(boxAround({ x: point.x + offset.x, y: point.y + offset.y }, glide.size), glide.room);
}

interface State {
  readonly offset: Point;
  readonly cost: number;
  readonly before?: State | undefined;
}

/** From the packet to the badge's middle at places of the way: what covers least from the first offset to the last one. */
export function offsetsOf(glide: Glide): readonly Point[] {
  const near = { ...glide, taken: nearWay(glide) };
  const names = near.taken.filter(({ weight }) => weight >= weights.name);
  let states: readonly State[] = [{ offset: glide.from, cost: 0 }];
  for (let at = 1; at <= stretches; at++) {
    const before = states;
    const between = crossing(near, names, (at - 0.5) / stretches);
    const choices = at === stretches ? [{ offset: glide.to, cost: 0 }] : choicesAt(near, at / stretches);
    states = choices.map((choice) => reached(before, choice, between));
  }
  const offsets: Point[] = [];
  for (let state = states[0]; state; state = state.before) offsets.unshift(state.offset);
  return offsets;
}

/** What of all that is taken a badge can come to on this way. */
function nearWay({ pointAt, size: { w, h }, taken }: Glide): readonly Taken[] {
  const points = Array.from({ length: stretches + 1 }, (_, at) => pointAt(at / stretches));
  const { x, y, ...way } = around(points.map((point) => ({ ...point, w: 0, h: 0 })));
  const reach = { x: x - 2 * w, y: y - 4 * h, w: way.w + 4 * w, h: way.h + 8 * h };
  return taken.filter(({ box }) => overlap(box, reach));
}

type Crossing = (before: Point, after: Point) => number;

/** What it costs to go from one offset to another: the names that are covered half-way. */
function crossing({ pointAt, size }: Glide, names: readonly Taken[], part: number): Crossing {
  const { x, y } = pointAt(part);
  return (before, after) => {
    const middle = { x: x + (before.x + after.x) / 2, y: y + (before.y + after.y) / 2 };
    return costs.aside * distance(before, after) + coverage(boxAround(middle, size), names);
  };
}

/** A choice as it is come to from the state that makes it cheapest. */
function reached(states: readonly State[], { offset, cost }: State, between: Crossing): State {
  let best: State | undefined;
  let least = Infinity;
  for (const state of states) {
    const whole = state.cost + between(state.offset, offset);
    if (whole >= least) continue;
    least = whole;
    best = state;
  }
  return { offset, cost: cost + least, before: best };
}

function choicesAt({ pointAt, size, from, to, side, taken, room }: Glide, part: number): State[] {
  const point = pointAt(part);
  const straight = mix(from, to, part);
  const anchor = { x: point.x - mark, y: point.y - mark, w: 2 * mark, h: 2 * mark };
  const boxes = [
    boxAround({ x: point.x + straight.x, y: point.y + straight.y }, size),
    ...placesAt(anchor, size, side, { gap: 4, rows: 2 }),
  ];
  return boxes.map((place) => {
    const box = within(place, room);
    const offset = minus(center(box), point);
    return { offset, cost: coverage(box, taken) + costs.away * distance(offset, straight) };
  });
}
