import type { Level } from '../../store/view.ts';
import type { Box } from '../geometry.ts';
import type { ChainNode, NicNode, Scene } from '../scene/scene.ts';
import { textWidth } from './sizes.ts';

/** What lies above a host's bars, from the frame's upper left corner: the band and, in it, the gates. */
export interface UpperPart {
  readonly band: { readonly y: number; readonly height: number };
  readonly gate: { readonly y: number; readonly height: number };
  /** Of the first bars. */
  readonly bars: number;
  /** What the frame needs at least. */
  readonly width: number;
  readonly height: number;
}

const wiring: UpperPart = {
  band: { y: 40, height: 54 },
  gate: { y: 51, height: 32 },
  bars: 132,
  width: 988,
  height: 260,
};

/** Beside other hosts: the gates stand below the band's name, closer to each other. */
const narrow: UpperPart = {
  band: { y: 40, height: 68 },
  gate: { y: 68, height: 32 },
  bars: 146,
  width: 640,
  height: 274,
};

/** There are no gates in the overview: the band alone says where a host routes. */
const overview: UpperPart = {
  band: { y: 38, height: 24 },
  gate: { y: 38, height: 24 },
  bars: 96,
  width: 780,
  height: 190,
};

const narrowOverview: UpperPart = { ...overview, width: 460 };

/** Whether a host has to leave room for others. */
export const isNarrow = ({ nodes }: Scene, host: string): boolean =>
  nodes.some((node) => node.kind === 'netfilter' && node.host === host && node.narrow === true);

/** Sizes of the netfilter level. The last line of the band tells the rule that the packet meets. */
export const hookColumns = { gap: 12, inset: 14, header: 30, title: 28, row: 17, foot: 8, rule: 30 } as const;
/** Docker's chains are most, and have the longest names, where packets are forwarded. */
const hooks: Readonly<Record<string, number>> = {
  PREROUTING: 158,
  FORWARD: 236,
  POSTROUTING: 158,
  INPUT: 158,
  OUTPUT: 158,
};
const leastRows = 3;

/** The upper part of a host at a level. With the chains it is as high as the hook with most of them. */
export function upperPart(scene: Scene, host: string, level: Level): UpperPart {
  if (level === 'overview') return isNarrow(scene, host) ? narrowOverview : overview;
  if (level === 'wiring') return isNarrow(scene, host) ? narrow : wiring;
  const { inset, header, title, row, foot, rule } = hookColumns;
  const height = title + rowsOf(scene, host) * row + foot;
  const band = { y: wiring.band.y, height: header + height + rule };
  const gate = { y: band.y + header, height };
  const all = inset + columnX('docker-proxy') - sides + proxyWidth;
  return { band, gate, bars: band.y + band.height + 38, width: all + 2 * sides, height: wiring.height + height };
}

const sides = 20;
const proxyWidth = 108;

function rowsOf(scene: Scene, host: string): number {
  const rows: Record<string, number> = {};
  for (const node of scene.nodes)
    if (node.kind === 'chain' && node.host === host) rows[node.gate] = (rows[node.gate] ?? 0) + 1;
  return Math.max(leastRows, ...Object.values(rows));
}

const gates: Readonly<Record<string, { readonly x: number; readonly w: number }>> = {
  PREROUTING: { x: 222, w: 118 },
  FORWARD: { x: 364, w: 92 },
  POSTROUTING: { x: 480, w: 118 },
  INPUT: { x: 650, w: 76 },
  OUTPUT: { x: 744, w: 82 },
  'docker-proxy': { x: 844, w: proxyWidth },
};

const narrowGates: typeof gates = {
  PREROUTING: { x: 34, w: 98 },
  FORWARD: { x: 146, w: 76 },
  POSTROUTING: { x: 236, w: 104 },
  INPUT: { x: 362, w: 60 },
  OUTPUT: { x: 432, w: 68 },
  'docker-proxy': { x: 510, w: 96 },
};

/** Distances of NICs on a frame's upper edge. */
const nicRow = { x: 364, narrow: 210, above: 12, height: 26, least: 132, gap: 16 } as const;

/** Boxes of a host's NICs, band, gates and chains. */
export function placeUpper(scene: Scene, host: string, frame: Box, level: Level): Record<string, Box> {
  const upper = upperPart(scene, host, level);
  const boxes: Record<string, Box> = {};
  const rows: Record<string, number> = {};
  const close = isNarrow(scene, host);
  let x = frame.x + (close && level !== 'netfilter' ? nicRow.narrow : nicRow.x);
  for (const node of scene.nodes) {
    if (!('host' in node) || node.host !== host) continue;
    switch (node.kind) {
      case 'netfilter':
        boxes[node.id] = {
          x: frame.x + sides,
          y: frame.y + upper.band.y,
          w: frame.w - 2 * sides,
          h: upper.band.height,
        };
        break;
      case 'gate':
        boxes[node.id] = gateBox(node.gate, frame, upper, { level, close });
        break;
      case 'chain':
        boxes[node.id] = chainBox(node, frame, upper, (rows[node.gate] = (rows[node.gate] ?? -1) + 1));
        break;
      case 'nic':
        boxes[node.id] = { x, y: frame.y - nicRow.above, w: nicWidth(node), h: nicRow.height };
        x += nicWidth(node) + nicRow.gap;
        break;
      default:
        break;
    }
  }
  return boxes;
}

/** From the frame's left side. What is no hook comes after them. */
function columnX(gate: string): number {
  let x = sides + hookColumns.inset;
  for (const [hook, width] of Object.entries(hooks)) {
    if (hook === gate) break;
    x += width + hookColumns.gap;
  }
  return x;
}

function gateBox(
  gate: string,
  frame: Box,
  { gate: row }: UpperPart,
  { level, close }: { readonly level: Level; readonly close: boolean },
): Box {
  const known = (close && level === 'wiring' ? narrowGates : gates)[gate] ?? { x: 0, w: 0 };
  if (level !== 'netfilter') return { x: frame.x + known.x, y: frame.y + row.y, w: known.w, h: row.height };
  const width = hooks[gate];
  const at = { x: frame.x + columnX(gate), y: frame.y + row.y };
  return width === undefined ? { ...at, w: known.w, h: wiring.gate.height } : { ...at, w: width, h: row.height };
}

function chainBox({ gate }: ChainNode, frame: Box, upper: UpperPart, place: number): Box {
  const { title, row } = hookColumns;
  return {
    x: frame.x + columnX(gate) + 5,
    y: frame.y + upper.gate.y + title + place * row,
    w: (hooks[gate] ?? 0) - 10,
    h: row - 1,
  };
}

const nicWidth = ({ name, note = '', address = note }: NicNode): number =>
  Math.max(nicRow.least, 22 + textWidth(name, 11.5, 'bold') + textWidth(address, 10.5, 'mono'));
