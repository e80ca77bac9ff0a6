import type { Level } from '../../store/view.ts';
import { around, bottom, center, right, type Box, type Point } from '../geometry.ts';
import { isCard, type Scene } from '../scene/scene.ts';
import type { Arrangement } from './arrangement.ts';
import { planWires, type CrossWire } from './cross-wires.ts';
import { groupId, groupsOf, type Group } from './groups.ts';
import { barOf, inFrame, type HostDraft } from './host-draft.ts';
import { alignAreas, placeGroup } from './host-groups.ts';
import { nicsWidth, placeUpper, upperPart } from './host-upper.ts';
import { frames, metricsOf } from './metrics.ts';
import type { Positions, Rail, Wire } from './placement.ts';
import { shelvesOf, type Shelf } from './shelves.ts';

export interface HostPlacement {
  readonly host: string;
  readonly frame: Box;
  readonly boxes: Record<string, Box>;
  readonly rails: readonly Rail[];
  readonly wires: Record<string, Wire>;
}

interface HostChoice {
  readonly positions: Positions;
  readonly level: Level;
  readonly arrangement: Arrangement;
}

/** Places a host and all that is in it, from the frame's upper left corner. */
export function placeHost(
  scene: Scene,
  host: string,
  origin: Point,
  { positions, level, arrangement }: HostChoice,
): HostPlacement {
  const { density, shelf: longest, spread } = arrangement;
  const groups = groupsOf(scene, host, { level, density }, spread);
  const m = metricsOf(level, density);
  const frame = frames[density];
  const upper = upperPart(scene, host, level, arrangement);
  const boxes: Record<string, Box> = {};
  const joined = new Set(scene.nodes.flatMap((node) => (isCard(node) ? node.bars : [])));
  const hanging = scene.edges.filter(({ kind }) => kind === 'veth' || kind === 'process');
  const edges = new Map(hanging.map(({ id, target }) => [target, id]));
  const sources = new Map(hanging.map(({ source, target }) => [target, source]));
  const draft: HostDraft = {
    scene,
    origin,
    positions,
    level,
    upper,
    m,
    frame,
    joined,
    boxes,
    rails: [],
    wires: {},
    edges,
    sources,
  };
  const plan = planWires(shelvesOf(groups, longest), m, frame);
  for (const shelf of plan.shelves) {
    for (const entry of shelf.entries) placeGroup(draft, shelf, entry);
    alignAreas(draft, shelf);
  }
  for (const wire of plan.wires) addCrossWire(draft, wire);
  const content = around(Object.values(boxes));
  const w = Math.max(
    upper.width,
    nicsWidth(scene, host, upper, density),
    Math.max(right(content), origin.x + plan.right) + inFrame.padding - origin.x,
  );
  const h = Math.max(upper.bars, bottom(content) + inFrame.bottom - origin.y);
  const outline = { ...origin, w, h };
  boxes[host] = outline;
  Object.assign(boxes, placeUpper(scene, host, outline, upper, density));
  plan.shelves.forEach((shelf, i) => {
    for (const { group } of shelf.entries) addTie(draft, shelf, group, i);
  });
  return { host, frame: outline, boxes, rails: draft.rails, wires: draft.wires };
}

function addCrossWire(draft: HostDraft, { container, bar: source, turns, upwards }: CrossWire): void {
  const { origin, upper, positions, wires, edges, boxes } = draft;
  const home = container.bars[0] ?? '';
  if ([container.id, source, home].some((id) => positions[id] !== undefined)) return;
  const tab = container.interfaces.find((id) => barOf(draft, id) === source);
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
  { scene, origin, upper, m, boxes, wires, positions }: HostDraft,
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
      bars - Math.min(inFrame.bypassAbove, m.between / 3.4),
      x,
    ];
    wires[`tie:${id}`] = { from: source, turns };
  } else if (row > 0) {
    wires[`tie:${id}`] = {
      from: source,
      turns: [origin.x + inFrame.spine, bars - Math.min(inFrame.shelfGap, m.between / 3.4), x],
    };
  }
}
