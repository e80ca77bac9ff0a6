import { useEffect, useImperativeHandle, useMemo, useRef, type KeyboardEvent, type Ref } from 'react';
import type { Hop } from '../../kernel/hop.ts';
import type { Level } from '../../store/view.ts';
import type { World } from '../../world/world.ts';
import type { GraphLabels } from '../ink/labels.ts';
import type { Positions } from '../layout/placement.ts';
import type { Playhead } from '../packets/story.ts';
import { tokens, type Theme } from '../palette.ts';
import { sceneOf } from '../scene/scene-of.ts';
import { createPicture, type Picture } from './picture.ts';
import type { Following, Insets, PictureEvents } from './stage.ts';

/** What can be done with the picture from outside. */
export interface GraphApi {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Brings a node into the middle, by its id (see ids.ts); from near it takes much of the room. */
  focus(id: string, near?: boolean): void;
}

export interface GraphViewProps extends PictureEvents {
  readonly world: World;
  readonly level: Level;
  /** Node ids of the compose projects that are one card. */
  readonly folded: readonly string[];
  /** Whether it is drawn which service waits for which. */
  readonly dependencies: boolean;
  /** The traffic whose story is shown, if any. */
  readonly hops?: readonly Hop[] | undefined;
  /** Where the story stands: the whole part is a hop's index, the rest how far it is on its way to the next. */
  readonly position: number;
  /** Id of the node or edge with the selection ring. */
  readonly selected?: string | undefined;
  readonly theme: Theme;
  readonly reducedMotion: boolean;
  /** Upper left corners that the user chose, by node id. */
  readonly positions: Positions;
  readonly labels: GraphLabels;
  /** Networks by engine id, and compose projects by node id, whose members alone are shown in full; all where it is empty. */
  readonly shown: readonly string[];
  /** Why the packet of the story ended, while it shows where. */
  readonly caption?: string | undefined;
  /** Px at each side that other things cover when all is shown. */
  readonly insets?: Insets | undefined;
  /** The steps that the story is told in, where the picture goes along with its packet. */
  readonly follow?: Following | undefined;
  /** It is shown to a room: what goes along with packets is larger. */
  readonly presenting?: boolean | undefined;
  readonly apiRef?: Ref<GraphApi> | undefined;
}

const usualInsets: Insets = { top: 70, right: 20, bottom: 20, left: 20 };
const step = 60;

/** The picture of a world and of packets on their way through it. */
export function GraphView(props: GraphViewProps) {
  const {
    world,
    level,
    folded,
    dependencies,
    hops,
    position,
    selected,
    theme,
    reducedMotion,
    positions,
    labels,
    shown,
    caption,
    insets = usualInsets,
    follow,
    presenting = false,
  } = props;
  const root = useRef<HTMLDivElement>(null);
  const picture = useRef<Picture>(null);
  const latest = useRef<PictureEvents>(props);
  const scene = useMemo(() => sceneOf(world, level, { folded, dependencies }), [world, level, folded, dependencies]);
  const playhead = useMemo<Playhead | undefined>(
    () => (hops === undefined || hops.length === 0 ? undefined : { hops, position }),
    [hops, position],
  );
  const input = {
    scene,
    level,
    positions,
    theme,
    labels,
    selected,
    playhead,
    reducedMotion,
    insets,
    shown,
    caption,
    follow,
    presenting,
  };

  useEffect(() => {
    latest.current = props;
    if (root.current === null) return;
    if (picture.current === null) picture.current = createPicture(root.current, input, () => latest.current);
    else picture.current.update(input);
  });
  useEffect(
    () => () => {
      picture.current?.destroy();
      picture.current = null;
    },
    [],
  );
  useImperativeHandle(props.apiRef, () => ({
    fit: () => picture.current?.view.fit(),
    zoomIn: () => picture.current?.view.zoomIn(),
    zoomOut: () => picture.current?.view.zoomOut(),
    focus: (id, near) => picture.current?.view.focus(id, near),
  }));

  const { background } = tokens[theme];
  return (
    <div
      ref={root}
      role="application"
      aria-label={labels.picture}
      tabIndex={0}
      onKeyDown={(event) => onKeyDown(event, picture.current, props)}
      onContextMenu={(event) => event.preventDefault()}
      style={{
        position: 'absolute',
        inset: 0,
        overflow: 'hidden',
        background,
        touchAction: 'none',
      }}
    />
  );
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Arrows go from node to node, with Shift they move the picture; plus, minus and 0 zoom; Enter opens the menu; c begins a link
 * that arrows aim and Enter makes.
 */
function onKeyDown(event: KeyboardEvent, picture: Picture | null, props: GraphViewProps): void {
  if (picture === null || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = arrows[event.key];
  const { link } = picture;
  if (link.linking() && (arrow !== undefined || event.key === 'Enter' || event.key === 'Escape')) {
    const next = arrow && picture.neighbour(link.at(), ...arrow);
    if (next !== undefined) link.aim(next);
    else if (event.key === 'Enter') link.finish();
    else if (event.key === 'Escape') link.cancel();
  } else if (event.key === 'c' && props.selected !== undefined) link.begin(props.selected);
  else if (arrow !== undefined) {
    const [dx, dy] = arrow;
    if (event.shiftKey) picture.view.panBy(-dx * step, -dy * step);
    else {
      const next = picture.neighbour(props.selected, dx, dy);
      if (next !== undefined) props.onSelect(next);
    }
  } else if (event.key === '+' || event.key === '=') picture.view.zoomIn();
  else if (event.key === '-') picture.view.zoomOut();
  else if (event.key === '0') picture.view.fit();
  else if (event.key === 'Escape') props.onSelect(undefined);
  else if (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
    const at = props.selected === undefined ? undefined : picture.pointOf(props.selected);
    if (at === undefined) return;
    props.onContextMenu(props.selected, at.x, at.y);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
