import type cytoscape from 'cytoscape';
import type { Level } from '../../store/view.ts';
import type { Step } from '../../story/steps.ts';
import type { Box, Point } from '../geometry.ts';
import type { Detail } from '../ink/detail.ts';
import type { GraphLabels } from '../ink/labels.ts';
import type { Arrangement } from '../layout/arrangement.ts';
import type { Placement, Positions } from '../layout/placement.ts';
import type { Playhead } from '../packets/story.ts';
import { tokens, type Theme, type Tokens } from '../palette.ts';
import type { Scene, SceneNode } from '../scene/scene.ts';
import type { Appearance } from './motion.ts';

/** What of the element is covered by other things, in px. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** How much larger than usual text is at least: 1 where it is absent. */
  readonly text?: number | undefined;
}

/** What the picture shows. */
export interface PictureInput {
  readonly scene: Scene;
  readonly level: Level;
  readonly positions: Positions;
  readonly theme: Theme;
  readonly labels: GraphLabels;
  readonly selected: string | undefined;
  readonly playhead: Playhead | undefined;
  readonly reducedMotion: boolean;
  readonly insets: Insets;
  /** Networks by engine id, and compose projects by node id, whose members alone are shown in full; all where it is empty. */
  readonly shown: readonly string[];
  /** Why the packet of the story ended, while it shows where. */
  readonly caption: string | undefined;
  /** The steps that the story is told in, where the picture goes along with its packet. */
  readonly follow: Following | undefined;
  /** It is shown to a room: what goes along with packets is larger. */
  readonly presenting: boolean;
}

/** How a story is told whose packet the picture goes along with. */
export interface Following {
  readonly steps: readonly Step[];
  readonly playing: boolean;
}

/** What the user does in it. Ids are node or edge ids; points are in px from the upper left corner of the window. */
export interface PictureEvents {
  onSelect(id: string | undefined): void;
  /** A node was dragged: its new upper left corner in the picture. */
  onMove(id: string, x: number, y: number): void;
  /** What linking an end to another end or to a network does, as a command; nothing where it does nothing. */
  linkText(from: string, to: string): string | undefined;
  onLink(from: string, to: string): void;
  /** Zooming led to another level. Yields whether it is to be shown. */
  onLevel(level: Level): boolean;
  /** A compose project is to be folded, or unfolded. */
  onFold(id: string): void;
  onContextMenu(id: string | undefined, x: number, y: number): void;
  /** The picture was moved or zoomed by hand. */
  onHand(): void;
}

/** Data of an element, by which it gets its style. */
export type ElementData = Readonly<Record<string, unknown>>;

/** What the parts of a picture share. */
export interface Stage {
  readonly root: HTMLElement;
  readonly cy: cytoscape.Core;
  input: PictureInput;
  arrangement: Arrangement;
  placement: Placement;
  /** What is told at this distance. */
  detail: Detail | undefined;
  /** Where things are at this moment. */
  now: Record<string, Appearance>;
  routes: Record<string, Point[]>;
  /** What the packet of the story met, see ContentContext. */
  hits: Readonly<Record<string, string>>;
  readonly nodes: Map<string, SceneNode>;
  /** What Cytoscape was told of each element, by id. */
  readonly told: Map<string, ElementData>;
  /** Things of networks that are not asked for. */
  faint: ReadonlySet<string>;
  readonly boxOf: (id: string) => Box | undefined;
  /** Shows other boxes at once, and the routes that follow from them. */
  readonly show: (now: Record<string, Appearance>) => void;
}

/** Token colours of the picture at this moment. */
export const tokensOf = ({ input }: Stage): Tokens => tokens[input.theme];

/** How much larger than usual text is at least. */
export const textScaleOf = ({ input }: Stage): number => input.insets.text ?? 1;
