import type { Level } from '../../store/view.ts';
import type { BridgeNode, ContainerNode, GuestNode } from '../scene/scene.ts';

/** How large containers are drawn: full cards for a dozen, compact ones for some dozens, tiny ones for hundreds. */
export type Density = 'full' | 'compact' | 'tiny';

export interface Metrics {
  readonly card: { readonly width: number; readonly height: number; readonly padding: number };
  readonly tab: {
    readonly width: number;
    readonly height: number;
    /** How far it stands out above the card. */
    readonly above: number;
    /** From the card's left side to the only tab; to the first of several; and from one to the next. */
    readonly only: number;
    readonly first: number;
    readonly pitch: number;
  };
  readonly gap: number;
  /** From a bar down to the tabs below it. */
  readonly wires: number;
  /** From a card down to the rail of the next row, and from the rail to the tabs below it. */
  readonly railAbove: number;
  readonly railBelow: number;
  /** The longest row of bars. */
  readonly shelf: number;
  /** For wires on their way to another group: below the bars of a row of groups, and above a further row of cards. */
  readonly lanes: { readonly bars: LaneRoom; readonly rows: LaneRoom };
}

export interface LaneRoom {
  /** Of the first lane, from where the level begins. */
  readonly first: number;
  readonly wide: number;
  /** Most that all lanes take. */
  readonly room: number;
  /** What of it there is without making the level higher. */
  readonly free: number;
}

const smallBars: LaneRoom = { first: 9, wide: 6, room: 48, free: 22 };
const smallRows: LaneRoom = { first: 5, wide: 4, room: 28, free: 9 };

/** Where devices are drawn: cards hang from bars by wires, with their interfaces as tabs. */
export const metrics: Readonly<Record<Density, Metrics>> = {
  full: {
    card: { width: 150, height: 92, padding: 16 },
    tab: { width: 60, height: 24, above: 14, only: 34, first: 16, pitch: 108 },
    gap: 24,
    wires: 80,
    railAbove: 18,
    railBelow: 45,
    shelf: 1500,
    lanes: { bars: { first: 14, wide: 8, room: 64, free: 38 }, rows: { first: 9, wide: 6, room: 42, free: 20 } },
  },
  compact: {
    card: { width: 120, height: 42, padding: 10 },
    tab: { width: 46, height: 16, above: 9, only: 10, first: 10, pitch: 88 },
    gap: 12,
    wires: 34,
    railAbove: 7,
    railBelow: 15,
    shelf: 1640,
    lanes: { bars: smallBars, rows: smallRows },
  },
  tiny: {
    card: { width: 92, height: 24, padding: 8 },
    tab: { width: 18, height: 8, above: 5, only: 8, first: 8, pitch: 26 },
    gap: 10,
    wires: 36,
    railAbove: 6,
    railBelow: 12,
    shelf: 3300,
    lanes: { bars: smallBars, rows: smallRows },
  },
};

const closeRows: LaneRoom = { first: 5, wide: 4, room: 28, free: 6 };
const closeBars: LaneRoom = { first: 8, wide: 5, room: 44, free: 10 };
const notch = { width: 20, height: 6, above: 3, only: 14, first: 14, pitch: 26 };

/** Where containers stand on their networks: close to each other, and only a further network has a wire. */
const overviewMetrics: Readonly<Record<Density, Metrics>> = {
  full: {
    card: { width: 144, height: 50, padding: 14 },
    tab: notch,
    gap: 12,
    wires: 13,
    railAbove: 5,
    railBelow: 4,
    shelf: 1180,
    lanes: { bars: closeBars, rows: closeRows },
  },
  compact: {
    card: { width: 108, height: 30, padding: 12 },
    tab: { ...notch, width: 14, first: 12, pitch: 18 },
    gap: 8,
    wires: 11,
    railAbove: 3,
    railBelow: 2,
    shelf: 1360,
    lanes: { bars: closeBars, rows: closeRows },
  },
  tiny: {
    card: { width: 84, height: 22, padding: 9 },
    tab: { ...notch, width: 12, first: 10, pitch: 16 },
    gap: 6,
    wires: 9,
    railAbove: 2,
    railBelow: 1,
    shelf: 2000,
    lanes: { bars: closeBars, rows: closeRows },
  },
};

/** The longest row of bars on a host that stands beside others. */
const narrowShelf: Readonly<Record<Density, number>> = { full: 612, compact: 760, tiny: 1400 };
const narrowOverviewShelf: Readonly<Record<Density, number>> = { full: 560, compact: 640, tiny: 900 };

export const shelfOf = (level: Level, density: Density, isNarrow: boolean): number =>
  isNarrow ? (level === 'overview' ? narrowOverviewShelf : narrowShelf)[density] : metricsOf(level, density).shelf;

/** How things of a host are drawn. */
export interface Look {
  readonly level: Level;
  readonly density: Density;
}

export const metricsOf = (level: Level, density: Density): Metrics =>
  level === 'overview' ? overviewMetrics[density] : metrics[density];

/** Where chains are drawn they have the room. */
export const densityOf = (containers: number, level: Level): Density =>
  containers <= 12 && level !== 'netfilter' ? 'full' : containers <= 80 ? 'compact' : 'tiny';

/** Heights and distances that are the same at every density. */
export const bar = { height: 30, above: 38, gap: 32, padding: 18 };
export const rail = { height: 3, x: 7 };

const isWide = (letter: string) => letter >= '\u1100';

/**
 * Width of a text in px, near enough to give it room: the picture's places must not depend on a browser's fonts.
 * What is drawn is measured, and shortened where this was too little.
 */
export function textWidth(text: string, size: number, face: 'sans' | 'bold' | 'mono'): number {
  const narrow = face === 'mono' ? 0.602 : face === 'bold' ? 0.6 : 0.56;
  let ems = 0;
  for (const letter of text) ems += isWide(letter) ? 1 : narrow;
  return Math.ceil(ems * size);
}

export const chipWidth = (text: string): number => textWidth(text, 10.5, 'mono') + 16;
/** The room that an IPv4 address takes in the common case; longer ones are written smaller. */
export const addressWidth = 76;

export const tabCount = ({ bars, interfaces }: ContainerNode): number => Math.max(bars.length, interfaces.length);

/** A tab's left side, from the card's. */
export function tabOffset({ tab }: Metrics, place: number, count: number): number {
  return count <= 1 ? tab.only : tab.first + place * tab.pitch;
}

/** Room for the published ports on a card, beside what else is in their row. */
export function chipRoom(node: ContainerNode, width: number): number {
  const { padding } = metrics.full.card;
  const beside = tabCount(node) > 1 ? textWidth(node.image, 11, 'sans') : addressWidth;
  return width - 2 * padding - beside - chipGap;
}

export const chipGap = 6;

/** The ports that have room, and how many are left out. The first one always shows. */
export function shownPorts(
  node: ContainerNode,
  room: number,
): { readonly texts: readonly string[]; readonly more: number } {
  const texts: string[] = [];
  let rest = room;
  for (const [i, { text }] of node.ports.entries()) {
    const after = i === node.ports.length - 1 ? 0 : chipGap + chipWidth(`+${node.ports.length - i - 1}`);
    rest -= chipWidth(text);
    if (i > 0 && rest < after) break;
    rest -= chipGap;
    texts.push(text);
  }
  return { texts, more: node.ports.length - texts.length };
}

const widestCard = 264;
const widestSmall = 190;

/** Width of a container's card. It depends on its settings alone, so that stopping it moves nothing. */
export function cardWidth(node: ContainerNode, { level, density }: Look): number {
  if (level === 'overview') return overviewCardWidth(node, density);
  const { card, tab } = metrics[density];
  const count = tabCount(node);
  const last = count > 1 ? tab.first + (count - 1) * tab.pitch : 0;
  if (density !== 'full') {
    const name = textWidth(node.name, density === 'compact' ? 11 : 9, 'bold');
    const glyph = density === 'compact' ? 14 : 0;
    return Math.max(
      card.width,
      last && last + tab.width + tab.first,
      Math.min(widestSmall, name + 2 * card.padding + glyph),
    );
  }
  const tabs = last && last + addressWidth + card.padding;
  const { texts, more } = shownPorts(node, chipRoom(node, Math.max(tabs, 190)));
  const chips = texts.reduce(
    (sum, text) => sum + chipWidth(text) + chipGap,
    more > 0 ? chipWidth(`+${more}`) + chipGap : 0,
  );
  const image = textWidth(node.image, 11, 'sans');
  const rows = [
    textWidth(node.name, 13, 'bold'),
    image + (count > 1 ? chips : 0),
    count > 1 ? 0 : addressWidth + chips,
  ];
  return Math.max(card.width, tabs, Math.min(widestCard, 2 * card.padding + Math.max(...rows)));
}

const widestInOverview = { full: 230, compact: 200, tiny: 180 };
const overviewName = { full: 13, compact: 11.5, tiny: 10 };

/** Of the shape that tells a state. */
const glyphRoom = 16;

export function guestWidth({ name }: GuestNode, { density }: Look): number {
  const { card } = overviewMetrics[density];
  const width = textWidth(name, overviewName[density], 'bold') + glyphRoom;
  return Math.max(card.width, Math.min(widestInOverview[density], 2 * card.padding + width));
}

function overviewCardWidth({ name, image, ports }: ContainerNode, density: Density): number {
  const { card } = overviewMetrics[density];
  if (density !== 'full') {
    const nameWidth = textWidth(name, overviewName[density], 'bold') + glyphRoom;
    return Math.max(card.width, Math.min(widestInOverview[density], 2 * card.padding + nameWidth));
  }
  const [port] = ports;
  const chip =
    port === undefined ? 0 : chipGap + chipWidth(ports.length > 1 ? `${port.text} +${ports.length - 1}` : port.text);
  const rows = [textWidth(name, 13, 'bold') + glyphRoom, textWidth(image, 11, 'sans') + chip];
  return Math.max(card.width, Math.min(widestInOverview.full, 2 * card.padding + Math.max(...rows)));
}

export const barTitle = 30;
/** Width that a bar needs for its own texts; where cards are small, without the name of its device. */
export function barWidth(
  { title, subnet = '', device, internal, driver }: BridgeNode,
  { level, density }: Look,
): number {
  const texts = barTitle + textWidth(title, 12, 'bold') + 8 + textWidth(subnet, 11, 'mono') + 12;
  const noted = internal || driver !== 'bridge';
  if (density !== 'full' || level === 'overview')
    return Math.min(360, texts + (noted ? 16 + textWidth(internal ? 'internal' : driver, 11, 'sans') : 0));
  const note =
    internal || device === undefined
      ? textWidth(internal ? 'internal' : driver, 11, 'sans')
      : textWidth(device, 10.5, 'mono');
  return Math.min(420, texts + 16 + note);
}
