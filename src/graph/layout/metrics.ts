import type { Level } from '../../store/view.ts';

/** How large containers are drawn. */
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
  /** For wires on their way to another group: below the bars of a row of groups, above a further row of cards, above bars. */
  readonly lanes: { readonly bars: LaneRoom; readonly rows: LaneRoom; readonly above: LaneRoom };
  /** Between the cards of a row of bars and the bars of the next. */
  readonly between: number;
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
const tinyBars: LaneRoom = { first: 6, wide: 6, room: 48, free: 8 };
const tinyRows: LaneRoom = { first: 3, wide: 4, room: 28, free: 5 };
const aboveBars: LaneRoom = { first: 8, wide: 6, room: 48, free: 36 };

/** Where devices are drawn: cards hang from bars by wires, with their interfaces as tabs. */
export const metrics: Readonly<Record<Density, Metrics>> = {
  full: {
    card: { width: 150, height: 92, padding: 16 },
    tab: { width: 60, height: 24, above: 14, only: 34, first: 16, pitch: 108 },
    gap: 24,
    wires: 80,
    railAbove: 18,
    railBelow: 45,
    lanes: {
      bars: { first: 14, wide: 8, room: 64, free: 38 },
      rows: { first: 9, wide: 6, room: 42, free: 20 },
      above: aboveBars,
    },
    between: 42,
  },
  compact: {
    card: { width: 120, height: 44, padding: 10 },
    tab: { width: 46, height: 18, above: 10, only: 10, first: 10, pitch: 88 },
    gap: 12,
    wires: 34,
    railAbove: 7,
    railBelow: 15,
    lanes: { bars: smallBars, rows: smallRows, above: aboveBars },
    between: 42,
  },
  tiny: {
    card: { width: 92, height: 26, padding: 8 },
    tab: { width: 18, height: 7, above: 5, only: 8, first: 8, pitch: 26 },
    gap: 8,
    wires: 22,
    railAbove: 4,
    railBelow: 8,
    lanes: { bars: tinyBars, rows: tinyRows, above: aboveBars },
    between: 42,
  },
};

const closeRows: LaneRoom = { first: 5, wide: 4, room: 28, free: 6 };
const closeBars: LaneRoom = { first: 8, wide: 5, room: 44, free: 10 };
const notch = { width: 20, height: 6, above: 3, only: 14, first: 14, pitch: 26 };

/** Where containers stand on their networks: close to each other, and only a further network has a wire. */
export const overviewMetrics: Readonly<Record<Density, Metrics>> = {
  full: {
    card: { width: 144, height: 50, padding: 14 },
    tab: notch,
    gap: 12,
    wires: 13,
    railAbove: 5,
    railBelow: 4,
    lanes: { bars: closeBars, rows: closeRows, above: closeBars },
    between: 24,
  },
  compact: {
    card: { width: 108, height: 30, padding: 12 },
    tab: { ...notch, width: 14, first: 12, pitch: 18 },
    gap: 8,
    wires: 11,
    railAbove: 3,
    railBelow: 2,
    lanes: { bars: closeBars, rows: closeRows, above: closeBars },
    between: 24,
  },
  tiny: {
    card: { width: 88, height: 26, padding: 9 },
    tab: { ...notch, width: 12, first: 10, pitch: 16 },
    gap: 6,
    wires: 7,
    railAbove: 1,
    railBelow: 0,
    lanes: { bars: closeBars, rows: closeRows, above: closeBars },
    between: 24,
  },
};

/** The frame around a compose project's containers, which has its label below them. */
export interface FrameSizes {
  /** From the frame to the cards at its left and right. */
  readonly pad: number;
  /** From the cards down to the label, and the label's height. */
  readonly below: number;
  readonly label: number;
}

export const frames: Readonly<Record<Density, FrameSizes>> = {
  full: { pad: 12, below: 8, label: 22 },
  compact: { pad: 10, below: 5, label: 22 },
  tiny: { pad: 9, below: 4, label: 25 },
};
/** From a bar down to the frames below it. */
export const frameAbove = 6;

/** How things of a host are drawn. */
export interface Look {
  readonly level: Level;
  readonly density: Density;
}

export const metricsOf = (level: Level, density: Density): Metrics =>
  level === 'overview' ? overviewMetrics[density] : metrics[density];

/** Heights and distances that are the same at every density. */
export const bar = { height: 30, gap: 20, padding: 14 };
export const rail = { height: 3, x: 7 };
/** Of the line that stands for a LAN. */
export const lanHeight = 8;
