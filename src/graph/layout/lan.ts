import { bottom, center, right, type Box } from '../geometry.ts';
import type { Scene } from '../scene/scene.ts';
import type { HostPlacement } from './host.ts';
import { laneWidth } from './lanes.ts';
import { lanHeight } from './metrics.ts';
import { railId, riserId, type Wire, type Rail } from './placement.ts';

const lan = { height: lanHeight, step: 22, inset: 20 } as const;
/** The frames' distance from each other. */
const framesGap = 36;
/** From a line of the LAN down to the frames below it; between several hosts there is room for tunnels. */
const toFrames = { one: 26, several: 66 } as const;
/** Tunnels below a line of the LAN; where they leave a NIC; and left of the frames, on their way to another row. */
const lane = {
  first: 18,
  wide: 15,
  room: 40,
  nic: { first: 16, wide: 7, room: 40 },
  left: { wide: 6, room: 18 },
} as const;
/** Of the line that leads down to further rows, left of the frames. */
const riserLeft = 34;

/** Hosts beside each other, below one line of the LAN. */
interface Row {
  readonly hosts: readonly HostPlacement[];
  /** Lower side of the line. */
  readonly line: number;
}

interface LanPlacement {
  readonly hosts: readonly HostPlacement[];
  readonly boxes: Record<string, Box>;
  readonly rails: readonly Rail[];
  readonly wires: Record<string, Wire>;
}

interface LanSite {
  /** Boxes of the machines on the LAN. */
  readonly machines: readonly Box[];
  /** Of the LAN's upper left corner, where nothing stands further left. */
  readonly left: number;
  readonly y: number;
  /** Where the first frame of a row begins. */
  readonly x: number;
  /** Hosts in a row. */
  readonly columns: number;
  /** Places a host from its frame's upper left corner. */
  readonly placeOne: (host: string, x: number, y: number) => HostPlacement;
}

/** Places the hosts side by side in rows, and the LAN: above the first row, and on above every further one. */
export function placeLan(scene: Scene, site: LanSite): LanPlacement {
  const { machines, y, x: start } = site;
  const lans = scene.nodes.filter((node) => node.kind === 'lan').map(({ id }) => id);
  const rows = rowsOf(scene, lans.length, site);
  const hosts = rows.flatMap((row) => row.hosts);
  const left = Math.min(site.left, ...machines.map(({ x }) => x), ...hosts.map(({ frame }) => frame.x + lan.inset));
  const end = Math.max(...machines.map(right), ...hosts.map(({ frame }) => right(frame) - lan.inset));
  const riser = start - riserLeft;
  const x = rows.length > 1 ? Math.min(left, riser) : left;
  const boxes: Record<string, Box> = {};
  lans.forEach((id, i) => {
    boxes[id] = { x, y: y + i * lan.step, w: end - x, h: lan.height };
  });
  const [main] = lans;
  const further = main === undefined ? { boxes: {}, rails: [], wires: {} } : linesOf(scene, main, rows, riser);
  Object.assign(boxes, further.boxes);
  return { hosts, boxes, rails: further.rails, wires: { ...further.wires, ...tunnelWires(scene, rows, start) } };
}

function rowsOf(scene: Scene, lans: number, { y: top, x: start, columns, placeOne }: LanSite): Row[] {
  const names = scene.nodes.flatMap((node) => (node.kind === 'host' ? [node.id] : []));
  const gap = names.length > 1 ? toFrames.several : toFrames.one;
  const rows: Row[] = [];
  let y = top + lan.height + gap + Math.max(0, lans - 1) * lan.step;
  for (let first = 0; first < names.length; first += columns) {
    const hosts: HostPlacement[] = [];
    let x = start;
    for (const name of names.slice(first, first + columns)) {
      const host = placeOne(name, x, y);
      hosts.push(host);
      x += host.frame.w + framesGap;
    }
    rows.push({ hosts, line: y - gap });
    y = Math.max(...hosts.map(({ frame }) => bottom(frame))) + framesGap + lan.height + gap;
  }
  return rows;
}

/** Lines of the LAN above the further rows, the line that leads down to them, and the cables from them. */
function linesOf(scene: Scene, owner: string, rows: readonly Row[], x: number): Omit<LanPlacement, 'hosts'> {
  const boxes: Record<string, Box> = {};
  const rails: Rail[] = [];
  const wires: Record<string, Wire> = {};
  rows.slice(1).forEach(({ hosts, line }, i) => {
    const id = railId(owner, i + 1);
    const cables = scene.edges.filter(
      ({ kind, source, target }) =>
        kind === 'cable' && source === owner && hosts.some(({ boxes: inside }) => inside[target] !== undefined),
    );
    const ends = hosts.flatMap(({ boxes: inside }) => cables.flatMap(({ target }) => inside[target] ?? []));
    const end = Math.max(x + lan.height, ...ends.map((box) => center(box).x + lan.inset));
    boxes[id] = { x, y: line - lan.height, w: end - x, h: lan.height };
    rails.push({ id, owner, kind: 'rail' });
    for (const cable of cables) wires[cable.id] = { from: id, turns: [] };
  });
  const last = rows.length > 1 ? rows.at(-1) : undefined;
  if (last === undefined) return { boxes, rails, wires };
  const top = rows[0]?.line ?? 0;
  boxes[riserId(owner)] = { x, y: top, w: lan.height, h: last.line - top };
  return { boxes, rails: [...rails, { id: riserId(owner), owner, kind: 'rail' }], wires };
}

/** Units between the tunnels of so many networks. */
export const tunnelPitch = (networks: number): number => laneWidth(networks, lane.wide, lane.room);

/** The network of a tunnel, by the edge's id. */
export const networkOf = (tunnel: string): string => tunnel.slice(tunnel.lastIndexOf('/') + 1);

/** Each network's tunnel has a lane of its own below the LAN's lines, and comes down to the NICs beside their cables. */
function tunnelWires({ edges }: Scene, rows: readonly Row[], start: number): Record<string, Wire> {
  const tunnels = edges.filter(({ kind }) => kind === 'tunnel');
  const lanes = [...new Set(tunnels.map(({ id }) => networkOf(id)))];
  const at = (place: number, { wide, room }: { readonly wide: number; readonly room: number }) =>
    place * laneWidth(lanes.length, wide, room);
  const wires: Record<string, Wire> = {};
  for (const { id, source, target } of tunnels) {
    const place = lanes.indexOf(networkOf(id));
    const [a, b] = [source, target].map((nic) => {
      const row = rows.find(({ hosts }) => hosts.some(({ boxes }) => boxes[nic] !== undefined));
      const box = row?.hosts.flatMap(({ boxes }) => boxes[nic] ?? [])[0];
      return (
        row &&
        box && { x: center(box).x + lane.nic.first + at(place, lane.nic), y: row.line + lane.first + at(place, lane) }
      );
    });
    if (!a || !b) continue;
    const turns = a.y === b.y ? [a.x, a.y, b.x] : [a.x, a.y, start - lane.left.room + at(place, lane.left), b.y, b.x];
    wires[id] = { from: source, turns, upwards: true };
  }
  return wires;
}
