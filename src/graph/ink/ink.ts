import type { Level } from '../../store/view.ts';
import type { Box } from '../geometry.ts';
import type { Density } from '../layout/metrics.ts';
import type { Theme, Tokens } from '../palette.ts';
import type { Detail } from './detail.ts';
import type { Cut } from './fitting.ts';
import type { GraphLabels } from './labels.ts';

export interface Font {
  readonly face: 'sans' | 'mono';
  readonly size: number;
  readonly weight: number;
}

/** A line of text by its baseline. */
export interface TextInk {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly font: Font;
  readonly color: string;
  readonly align: 'left' | 'center' | 'right';
  /** Room that it has: where it needs more it is written smaller, down to `least`, and then shortened. */
  readonly width: number;
  readonly least?: number | undefined;
  /** Where it is shortened: names of containers often differ at their end. */
  readonly cut?: Cut | undefined;
}

/** A small rounded label. */
export interface ChipInk {
  readonly kind: 'chip';
  readonly box: Box;
  readonly text: string;
  readonly font: Font;
  readonly color: string;
  readonly fill: string;
}

export interface DotInk {
  readonly kind: 'dot';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly color: string;
}

/** A filled box with slightly rounded corners. */
export interface BlockInk {
  readonly kind: 'block';
  readonly box: Box;
  readonly radius: number;
  readonly color: string;
}

/** A line drawing of 12 by 12, as SVG writes a path, from its upper left corner. */
export interface GlyphInk {
  readonly kind: 'glyph';
  readonly x: number;
  readonly y: number;
  readonly path: string;
  readonly color: string;
}

export type Ink = TextInk | ChipInk | DotInk | BlockInk | GlyphInk;

/**
 * Around what is written on a node. It is laid out in the box as it is read, in px of the screen: text keeps its size
 * while boxes shrink, and only nearer than natural size both grow (see reading.ts).
 */
export interface ContentContext {
  readonly theme: Theme;
  readonly tokens: Tokens;
  readonly labels: GraphLabels;
  readonly level: Level;
  readonly density: Density;
  /** Px that a unit of the picture takes as it is read: at most 1. */
  readonly scale: number;
  /** What is told at this distance. */
  readonly detail: Detail;
  /** What a packet met, by the id of the chain; and the whole rule that it is at, by the id of the netfilter band. */
  readonly hits: Readonly<Record<string, string>>;
  /** Names of containers and networks by node id. */
  readonly names: Readonly<Record<string, string>>;
  /** Names of the containers on a network, by its bar's id. */
  readonly members: (bar: string) => readonly string[];
  /** Px beside what is written on a node until the next thing: left of a host's NICs, right of a band's gates, beside the machines above a LAN. */
  readonly roomBeside: (id: string) => number;
  /** Width of a text in px. */
  readonly measure: (text: string, font: Font) => number;
}

/** Names of machines, networks and containers are never smaller, in px. */
export const leastName = 11;
/** Nothing else is. */
export const leastText = 10;

/** The width of a text where it is smallest: letters that take whole pixels are not narrower in proportion. */
export const leastWidth = (
  { measure }: Pick<ContentContext, 'measure'>,
  text: string,
  font: Font,
  least = leastText,
): number => measure(text, { ...font, size: least });

export const bold = (size: number): Font => ({ face: 'sans', size, weight: 600 });
export const plain = (size: number): Font => ({ face: 'sans', size, weight: 400 });
export const mono = (size: number): Font => ({ face: 'mono', size, weight: 400 });
