import type { Level } from '../../store/view.ts';
import { clamp, type Box } from '../geometry.ts';
import type { ChainNode, GateName, NicNode, Scene } from '../scene/scene.ts';
import type { Arrangement } from './arrangement.ts';
import type { Density } from './metrics.ts';
import { textWidth } from './sizes.ts';

/** What lies above a host's bars, from the frame's upper left corner: the band and, in it, the gates. */
export interface UpperPart {
  readonly band: { readonly y: number; readonly height: number };
  /** By the gate's name. In the overview there are none: the band alone says where a host routes. */
  readonly gates: Readonly<Record<string, Box>>;
  /** Of the first bars. */
  readonly bars: number;
  /** What the frame needs at least. */
  readonly width: number;
}

const sides = 20;
/** From the frame's upper side down to the band, and from the band down to the bars. */
const toBand = 36;
const toBars = 30;

/** Rows of gates, each a list of names, from the band's upper left corner. */
type GateRows = readonly (readonly string[])[];

interface GateSizes {
  readonly widths: Readonly<Record<string, number>>;
  readonly gap: number;
  /** Of a row's first gate. */
  readonly x: (row: number) => number;
  readonly heightOf: (gate: string) => number;
  /** Above the first row, between rows, and below the last one. */
  readonly above: number;
  readonly between: number;
  readonly below: number;
}

/** A gate's height in Wiring, a NIC's, and that of the band's first row. */
export const gateHeight = 20;
export const nicHeight = 26;
export const bandRow = { overview: 22, wiring: gateHeight + 8 } as const;

/** Room for the band's name, left of the first gates. */
export const bandTitle = 96;

const wiringGates = {
  widths: { PREROUTING: 102, FORWARD: 80, POSTROUTING: 108, INPUT: 56, OUTPUT: 66, 'docker-proxy': 102 },
  gap: 8,
  x: (row) => (row === 0 ? sides + bandTitle : sides + 12),
  heightOf: () => gateHeight,
  above: 4,
  between: 4,
  below: 4,
} as const satisfies GateSizes;

/** Sizes of the netfilter level. The last line of the band tells the rule that the packet meets. */
export const hookColumns = { gap: 12, inset: 14, header: 26, title: 28, row: 17, foot: 8, rule: 30 } as const;
/** Docker's chains are most, and have the longest names, where packets are forwarded. */
const hookWidths = {
  PREROUTING: 142,
  FORWARD: 276,
  POSTROUTING: 142,
  INPUT: 142,
  OUTPUT: 142,
  'docker-proxy': 108,
} as const;
const leastRows = 3;
const proxyHeight = 32;

const inOne: GateRows = [['PREROUTING', 'FORWARD', 'POSTROUTING', 'INPUT', 'OUTPUT', 'docker-proxy']];
const inTwo: GateRows = [
  ['PREROUTING', 'FORWARD', 'POSTROUTING'],
  ['INPUT', 'OUTPUT', 'docker-proxy'],
];
/** Width of a band with all gates in a row, and with two rows of them. */
const [widthInOne, widthInTwo] = [640, 440];
const inThree: GateRows = [
  ['PREROUTING', 'FORWARD'],
  ['POSTROUTING', 'INPUT'],
  ['OUTPUT', 'docker-proxy'],
];

/** Where things are read smaller, names keep their size: gates and NICs are so much wider there, as there is room. */
const widening: Readonly<Record<Density, number>> = { full: 1, compact: 1.3, tiny: 1.5 };

/** The upper part of a host at a level: its gates take as many rows as what is below them is narrow. */
export function upperPart(scene: Scene, host: string, level: Level, { density, shelf }: Arrangement): UpperPart {
  if (level === 'overview')
    return {
      band: { y: toBand, height: bandRow.overview },
      gates: {},
      bars: toBand + bandRow.overview + toBars,
      width: 360,
    };
  if (level === 'wiring') {
    const [rows, usual] = shelf < widthInOne ? ([inTwo, widthInTwo] as const) : ([inOne, widthInOne] as const);
    return withGates(rows, widened(rows, clamp(shelf / usual, 1, widening[density]), widening[density]));
  }
  const height = (gate: string) =>
    gate === 'docker-proxy'
      ? proxyHeight
      : hookColumns.title + chainsOf(scene, host, gate) * hookColumns.row + hookColumns.foot;
  return withGates(shelf < 560 ? inThree : shelf < 900 ? inTwo : inOne, {
    widths: hookWidths,
    gap: hookColumns.gap,
    x: () => sides + hookColumns.inset,
    heightOf: height,
    above: hookColumns.header,
    between: hookColumns.gap,
    below: hookColumns.rule,
  });
}

/** Gates so much wider, and those of a shorter row as far as the longest one reaches, up to so much. */
function widened(rows: GateRows, by: number, most: number): GateSizes {
  const { widths, gap, x } = wiringGates;
  const natural = (row: readonly string[]) => row.reduce((sum, gate) => sum + (widths[gate as GateName] ?? 0), 0);
  const gaps = (row: readonly string[]) => gap * (row.length - 1);
  const end = Math.max(...rows.map((row, i) => x(i) + natural(row) * by + gaps(row)));
  const all = rows.flatMap((row, i) => {
    const own = clamp((end - x(i) - gaps(row)) / natural(row), by, most);
    return row.map((gate) => [gate, Math.floor((widths[gate as GateName] ?? 0) * own)] as const);
  });
  return { ...wiringGates, widths: Object.fromEntries(all) };
}

function withGates(rows: GateRows, { widths, gap, x, heightOf, above, between, below }: GateSizes): UpperPart {
  const gates: Record<string, Box> = {};
  let y = toBand + above;
  let width = 0;
  rows.forEach((row, i) => {
    let left = x(i);
    // Hooks in a row are as high as the one with most chains; what is no hook has no chains.
    const h = Math.max(...row.map(heightOf));
    for (const gate of row) {
      const w = widths[gate] ?? 0;
      gates[gate] = { x: left, y, w, h: gate === 'docker-proxy' ? Math.min(h, heightOf(gate)) : h };
      left += w + gap;
    }
    width = Math.max(width, left - gap + 10 + sides);
    y += h + between;
  });
  const height = y - between + below - toBand;
  return { band: { y: toBand, height }, gates, bars: toBand + height + toBars, width };
}

function chainsOf(scene: Scene, host: string, gate: string): number {
  const chains = scene.nodes.filter((node) => node.kind === 'chain' && node.host === host && node.gate === gate);
  return Math.max(leastRows, chains.length);
}

/** Distances of NICs on a frame's upper edge: right of the host's name. */
const nicRow = { x: 220, above: 12, height: nicHeight, least: 150, gap: 16 } as const;

/** Boxes of a host's NICs, band, gates and chains. */
export function placeUpper(
  scene: Scene,
  host: string,
  frame: Box,
  upper: UpperPart,
  density: Density,
): Record<string, Box> {
  const widths = nicWidths(scene, host, upper, density);
  const boxes: Record<string, Box> = {};
  const rows: Record<string, number> = {};
  let x = frame.x + nicRow.x;
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
        boxes[node.id] = inside(frame, upper.gates[node.gate]);
        break;
      case 'chain':
        boxes[node.id] = chainBox(node, frame, upper, (rows[node.gate] = (rows[node.gate] ?? -1) + 1));
        break;
      case 'nic':
        boxes[node.id] = { x, y: frame.y - nicRow.above, w: widths[node.id] ?? 0, h: nicRow.height };
        x += (widths[node.id] ?? 0) + nicRow.gap;
        break;
      default:
        break;
    }
  }
  return boxes;
}

const nowhere: Box = { x: 0, y: 0, w: 0, h: 0 };

const inside = (frame: Box, box = nowhere): Box => ({ ...box, x: frame.x + box.x, y: frame.y + box.y });

function chainBox({ gate }: ChainNode, frame: Box, { gates }: UpperPart, place: number): Box {
  const { title, row } = hookColumns;
  const { x, y, w } = inside(frame, gates[gate]);
  return { x: x + 5, y: y + title + place * row, w: w - 10, h: row - 1 };
}

const nicWidth = ({ name, note = '', address = note }: NicNode): number =>
  Math.max(nicRow.least, 34 + textWidth(name, 11.5, 'bold') + textWidth(address, 10.5, 'mono'));

/** An only NIC takes of what the band leaves beside the host's name. */
function nicWidths(scene: Scene, host: string, upper: UpperPart, density: Density): Readonly<Record<string, number>> {
  const nics = scene.nodes.filter((node) => node.kind === 'nic').filter((node) => node.host === host);
  return Object.fromEntries(
    nics.map((nic) => {
      const usual = nicWidth(nic);
      const room = nics.length > 1 ? usual : upper.width - sides - nicRow.x;
      return [nic.id, clamp(room, usual, usual * widening[density])];
    }),
  );
}

/** What the NICs of a host need of its frame's width. */
export function nicsWidth(scene: Scene, host: string, upper: UpperPart, density: Density): number {
  const widths = Object.values(nicWidths(scene, host, upper, density));
  return widths.reduce((x, width) => x + width + nicRow.gap, nicRow.x) + sides;
}
