import type { Level } from '../../store/view.ts';
import type { Box, Point } from '../geometry.ts';
import type { Scene } from '../scene/scene.ts';
import type { UpperPart } from './host-upper.ts';
import type { FrameSizes, Metrics } from './metrics.ts';
import type { Positions, Rail, Wire } from './placement.ts';

/** Distances inside a host's frame, from its upper left corner. */
export const inFrame = {
  padding: 20,
  barsX: 36,
  /** The line that leads down to the bars of further rows. */
  spine: 28,
  /** The line that leads past the netfilter band, and how far above its bar it turns. */
  bypass: 10,
  bypassAbove: 12,
  tie: 40,
  bottom: 16,
  shelfGap: 18,
} as const;

/** A host that is being placed. */
export interface HostDraft {
  readonly scene: Scene;
  readonly origin: Point;
  readonly positions: Positions;
  readonly level: Level;
  readonly upper: UpperPart;
  readonly m: Metrics;
  /** Of the frames of compose projects. */
  readonly frame: FrameSizes;
  readonly boxes: Record<string, Box>;
  readonly rails: Rail[];
  readonly wires: Record<string, Wire>;
  /** Bars that something is joined to, wherever it stands. */
  readonly joined: ReadonlySet<string>;
  /** Edge id by the interface or container that hangs from it, and the bar that it hangs from. */
  readonly edges: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, string>;
}

/** The bar that an interface hangs from. */
export const barOf = ({ sources }: HostDraft, tab: string): string | undefined => sources.get(tab);
