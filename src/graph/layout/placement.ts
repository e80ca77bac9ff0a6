import type { Level } from '../../store/view.ts';
import { chosenAt } from './chosen.ts';
import { around, type Box, type Point } from '../geometry.ts';
import { placeHost, type Wire } from './host-placement.ts';
import { placeLan } from './lan-placement.ts';
import { textWidth, type Density } from './metrics.ts';
import type { MachineNode, Scene } from '../scene/scene.ts';

/** Upper left corners that a user chose, by node id. */
export type Positions = Readonly<Record<string, Point>>;

/** A piece of a bar that goes on below it: for its further rows of containers, or around them. */
export interface Rail {
  readonly id: string;
  /** The bar whose piece it is. */
  readonly owner: string;
  /** way: what joins the rows in the overview, where only packets show it · area: where a network's containers stand. */
  readonly kind: 'rail' | 'way' | 'area';
}

/** Where everything is. The same scene and positions give the same placement. */
export interface Placement {
  /** By node id and rail id. */
  readonly boxes: Readonly<Record<string, Box>>;
  readonly rails: readonly Rail[];
  /** Ways of edges that were laid out, by edge id; the others find their own (see routes.ts). */
  readonly wires: Readonly<Record<string, Wire>>;
  readonly density: Readonly<Record<string, Density>>;
  readonly bounds: Box;
}

const machine = { height: 40, internet: 20, router: 222, client: 680, gap: 24 };
const clientInOverview = 540;

/** Places a scene: internet, router, LAN and client above, hosts below, each thing where the things before it leave it. */
export function place(scene: Scene, chosen: Positions = {}, level: Level = 'wiring'): Placement {
  const positions = chosenAt(chosen, level);
  const machines = placeMachines(scene, positions, level);
  const { hosts, ...onLan } = placeLan(scene, Object.values(machines), (host, x, y) =>
    placeHost(scene, host, positions[host] ?? { x, y }, { positions, level }),
  );
  const boxes = Object.assign({}, machines, onLan.boxes, ...hosts.map((host) => host.boxes)) as Record<string, Box>;
  return {
    boxes,
    rails: [...onLan.rails, ...hosts.flatMap(({ rails }) => rails)],
    wires: Object.assign({}, onLan.wires, ...hosts.map(({ wires }) => wires)) as Record<string, Wire>,
    density: Object.fromEntries(hosts.map(({ host, density }) => [host, density])),
    bounds: around(Object.values(boxes)),
  };
}

function placeMachines(scene: Scene, positions: Positions, level: Level): Record<string, Box> {
  const client = level === 'overview' ? clientInOverview : machine.client;
  const next = { internet: machine.internet, router: machine.router, client };
  const boxes: Record<string, Box> = {};
  for (const node of scene.nodes) {
    if (node.kind !== 'machine') continue;
    const w = machineWidth(node);
    const chosen = positions[node.id];
    boxes[node.id] = { x: chosen?.x ?? next[node.role], y: chosen?.y ?? 0, w, h: machine.height };
    next[node.role] += w + machine.gap;
  }
  return boxes;
}

const leastWidth = { internet: 128, router: 118, client: 132 };

const machineWidth = ({ role, name, address = '' }: MachineNode): number =>
  Math.max(leastWidth[role], 28 + Math.max(textWidth(name, 12, 'bold'), textWidth(address, 10.5, 'mono')));
