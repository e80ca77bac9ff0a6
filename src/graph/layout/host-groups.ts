import { around, bottom, center, clamp, inside, moved, type Point } from '../geometry.ts';
import type { CardNode } from '../scene/scene.ts';
import type { GroupFrame } from './blocks.ts';
import { groupId, type Group, type GroupCard } from './groups.ts';
import { barOf, inFrame, type HostDraft } from './host-draft.ts';
import { bar, frameAbove, rail } from './metrics.ts';
import { areaId, frameId, railId, riserId } from './placement.ts';
import type { Shelf } from './shelves.ts';
import { tabOffset } from './sizes.ts';
import { own } from '../../kernel/own.ts';

interface GroupPlace {
  readonly group: Group;
  readonly x: number;
}

/** Places a bar with what hangs from it: where the user moved the bar, or a container, there. */
export function placeGroup(draft: HostDraft, shelf: Shelf, { group, x }: GroupPlace): void {
  const { origin, positions, boxes, upper, level } = draft;
  const id = groupId(group);
  const at = { x: origin.x + inFrame.barsX + x, y: origin.y + upper.bars + shelf.y };
  const chosen = id === undefined ? undefined : positions[id];
  const shift = chosen ? { x: chosen.x - at.x, y: chosen.y - at.y } : { x: 0, y: 0 };
  if (group.head?.kind === 'bridge') boxes[group.head.id] = { ...at, w: group.width, h: bar.height };
  if (group.head?.kind === 'hostrail')
    boxes[group.head.id] = { x: at.x, y: at.y + bar.height - rail.height, w: group.width, h: rail.height };
  for (const card of group.cards) placeCard(draft, shelf, at, card);
  if (id !== undefined) addRails(draft, shelf, at, group);
  for (const frame of group.frames) addFrame(draft, shelf, at, group, frame);
  if (id !== undefined && (level === 'overview' || group.cards.length > 0 || draft.joined.has(id)))
    addArea(draft, group);
  if (chosen) shiftGroup(draft, group, shift);
  for (const { node, guest } of group.cards) if (!guest) placeChosen(draft, node);
}

const rowTop = ({ rows }: Shelf, row: number) => rows[row] ?? { rail: 0, tabs: 0, card: 0 };

function placeCard(draft: HostDraft, shelf: Shelf, at: Point, { node, guest, row, x, width }: GroupCard): void {
  const { m, boxes, wires, edges } = draft;
  const y = at.y + rowTop(shelf, row).card;
  if (guest) {
    boxes[guest.id] = { x: at.x + x, y, w: width, h: m.card.height };
    const from = row === 0 ? guest.bar : railId(guest.bar, row);
    const edge = edges.get(guest.id);
    if (edge) wires[edge] = { from, turns: [at.x + x + m.tab.only + m.tab.width / 2] };
    return;
  }
  boxes[node.id] = { x: at.x + x, y, w: width, h: m.card.height };
  placeTabs(draft, node);
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
    if (edge && box && barOf(draft, tab) === home) wires[edge] = { from, turns: [center(box).x] };
  }
}

function placeTabs({ boxes, m }: HostDraft, node: CardNode): void {
  const card = boxes[node.id];
  if (card === undefined) return;
  node.interfaces.forEach((id, i) => {
    const x = card.x + tabOffset(m, i, node);
    boxes[id] = { x, y: card.y - m.tab.above, w: m.tab.width, h: m.tab.height };
  });
}

/** Whether a wire leads to a card: none does to a container that does not run. */
const hangs = ({ edges }: HostDraft, { node, guest }: GroupCard): boolean =>
  [guest?.id, node.id, ...node.interfaces].some((id) => id !== undefined && edges.has(id));

/** For each row after the first where something hangs, the bar goes on as a rail above it; a riser at the left joins them. */
function addRails(draft: HostDraft, shelf: Shelf, at: Point, group: Group): void {
  const { boxes, rails } = draft;
  const owner = groupId(group);
  const top = owner === undefined ? undefined : boxes[owner];
  const kind = draft.level === 'overview' ? 'way' : 'rail';
  if (owner === undefined || top === undefined || group.rows < 2) return;
  const x = at.x + rail.x;
  const hanging = group.cards.filter((card) => hangs(draft, card));
  const lowest = Math.max(0, ...hanging.map(({ row }) => row));
  if (lowest === 0) return;
  for (let row = 1; row <= lowest; row++) {
    const inRow = hanging.filter((card) => card.row === row);
    if (inRow.length === 0) continue;
    const last = Math.max(0, ...inRow.map((card) => lastTab(draft, owner, card)));
    const y = at.y + rowTop(shelf, row).rail;
    boxes[railId(owner, row)] = { x, y, w: at.x + last + 10 - x, h: rail.height };
    rails.push({ id: railId(owner, row), owner, kind });
  }
  const end = at.y + rowTop(shelf, lowest).rail + rail.height;
  boxes[riserId(owner)] = { x, y: bottom(top), w: rail.height, h: end - bottom(top) };
  rails.push({ id: riserId(owner), owner, kind });
}

/**
 * In the overview a network is the area in which its containers stand, and the bar is its heading; elsewhere the area
 * stands for them where they are too small to be seen.
 */
function addArea({ boxes, rails, level }: HostDraft, group: Group): void {
  const owner = groupId(group) ?? '';
  const top = boxes[owner];
  if (top === undefined) return;
  const cards = group.cards.flatMap(({ node, guest }) => boxes[(guest ?? node).id] ?? []);
  const framed = group.frames.flatMap(({ project }) => boxes[frameId(project, owner)] ?? []);
  const end = Math.max(
    bottom(top) + area.empty,
    bottom(around([...cards, ...(level === 'overview' ? framed : [])])) + (level === 'overview' ? area.below : 0),
  );
  boxes[areaId(owner)] = { ...top, h: end - top.y };
  rails.push({ id: areaId(owner), owner, kind: 'area' });
}

/**
 * A compose project's part of a group: from below the bar to below the last row, where nothing else is, with the project's
 * label there.
 */
function addFrame(
  { m, frame, boxes, rails }: HostDraft,
  shelf: Shelf,
  at: Point,
  group: Group,
  { project, x, width }: GroupFrame,
): void {
  const y = at.y + bar.height + frameAbove;
  const cards = at.y + rowTop(shelf, group.rows - 1).card + m.card.height;
  const label = { x: at.x + x, y: cards + frame.below, w: width, h: frame.label };
  const id = frameId(project, groupId(group));
  boxes[id] = { x: at.x + x, y, w: width, h: bottom(label) - y };
  rails.push({ id, owner: project, kind: 'frame', bar: groupId(group) });
  if (group.cards.some(({ node, guest }) => guest === undefined && node.project === project)) boxes[project] ??= label;
}

const area = { below: 10, empty: 18 };

/** From afar, networks beside each other are boxes of one height, so that there is room for the names of small ones. */
export function alignAreas({ boxes, level }: HostDraft, { entries }: Shelf): void {
  if (level === 'overview') return;
  const areas = entries.map(({ group }) => areaId(groupId(group) ?? ''));
  const end = Math.max(...areas.flatMap((id) => (boxes[id] === undefined ? [] : bottom(boxes[id]))));
  for (const id of areas) {
    const box = boxes[id];
    if (box) boxes[id] = { ...box, h: end - box.y };
  }
}

/** The middle of the tab that hangs from the rail. */
function lastTab(draft: HostDraft, owner: string, { node, guest, x }: GroupCard): number {
  const { tab } = draft.m;
  if (guest) return x + tab.only + tab.width / 2;
  const hangs = node.attachment === 'host' || node.bars[0] === owner;
  const place = Math.max(
    0,
    node.interfaces.findIndex((id) => barOf(draft, id) === owner),
  );
  return hangs ? x + tabOffset(draft.m, place, node) + tab.width / 2 : 0;
}

/** Whether a project's label stands on that one of its frames. */
function holdsLabel({ boxes }: HostDraft, project: string, frame: string): boolean {
  const [label, around] = [boxes[project], boxes[frame]];
  return label !== undefined && around !== undefined && inside(label, around);
}

/** A bar that was moved takes along what hangs from it. */
function shiftGroup(draft: HostDraft, group: Group, shift: Point): void {
  const { boxes, wires, edges } = draft;
  const owner = groupId(group) ?? '';
  const rows = Array.from({ length: group.rows }, (_, row) => railId(owner, row));
  const tabs = group.cards.flatMap(({ node, guest }) => (guest ? [] : node.interfaces));
  const targets = [...group.cards.map(({ node, guest }) => (guest ?? node).id), ...tabs];
  const framed = group.frames.flatMap(({ project }) => {
    const frame = frameId(project, owner);
    return holdsLabel(draft, project, frame) ? [frame, project] : [frame];
  });
  for (const id of [owner, riserId(owner), areaId(owner), ...framed, ...rows, ...targets]) {
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
function placeChosen(draft: HostDraft, node: CardNode): void {
  const { positions, boxes, origin, upper, wires, edges } = draft;
  const chosen = own(positions, node.id);
  const box = boxes[node.id];
  if (chosen === undefined || box === undefined) return;
  const least = { x: origin.x + inFrame.padding, y: origin.y + upper.band.y + upper.band.height + 24 };
  boxes[node.id] = { ...box, x: clamp(chosen.x, least.x, Infinity), y: clamp(chosen.y, least.y, Infinity) };
  placeTabs(draft, node);
  for (const target of [node.id, ...node.interfaces]) delete wires[edges.get(target) ?? ''];
}
