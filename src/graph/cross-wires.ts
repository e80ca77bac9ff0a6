import { groupId, type Group, type GroupCard } from './groups.ts';
import { Lanes, laneWidth } from './lanes.ts';
import { bar, metrics, rail, tabCount, tabOffset, type Metrics } from './metrics.ts';
import type { ContainerNode } from './scene.ts';
import type { Shelf } from './shelves.ts';

/** The way from a bar to a container that hangs from another bar, from the place of the first bar. */
export interface CrossWire {
  readonly container: ContainerNode;
  readonly bar: string;
  /** x, y, x, …, x, as in Wire. */
  readonly turns: readonly number[];
}

export interface Plan {
  readonly shelves: readonly Shelf[];
  readonly wires: readonly CrossWire[];
  /** The right end of everything, lanes included. */
  readonly right: number;
}

interface Cross {
  readonly container: ContainerNode;
  readonly card: GroupCard;
  readonly bar: string;
  /** Index of the shelf and of the group there: of the container's home, and of the bar. */
  readonly home: Spot;
  readonly source: Spot;
  readonly tab: number;
}

interface Spot {
  readonly shelf: number;
  readonly group: number;
}

const gutter = { wide: 7, room: 49 };
const slot = { first: 16, step: 9, room: 54 };

/**
 * Lays out shelves of groups with room for the wires that lead from one group to another. Such a wire goes along a lane
 * below the bars; to a further row down a lane beside the group; to another shelf down a lane at the right end.
 */
export function planWires(groups: readonly (readonly Group[])[], m: Metrics): Plan {
  const crosses = crossesOf(groups);
  const margin = new Lanes();
  const gutters = groups.map((shelf) => shelf.map(() => new Lanes()));
  const ways = crosses.map((cross) => {
    const { home, source, card } = cross;
    return {
      cross,
      margin: home.shelf === source.shelf ? undefined : margin.take(home.shelf, source.shelf),
      gutter: card.row === 0 ? undefined : gutters[home.shelf]?.[home.group]?.take(0, card.row),
    };
  });
  const columns = columnsOf(groups, gutters);
  const width = Math.max(0, ...columns.map((shelf) => shelf.at(-1)?.end ?? 0));
  const marginWide = laneWidth(margin.count, gutter.wide, gutter.room);
  const zones = new Map<string, Lanes>();
  const zone = (key: string) => {
    const lanes = zones.get(key) ?? new Lanes();
    zones.set(key, lanes);
    return lanes;
  };
  const slots = new Map<string, number>();
  const drafts = ways.map(({ cross, margin: marginLane, gutter: gutterLane }) => {
    const { home, source, card } = cross;
    const column = columns[home.shelf]?.[home.group];
    const tabX = (column?.x ?? 0) + card.x + tabOffset(m, cross.tab, tabCount(card.node)) + m.tab.width / 2;
    const gutterX = gutterLane === undefined ? undefined : (column?.gutter ?? 0) + gutterLane * (column?.lane ?? 0);
    const marginX = marginLane === undefined ? undefined : width + 14 + marginLane * marginWide;
    const aim = marginX ?? gutterX ?? tabX;
    const slotX = slotOf(cross, columns, slots, aim);
    const xs = [slotX, marginX, gutterX, tabX].filter((x) => x !== undefined);
    const keys = [`${source.shelf}`, ...(marginX === undefined ? [] : [`${home.shelf}`])];
    if (gutterX !== undefined) keys.push(`${home.shelf}/${home.group}/${card.row}`);
    const lanes = keys.map((key, i) => ({ key, lane: zone(key).take(xs[i] ?? 0, xs[i + 1] ?? 0) }));
    return { cross, xs, lanes };
  });
  const shelves = shelvesWithRows(groups, columns, zones, m);
  const wires = drafts.map(({ cross, xs, lanes }) => {
    const ys = lanes.map(({ key, lane }) => zoneTop(key, shelves, m) + lane * zoneWidth(key, zones, m));
    return {
      container: cross.container,
      bar: cross.bar,
      turns: xs.flatMap((x, i) => (ys[i] === undefined ? [x] : [x, ys[i]])),
    };
  });
  return { shelves, wires, right: width + (margin.count === 0 ? 0 : 14 + margin.count * marginWide) + 36 };
}

/** Every further network of every container, by its settings: what is stopped keeps its lanes. */
function crossesOf(groups: readonly (readonly Group[])[]): Cross[] {
  const spots = new Map<string, Spot>();
  groups.forEach((shelf, i) => shelf.forEach((group, j) => spots.set(groupId(group) ?? '', { shelf: i, group: j })));
  return groups.flatMap((shelf, i) =>
    shelf.flatMap((group, j) =>
      group.cards.flatMap((card) =>
        card.node.bars.slice(1).flatMap((id, place) => {
          const source = spots.get(id);
          if (source === undefined) return [];
          return [{ container: card.node, card, bar: id, home: { shelf: i, group: j }, source, tab: place + 1 }];
        }),
      ),
    ),
  );
}

interface Column {
  readonly x: number;
  readonly width: number;
  /** First lane beside the group, and the distance to the next. */
  readonly gutter: number;
  readonly lane: number;
  readonly end: number;
}

function columnsOf(groups: readonly (readonly Group[])[], gutters: readonly (readonly Lanes[])[]): Column[][] {
  return groups.map((shelf, i) => {
    let x = 0;
    return shelf.map((group, j) => {
      const count = gutters[i]?.[j]?.count ?? 0;
      const lane = laneWidth(count, gutter.wide, gutter.room);
      const end = x + group.width + (count === 0 ? 0 : 12 + count * lane);
      const column = { x, width: group.width, gutter: x + group.width + 12, lane, end };
      x = end + bar.gap;
      return column;
    });
  });
}

/** Where a wire leaves its bar: near the end that is nearer to where it goes. */
function slotOf(
  cross: Cross,
  columns: readonly (readonly Column[])[],
  slots: Map<string, number>,
  aim: number,
): number {
  const column = columns[cross.source.shelf]?.[cross.source.group];
  if (column === undefined) return aim;
  const side = aim < column.x + column.width / 2 ? 'left' : 'right';
  const key = `${cross.bar} ${side}`;
  const place = slots.get(key) ?? 0;
  slots.set(key, place + 1);
  const offset = slot.first + ((place * slot.step) % slot.room);
  return side === 'left' ? column.x + offset : column.x + column.width - offset;
}

const isFirstRow = (key: string) => !key.includes('/');

/** Lanes of a zone: their distance, and what of them has room without making the zone higher. */
function laneRoom(key: string, m: Metrics): { first: number; wide: number; room: number; free: number } {
  const full = m === metrics.full;
  if (isFirstRow(key))
    return full ? { first: 14, wide: 8, room: 64, free: 38 } : { first: 9, wide: 6, room: 48, free: 27 };
  return full ? { first: 9, wide: 6, room: 42, free: 20 } : { first: 5, wide: 4, room: 28, free: 9 };
}

function zoneWidth(key: string, zones: ReadonlyMap<string, Lanes>, m: Metrics): number {
  const { wide, room } = laneRoom(key, m);
  return laneWidth(zones.get(key)?.count ?? 0, wide, room);
}

function extraHeight(key: string, zones: ReadonlyMap<string, Lanes>, m: Metrics): number {
  const { first, free } = laneRoom(key, m);
  const count = zones.get(key)?.count ?? 0;
  return count === 0 ? 0 : Math.max(0, first + count * zoneWidth(key, zones, m) - free);
}

/** y of a zone's first lane. */
function zoneTop(key: string, shelves: readonly Shelf[], m: Metrics): number {
  const [shelf = 0, , row = 0] = key.split('/').map(Number);
  const { y = 0, rows = [] } = shelves[shelf] ?? {};
  const { first } = laneRoom(key, m);
  return isFirstRow(key) ? y + bar.height + first : y + (rows[row]?.rail ?? 0) + rail.height + first;
}

function shelvesWithRows(
  groups: readonly (readonly Group[])[],
  columns: readonly (readonly Column[])[],
  zones: ReadonlyMap<string, Lanes>,
  m: Metrics,
): Shelf[] {
  let y = 0;
  return groups.map((shelf, i) => {
    const count = Math.max(1, ...shelf.map(({ rows }) => rows));
    const rows: { rail: number; tabs: number; card: number }[] = [];
    let top = 0;
    for (let row = 0; row < count; row++) {
      const keys = row === 0 ? [`${i}`] : shelf.map((_, j) => `${i}/${j}/${row}`);
      const extra = Math.max(...keys.map((key) => extraHeight(key, zones, m)));
      const railY = row === 0 ? 0 : top + m.railAbove;
      const tabs = (row === 0 ? bar.height + m.wires : railY + rail.height + m.railBelow) + extra;
      rows.push({ rail: railY, tabs, card: tabs + m.tab.above });
      top = tabs + m.tab.above + m.card.height;
    }
    const placed = { entries: shelf.map((group, j) => ({ group, x: columns[i]?.[j]?.x ?? 0 })), y, rows };
    const hasCards = shelf.some(({ cards }) => cards.length > 0);
    y += (hasCards ? top : bar.height + 24) + bar.above + 18;
    return placed;
  });
}
