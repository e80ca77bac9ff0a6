import { clamp, type Box } from '../../geometry.ts';
import { groundOf, type Ground } from '../../packets/ground.ts';
import type { Taken } from '../../packets/clear.ts';
import { areaId } from '../../layout/placement.ts';
import { paintStory } from '../../packets/paint.ts';
import { badgeScale } from '../../packets/sight.ts';
import { hitsAt, marksAt, storyOf, type Playhead, type Story } from '../../packets/story.ts';
import type { Mark } from '../../packets/way.ts';
import { isCard } from '../../scene/scene.ts';
import { shownBy } from '../camera/shot.ts';
import { textScaleOf, tokensOf, type Stage } from '../stage.ts';
import { prepareCanvas } from './canvas.ts';

/** Packets on their way, on a canvas over the picture. What it shows depends on the playhead alone, never on a clock. */
export interface PacketLayer {
  /** Yields whether something else is to be written in the picture. */
  setPlayhead(playhead: Playhead | undefined): boolean;
  paint(): void;
  /** The story that is told, where there is one. */
  readonly told: () => Told | undefined;
}

/** A story as it is told now, in the picture as it lies. */
export interface Told {
  readonly story: Story;
  readonly ground: Ground;
  readonly position: number;
}

interface PacketParts {
  readonly canvas: HTMLCanvasElement;
  /** What is not to be covered, in px of the element. */
  readonly taken: () => readonly Taken[];
  /** What of the element nothing else covers. */
  readonly clear: () => Box;
}

export function createPacketLayer(stage: Stage, { canvas, taken, clear }: PacketParts): PacketLayer {
  let story: Story | undefined;
  let scene = stage.input.scene;
  let position = 0;
  let ground: { readonly of: Stage['routes']; readonly ground: Ground } | undefined;
  let marks: Record<string, Mark> = {};
  const groundNow = (): Ground => {
    if (ground?.of !== stage.routes) {
      const boxes = Object.fromEntries(Object.entries(stage.now).map(([id, { box }]) => [id, box]));
      const layout = { boxes, placement: stage.placement };
      ground = { of: stage.routes, ground: groundOf(stage.input.scene, layout, stage.routes) };
    }
    return ground.ground;
  };

  return {
    told: () => story && { story, ground: groundNow(), position },
    setPlayhead: (playhead) => {
      if (playhead === undefined) story = undefined;
      else if (story?.hops !== playhead.hops || scene !== stage.input.scene)
        story = storyOf(stage.input.scene, playhead.hops);
      scene = stage.input.scene;
      position = clamp(playhead?.position ?? 0, 0, Math.max(0, (story?.hops.length ?? 0) - 1));
      if (stage.input.reducedMotion) position = Math.round(position);
      const wanted = story ? withAreas(stage, marksAt(story, position)) : {};
      mark(stage, marks, wanted);
      marks = wanted;
      return putHits(stage, story === undefined ? {} : hitsAt(story, position));
    },
    paint: () => {
      canvas.style.display = story === undefined ? 'none' : '';
      if (story === undefined) return;
      const context = prepareCanvas(canvas);
      if (context === undefined) return;
      const { cy, input } = stage;
      const sight = {
        scene: input.scene,
        ground: groundNow(),
        zoom: cy.zoom(),
        pan: cy.pan(),
        room: { width: cy.width(), height: cy.height() },
        t: tokensOf(stage),
        caption: input.caption,
        clear: clear(),
        taken: taken(),
        wholes: wholesOf(stage),
        scale: badgeScale(cy.zoom(), input.presenting ? textScaleOf(stage) : undefined),
      };
      paintStory(context, sight, story, position);
    },
  };
}

/** From afar, the networks that are one box, and the bands whose gates are not drawn. */
function wholesOf({ cy, input, detail, placement, boxOf, nodes }: Stage): readonly Box[] {
  const shot = { zoom: cy.zoom(), ...cy.pan() };
  const hasGates = detail?.gates !== false || input.level !== 'wiring';
  const areas = detail?.containers === false ? placement.rails.filter(({ kind }) => kind === 'area') : [];
  const bands = hasGates ? [] : [...nodes.values()].filter(({ kind }) => kind === 'netfilter');
  return [...areas, ...bands].flatMap(({ id }) => {
    const box = boxOf(id);
    return box === undefined ? [] : [shownBy(shot, box)];
  });
}

/** From afar a network looks as what of it acts. */
function withAreas({ detail, nodes }: Stage, marks: Record<string, Mark>): Record<string, Mark> {
  if (detail?.containers !== false) return marks;
  const areas = Object.entries(marks).flatMap(([id, mark]) => {
    const node = nodes.get(id);
    const bar = node !== undefined && isCard(node) ? node.bars[0] : node?.kind === 'bridge' ? id : undefined;
    return bar === undefined ? [] : [[areaId(bar), mark] as const];
  });
  return { ...marks, ...Object.fromEntries(areas) };
}

/** What the packet met, for the text layer to write. */
function putHits(stage: Stage, hits: Readonly<Record<string, string>>): boolean {
  const before = stage.hits;
  const ids = Object.keys(hits);
  if (ids.length === Object.keys(before).length && ids.every((id) => before[id] === hits[id])) return false;
  stage.hits = hits;
  return true;
}

function mark({ cy }: Stage, before: Record<string, Mark>, now: Record<string, Mark>): void {
  cy.batch(() => {
    for (const [id, was] of Object.entries(before)) if (now[id] !== was) cy.getElementById(id).removeClass(was);
    for (const [id, is] of Object.entries(now)) if (before[id] !== is) cy.getElementById(id).addClass(is);
  });
}
