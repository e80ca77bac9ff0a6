import { bottom, center, clamp, right, type Box } from '../geometry.ts';
import type { MachineNode, Scene } from '../scene/scene.ts';
import type { Arrangement } from './arrangement.ts';
import { lanHeight } from './metrics.ts';
import type { Positions, Wire } from './placement.ts';
import { textWidth } from './sizes.ts';
import { own } from '../../kernel/own.ts';

/** The machines on the LAN, the ways of their cables where these are not straight, and where the LAN and the hosts begin. */
export interface MachinesPlacement {
  readonly boxes: Record<string, Box>;
  readonly wires: Record<string, Wire>;
  /** Where the LAN begins. */
  readonly left: number;
  /** Of the LAN's upper side. */
  readonly lan: number;
  /** Of the first host's left side. */
  readonly hosts: number;
}

const height = 40;
const gap = { between: 24, column: 18, toLan: 20, below: 26, toHosts: 48 } as const;
/** Cables come down beside the column. */
const cable = { left: 14, above: 9 } as const;
/** From here on further clients stand in a column of their own. */
const most = 5;

/** A picture as wide as this is mostly seen at its natural size; in a wider one machines are wider, for their names. */
const usualWidth = 900;

const order = ['internet', 'router', 'client'] as const;

const widthOf = ({ role, name, address = '' }: MachineNode): number =>
  Math.max(least[role], 28 + Math.max(textWidth(name, 12, 'bold'), textWidth(address, 10.5, 'mono')));

const least = { internet: 128, router: 118, client: 132 };

/** Places the machines: in a row above the LAN, or hanging from it like the hosts, in columns beside them. */
export function placeMachines(
  scene: Scene,
  positions: Positions,
  { machines: where, shelf, columns }: Arrangement,
): MachinesPlacement {
  const machines = scene.nodes.filter((node) => node.kind === 'machine');
  const stretched = clamp((shelf * columns) / usualWidth, 1, 1.8);
  return where === 'above' ? inRow(machines, positions, stretched) : inColumns(scene, machines, positions, stretched);
}

function inRow(machines: readonly MachineNode[], positions: Positions, stretched: number): MachinesPlacement {
  const boxes: Record<string, Box> = {};
  let next = 20;
  for (const role of order)
    for (const node of machines.filter((each) => each.role === role)) {
      const w = widthOf(node) * stretched;
      boxes[node.id] = { ...(own(positions, node.id) ?? { x: next, y: 0 }), w, h: height };
      next += w + gap.between;
    }
  return { boxes, wires: {}, left: 20, lan: height + gap.toLan, hosts: 0 };
}

/** The router comes first, next to the LAN, and the internet below it; the clients' cables pass them by at the left. */
function inColumns(
  scene: Scene,
  machines: readonly MachineNode[],
  positions: Positions,
  stretched: number,
): MachinesPlacement {
  const inOrder = (['router', 'internet', 'client'] as const).flatMap((role) =>
    machines.filter((each) => each.role === role),
  );
  const boxes: Record<string, Box> = {};
  const wires: Record<string, Wire> = {};
  let x: number = cable.left + 6;
  for (let first = 0; first < inOrder.length; first += most) {
    const column = inOrder.slice(first, first + most);
    const w = Math.max(...column.map(widthOf)) * Math.min(stretched, 1.3);
    let y: number = lanHeight + gap.below;
    for (const node of column) {
      const box = { x, y, w, h: height };
      boxes[node.id] = { ...box, ...own(positions, node.id) };
      const link = scene.edges.find(({ kind, target }) => kind === 'cable' && target === node.id);
      if (link !== undefined && node.role === 'client' && node !== column[0] && own(positions, node.id) === undefined)
        wires[link.id] = { from: link.source, turns: [x - cable.left, y - cable.above, center(box).x] };
      y = bottom(box) + gap.column;
    }
    x += w + gap.between + cable.left;
  }
  const end = Math.max(
    0,
    ...Object.keys(boxes).map((id) => (boxes[id] && positions[id] === undefined ? right(boxes[id]) : 0)),
  );
  return { boxes, wires, left: 0, lan: 0, hosts: end + gap.toHosts };
}
