import type { CardNode } from '../scene/scene.ts';
import { crossWays, levelBelowBars, levelOfRow, type CrossWay, type GroupPlace, type Upright } from './cross-ways.ts';
import type { Group } from './groups.ts';
import { Lanes, laneWidth } from './lanes.ts';
import { bar, rail, type FrameSizes, type LaneRoom, type Metrics } from './metrics.ts';
import type { Shelf } from './shelves.ts';
import { tabOffset } from './sizes.ts';

/** The way from a bar to a container that hangs from another bar, from the place of the first bar. */
export interface CrossWire {
  readonly container: CardNode;
  readonly bar: string;
  /** x, y, x, …, x, as in Wire. */
  readonly turns: readonly number[];
  readonly upwards: boolean;
}

export interface Plan {
  readonly shelves: readonly Shelf[];
  readonly wires: readonly CrossWire[];
  /** The right end of everything, lanes included. */
  readonly right: number;
}

/** Upright lanes beside groups and at the right end. */
const upright = { wide: 7, room: 49, first: 12 };
/** Where wires leave a bar, from its nearer end; above it the first place is the tie's. */
const slot = { first: 16, above: 58, step: 9, room: 54, end: 10 };

/** Room below bars without cards where at most one wire leaves them. */
const bare = 24;

/** Lays out shelves of groups with room for the wires that lead from one group to another. */
export function planWires(groups: readonly (readonly Group[])[], m: Metrics, frame: FrameSizes): Plan {
  const { ways, gutters, margin } = crossWays(groups);
  const columns = columnsOf(groups, gutters);
  const width = Math.max(0, ...columns.map((shelf) => shelf.at(-1)?.end ?? 0));
  const marginWidth = laneWidth(margin.count, upright.wide, upright.room);
  const slots = new Map<string, number>();
  const columnOf = ({ shelf, group }: GroupPlace) => columns[shelf]?.[group] ?? noColumn;
  const xOf = (way: CrossWay, at: Upright): number | undefined => {
    if (at.kind === 'margin') return width + upright.first + at.lane * marginWidth;
    if (at.kind === 'gutter') return columnOf(at.place).gutter + at.lane * columnOf(at.place).lane;
    if (at.kind === 'bar') return undefined;
    const { node, x } = way.card;
    return columnOf(way.home).x + x + tabOffset(m, way.tab, node) + m.tab.width / 2;
  };
  const levels = new Map<string, Lanes>();
  const drafts = ways.map((way) => {
    const rest = way.uprights.slice(1).map((at) => xOf(way, at) ?? 0);
    const bar = columnOf(way.source);
    const xs = [straightened(slotOf(way, bar, slots, rest[0] ?? 0), rest[0] ?? 0, bar), ...rest];
    const lanes = way.levels.map((level, i) => lanesOf(levels, level).take(xs[i] ?? 0, xs[i + 1] ?? 0));
    return { way, xs, lanes };
  });
  const shelves = shelvesWithRows(groups, columns, levels, { m, frame });
  const wires = drafts.map(({ way, xs, lanes }) => {
    const ys = way.levels.map(
      (level, i) => levelTop(level, shelves, levels, m) + (lanes[i] ?? 0) * laneStep(level, levels, m),
    );
    const turns = xs.flatMap((x, i) => (ys[i] === undefined ? [x] : [x, ys[i]]));
    return { container: way.container, bar: way.bar, turns, upwards: way.upwards };
  });
  const end = margin.count === 0 ? 0 : upright.first + margin.count * marginWidth;
  return { shelves, wires, right: width + end + 36 };
}

function lanesOf(levels: Map<string, Lanes>, level: string): Lanes {
  const lanes = levels.get(level) ?? new Lanes();
  levels.set(level, lanes);
  return lanes;
}

interface Column {
  readonly x: number;
  readonly width: number;
  /** First lane beside the group, and the distance to the next. */
  readonly gutter: number;
  readonly lane: number;
  readonly end: number;
}

const noColumn: Column = { x: 0, width: 0, gutter: 0, lane: 0, end: 0 };

function columnsOf(groups: readonly (readonly Group[])[], gutters: readonly (readonly Lanes[])[]): Column[][] {
  return groups.map((shelf, i) => {
    let x = 0;
    return shelf.map((group, j) => {
      const count = gutters[i]?.[j]?.count ?? 0;
      const lane = laneWidth(count, upright.wide, upright.room);
      const gutter = x + group.width + upright.first;
      const end = x + group.width + (count === 0 ? 0 : upright.first + count * lane);
      const column = { x, width: group.width, gutter, lane, end };
      x = end + bar.gap;
      return column;
    });
  });
}

/** Where a wire leaves its bar: near the end that is nearer to where it goes. */
function slotOf({ bar: id, upwards }: CrossWay, { x, width }: Column, slots: Map<string, number>, aim: number): number {
  const side = aim < x + width / 2 ? 'left' : 'right';
  const key = `${id} ${side} ${upwards ? 'above' : 'below'}`;
  const place = slots.get(key) ?? 0;
  slots.set(key, place + 1);
  const first = upwards && side === 'left' ? slot.above : slot.first;
  const offset = Math.min(first + ((place * slot.step) % slot.room), width / 2);
  return side === 'left' ? x + offset : x + width - offset;
}

/** Closer steps aside than this look like a mistake: the wire leaves its bar where it goes on, where the bar reaches that far. */
const leastStep = 9;

const straightened = (out: number, next: number, { x, width }: Column): number =>
  Math.abs(out - next) < leastStep && next > x + slot.end && next < x + width - slot.end ? next : out;

function roomOf(level: string, m: Metrics): LaneRoom {
  if (level.startsWith('above')) return m.lanes.above;
  return level.includes('/') ? m.lanes.rows : m.lanes.bars;
}

const laneStep = (level: string, levels: ReadonlyMap<string, Lanes>, m: Metrics): number => {
  const { wide, room } = roomOf(level, m);
  return laneWidth(levels.get(level)?.count ?? 0, wide, room);
};

function extraHeight(level: string, levels: ReadonlyMap<string, Lanes>, m: Metrics): number {
  const { first, free } = roomOf(level, m);
  const count = levels.get(level)?.count ?? 0;
  return count === 0 ? 0 : Math.max(0, first + count * laneStep(level, levels, m) - free);
}

/** Room below bars that have no cards: of the wires that leave them, the last keeps as far from what follows as a lone one. */
function belowBare(level: string, levels: ReadonlyMap<string, Lanes>, m: Metrics): number {
  const further = (levels.get(level)?.count ?? 0) - 1;
  return bare + Math.max(0, further) * laneStep(level, levels, m);
}

/** y of a level's first lane. */
function levelTop(level: string, shelves: readonly Shelf[], levels: ReadonlyMap<string, Lanes>, m: Metrics): number {
  const { first } = roomOf(level, m);
  const [shelf = 0, , row = 0] = level.replace('above ', '').split('/').map(Number);
  const { y = 0, rows = [] } = shelves[shelf] ?? {};
  if (level.startsWith('above')) return y - m.between - extraHeight(level, levels, m) + first;
  return row === 0 ? y + bar.height + first : y + (rows[row]?.rail ?? 0) + rail.height + first;
}

function shelvesWithRows(
  groups: readonly (readonly Group[])[],
  columns: readonly (readonly Column[])[],
  levels: ReadonlyMap<string, Lanes>,
  { m, frame }: { readonly m: Metrics; readonly frame: FrameSizes },
): Shelf[] {
  let y = 0;
  return groups.map((shelf, i) => {
    y += i === 0 ? 0 : extraHeight(`above ${i}`, levels, m);
    const count = Math.max(1, ...shelf.map(({ rows }) => rows));
    const rows: { rail: number; tabs: number; card: number }[] = [];
    let top = 0;
    for (let row = 0; row < count; row++) {
      const keys = shelf.map((_, group) => levelOfRow({ shelf: i, group }, row));
      const extra = Math.max(...keys.map((key) => extraHeight(key, levels, m)));
      const railY = row === 0 ? 0 : top + m.railAbove;
      const tabs = (row === 0 ? bar.height + m.wires : railY + rail.height + m.railBelow) + extra;
      rows.push({ rail: railY, tabs, card: tabs + m.tab.above });
      top = tabs + m.tab.above + m.card.height;
    }
    const placed = { entries: shelf.map((group, j) => ({ group, x: columns[i]?.[j]?.x ?? 0 })), y, rows };
    const hasCards = shelf.some(({ cards }) => cards.length > 0);
    const framed = shelf.some(({ frames }) => frames.length > 0) ? frame.below + frame.label : 0;
    y += (hasCards ? top + framed : bar.height + belowBare(levelBelowBars(i), levels, m)) + m.between;
    return placed;
  });
}
