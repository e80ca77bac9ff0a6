import type { Level } from '../../store/view.ts';
import { around, bottom, center, clamp, moved, right, type Box, type Point } from '../geometry.ts';
import { groupId, groupsOf, type Group, type GroupCard } from './groups.ts';
import { bar, metricsOf, rail, shelfOf, tabCount, tabOffset, type Density, type Metrics } from './metrics.ts';
import type { Positions, Rail } from './placement.ts';
import type { ContainerNode, Scene } from '../scene/scene.ts';
import { shelvesOf, type Shelf } from './shelves.ts';
import { planWires, type CrossWire } from './cross-wires.ts';
import { isNarrow, placeUpper, upperPart, type UpperPart } from './upper-placement.ts';

/**
 * An edge's way between the boxes it leaves and reaches: x, y, x, y, …, x, as it turns. It leaves `from` downwards, or
 * `upwards`, and arrives from above.
 */
export interface Wire {
  readonly from: string;
  readonly turns: readonly number[];
  readonly upwards?: boolean;
}

export interface HostPlacement {
  readonly host: string;
  readonly frame: Box;
  readonly boxes: Record<string, Box>;
  readonly rails: readonly Rail[];
  readonly wires: Record<string, Wire>;
  readonly density: Density;
}

/** Distances inside a host's frame, from its upper left corner. */
export const inFrame = {
  padding: 20,
  /** Right of the cards of a host beside others: the name of the last veth stands out over its card. */
  labels: 40,
  barsX: 36,
  /** The line that leads down to the bars of further rows. */
  spine: 28,
  /** The line that leads past the netfilter band, and how far above its bar it turns. */
  bypass: 10,
  bypassAbove: 12,
  tie: 40,
  bottom: 24,
  shelfGap: 18,
} as const;

interface Making {
  readonly scene: Scene;
  readonly origin: Point;
  readonly positions: Positions;
  readonly level: Level;
  readonly upper: UpperPart;
  readonly m: Metrics;
  readonly boxes: Record<string, Box>;
  readonly rails: Rail[];
  readonly wires: Record<string, Wire>;
  /** Edge id by the interface or container that hangs from it, and the bar that it hangs from. */
  readonly edges: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, string>;
}

/** Places a host and all that is in it, from the frame's upper left corner. */
export function placeHost(
  scene: Scene,
  host: string,
  origin: Point,
  { positions, level }: { readonly positions: Positions; readonly level: Level },
): HostPlacement {
  const { groups, density } = groupsOf(scene, host, level);
  const m = metricsOf(level, density);
  const upper = upperPart(scene, host, level);
  const boxes: Record<string, Box> = {};
  const hanging = scene.edges.filter(({ kind }) => kind === 'veth' || kind === 'process');
  const edges = new Map(hanging.map(({ id, target }) => [target, id]));
  const sources = new Map(hanging.map(({ source, target }) => [target, source]));
  const making: Making = { scene, origin, positions, level, upper, m, boxes, rails: [], wires: {}, edges, sources };
  const plan = planWires(shelvesOf(groups, shelfOf(level, density, isNarrow(scene, host))), m);
  for (const shelf of plan.shelves) for (const entry of shelf.entries) placeGroup(making, shelf, entry);
  for (const wire of plan.wires) addCrossWire(making, wire);
  const content = around(Object.values(boxes));
  const besides = isNarrow(scene, host) && level !== 'overview' ? inFrame.labels : inFrame.padding;
  const w = Math.max(upper.width, Math.max(right(content), origin.x + plan.right) + besides - origin.x);
  const h = Math.max(upper.height, bottom(content) + inFrame.bottom - origin.y);
  const frame = { ...origin, w, h };
  boxes[host] = frame;
  Object.assign(boxes, placeUpper(scene, host, frame, level));
  plan.shelves.forEach((shelf, i) => {
    for (const { group } of shelf.entries) addTie(making, shelf, group, i);
  });
  return { host, frame, boxes, rails: making.rails, wires: making.wires, density };
}

interface GroupPlace {
  readonly group: Group;
  readonly x: number;
}

function placeGroup(making: Making, shelf: Shelf, { group, x }: GroupPlace): void {
  const { origin, positions, boxes, upper, level } = making;
  const id = groupId(group);
  const at = { x: origin.x + inFrame.barsX + x, y: origin.y + upper.bars + shelf.y };
  const chosen = id === undefined ? undefined : positions[id];
  const shift = chosen ? { x: chosen.x - at.x, y: chosen.y - at.y } : { x: 0, y: 0 };
  if (group.head?.kind === 'bridge') boxes[group.head.id] = { ...at, w: group.width, h: bar.height };
  if (group.head?.kind === 'hostrail')
    boxes[group.head.id] = { x: at.x, y: at.y + bar.height - rail.height, w: group.width, h: rail.height };
  for (const card of group.cards) placeCard(making, shelf, at, card);
  if (id !== undefined) addRails(making, shelf, at, group);
  if (id !== undefined && level === 'overview') addArea(making, group);
  if (chosen) shiftGroup(making, group, shift);
  for (const { node, guest } of group.cards) if (!guest) placeChosen(making, node);
}

const rowTop = ({ rows }: Shelf, row: number) => rows[row] ?? { rail: 0, tabs: 0, card: 0 };

function placeCard(making: Making, shelf: Shelf, at: Point, { node, guest, row, x, width }: GroupCard): void {
  const { m, boxes, wires, edges } = making;
  const y = at.y + rowTop(shelf, row).card;
  if (guest) {
    boxes[guest.id] = { x: at.x + x, y, w: width, h: m.card.height };
    const from = row === 0 ? guest.bar : railId(guest.bar, row);
    const edge = edges.get(guest.id);
    if (edge) wires[edge] = { from, turns: [at.x + x + m.tab.only + m.tab.width / 2] };
    return;
  }
  boxes[node.id] = { x: at.x + x, y, w: width, h: m.card.height };
  placeTabs(making, node);
  const home = node.attachment === 'host' ? `${node.host}/hostrail` : node.bars[0];
  if (home === undefined) return;
  const from = row === 0 ? home : railId(home, row);
  if (node.attachment === 'host') {
    const edge = edges.get(node.id);
    if (edge) wires[edge] = { from, turns: [at.x + x + m.tab.only + m.tab.width / 2] };
    return;
  }
  for (const tab of node.interfaces) {
    const edge = edges.get(tab);
    const box = boxes[tab];
    if (edge && box && barOf(making, tab) === home) wires[edge] = { from, turns: [center(box).x] };
  }
}

const barOf = ({ sources }: Making, tab: string): string | undefined => sources.get(tab);

function placeTabs({ boxes, m }: Making, node: ContainerNode): void {
  const card = boxes[node.id];
  if (card === undefined) return;
  const count = tabCount(node);
  node.interfaces.forEach((id, i) => {
    const x = card.x + tabOffset(m, i, count);
    boxes[id] = { x, y: card.y - m.tab.above, w: m.tab.width, h: m.tab.height };
  });
}

export const railId = (owner: string, row: number): string => `${owner}/rail/${row}`;
export const riserId = (owner: string): string => `${owner}/riser`;
export const areaId = (owner: string): string => `${owner}/area`;

/** For each row after the first, the bar goes on as a rail above it; a riser at the left joins them. */
function addRails(making: Making, shelf: Shelf, at: Point, group: Group): void {
  const { boxes, rails } = making;
  const owner = groupId(group);
  const top = owner === undefined ? undefined : boxes[owner];
  const kind = making.level === 'overview' ? 'way' : 'rail';
  if (owner === undefined || top === undefined || group.rows < 2) return;
  const x = at.x + rail.x;
  for (let row = 1; row < group.rows; row++) {
    const inRow = group.cards.filter((card) => card.row === row);
    const last = Math.max(0, ...inRow.map((card) => lastTab(making, owner, card)));
    const y = at.y + rowTop(shelf, row).rail;
    boxes[railId(owner, row)] = { x, y, w: at.x + last + 10 - x, h: rail.height };
    rails.push({ id: railId(owner, row), owner, kind });
  }
  const end = at.y + rowTop(shelf, group.rows - 1).rail + rail.height;
  boxes[riserId(owner)] = { x, y: bottom(top), w: rail.height, h: end - bottom(top) };
  rails.push({ id: riserId(owner), owner, kind });
}

/** In the overview a network is the area in which its containers stand, and the bar is its heading. */
function addArea({ boxes, rails }: Making, group: Group): void {
  const owner = groupId(group) ?? '';
  const top = boxes[owner];
  if (top === undefined) return;
  const cards = group.cards.flatMap(({ node, guest }) => boxes[(guest ?? node).id] ?? []);
  const end = Math.max(bottom(top) + area.empty, bottom(around(cards)) + area.below);
  boxes[areaId(owner)] = { ...top, h: end - top.y };
  rails.push({ id: areaId(owner), owner, kind: 'area' });
}

const area = { below: 14, empty: 22 };

/** The middle of the tab that hangs from the rail. */
function lastTab(making: Making, owner: string, { node, guest, x }: GroupCard): number {
  const { tab } = making.m;
  if (guest) return x + tab.only + tab.width / 2;
  const hangs = node.attachment === 'host' || node.bars[0] === owner;
  const place = Math.max(
    0,
    node.interfaces.findIndex((id) => barOf(making, id) === owner),
  );
  return hangs ? x + tabOffset(making.m, place, tabCount(node)) + tab.width / 2 : 0;
}

/** A bar that was moved takes along what hangs from it. */
function shiftGroup({ boxes, wires, edges }: Making, group: Group, shift: Point): void {
  const owner = groupId(group) ?? '';
  const rows = Array.from({ length: group.rows }, (_, row) => railId(owner, row));
  const tabs = group.cards.flatMap(({ node, guest }) => (guest ? [] : node.interfaces));
  const targets = [...group.cards.map(({ node, guest }) => (guest ?? node).id), ...tabs];
  for (const id of [owner, riserId(owner), areaId(owner), ...rows, ...targets]) {
    const box = boxes[id];
    if (box) boxes[id] = moved(box, shift.x, shift.y);
  }
  for (const target of targets) {
    const edge = edges.get(target) ?? '';
    const wire = wires[edge];
    if (wire) wires[edge] = { ...wire, turns: wire.turns.map((turn, i) => turn + (i % 2 === 0 ? shift.x : shift.y)) };
  }
}

/** A container that was moved takes along its tabs; its wires find their own way. It stays inside the frame. */
function placeChosen(making: Making, node: ContainerNode): void {
  const { positions, boxes, origin, upper, wires, edges } = making;
  const chosen = positions[node.id];
  const box = boxes[node.id];
  if (chosen === undefined || box === undefined) return;
  const least = { x: origin.x + inFrame.padding, y: origin.y + upper.band.y + upper.band.height + 24 };
  boxes[node.id] = { ...box, x: clamp(chosen.x, least.x, Infinity), y: clamp(chosen.y, least.y, Infinity) };
  placeTabs(making, node);
  for (const target of [node.id, ...node.interfaces]) delete wires[edges.get(target) ?? ''];
}

function addCrossWire(making: Making, { container, bar: source, turns, upwards }: CrossWire): void {
  const { origin, upper, positions, wires, edges, boxes } = making;
  const home = container.bars[0] ?? '';
  if ([container.id, source, home].some((id) => positions[id] !== undefined)) return;
  const tab = container.interfaces.find((id) => barOf(making, id) === source);
  const edge = tab === undefined ? undefined : edges.get(tab);
  const box = tab === undefined ? undefined : boxes[tab];
  if (edge === undefined || box === undefined) return;
  const from = { x: origin.x + inFrame.barsX, y: origin.y + upper.bars };
  const ways = turns.map((turn, i) => turn + (i % 2 === 0 ? from.x : from.y));
  wires[edge] = { from: source, turns: [...ways.slice(0, -1), center(box).x], ...(upwards && { upwards }) };
}

/**
 * The tie of a bar in a further row comes down beside the frame's left side, and so does every tie from a NIC, which
 * passes the netfilter band by.
 */
function addTie(
  { scene, origin, upper, boxes, wires, positions }: Making,
  shelf: Shelf,
  group: Group,
  row: number,
): void {
  const id = groupId(group);
  const box = id === undefined ? undefined : boxes[id];
  if (id === undefined || box === undefined || positions[id] !== undefined) return;
  const source = scene.edges.find((edge) => edge.id === `tie:${id}`)?.source ?? '';
  const nic = source.includes('/device/') ? boxes[source] : undefined;
  const bars = origin.y + upper.bars + shelf.y;
  const x = box.x + inFrame.tie;
  if (nic) {
    const turns = [
      center(nic).x,
      origin.y + upper.band.y - 6,
      origin.x + inFrame.bypass,
      bars - inFrame.bypassAbove,
      x,
    ];
    wires[`tie:${id}`] = { from: source, turns };
  } else if (row > 0) {
    wires[`tie:${id}`] = { from: source, turns: [origin.x + inFrame.spine, bars - inFrame.shelfGap, x] };
  }
}
