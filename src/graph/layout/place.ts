import type { Level } from '../../store/view.ts';
import { around, type Box } from '../geometry.ts';
import type { MachineNode, Scene } from '../scene/scene.ts';
import { chosenAt } from './chosen.ts';
import { placeHost } from './host.ts';
import { placeLan } from './lan.ts';
import type { Placement, Positions, Wire } from './placement.ts';
import { textWidth } from './sizes.ts';

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
