import type { Level } from '../../store/view.ts';
import { ease } from '../geometry.ts';
import { arrange } from '../layout/arrange.ts';
import { chosenAt } from '../layout/chosen.ts';
import { place, placeFreely } from '../layout/place.ts';
import { faintOf } from '../scene/faint.ts';
import type { Camera } from './camera/camera.ts';
import type { Minimap } from './camera/minimap.ts';
import { roomOf, type Anchor, type View } from './camera/view.ts';
import { showDistance } from './elements/distance.ts';
import { putElements } from './elements/put-elements.ts';
import { select, show } from './elements/show.ts';
import { stylesheet } from './elements/styles.ts';
import type { PacketLayer } from './layers/packet-layer.ts';
import { between, differs, motionTime } from './motion.ts';
import type { PictureInput, Stage } from './stage.ts';

/** With so many things, four times over, a change is not animated. */
const many = 150;

/** Where zooming to another level leads: to the thing that was zoomed in on, or to all. */
export interface Entry {
  next?: { readonly level: Level; readonly anchor?: Anchor | undefined } | undefined;
}

/** Zoom at which a level begins that was zoomed in to. */
const entryZoom = 1;

/** The parts of a picture that follow its input. */
export interface Parts {
  readonly motion: { frame: number };
  readonly entry: Entry;
  readonly camera: Camera;
  readonly view: View;
  readonly packets: PacketLayer;
  readonly minimap: Minimap;
}

/** Shows a picture's first input. */
export function start(stage: Stage, { motion, view, packets }: Parts): void {
  const { input } = stage;
  arrangeIn(stage, false);
  putElements(stage);
  moveTo(stage, motion, false);
  packets.setPlayhead(input.playhead);
  select(stage);
  view.fit(false);
}

/** Shows another input: only what follows from what changed is done anew. */
export function update(stage: Stage, input: PictureInput, parts: Parts): void {
  const { camera, view, packets, entry, minimap } = parts;
  const before = stage.input;
  stage.input = input;
  if (input.theme !== before.theme) {
    stage.cy.style(stylesheet(input.theme));
    camera.set(camera.shot());
  }
  const placed = input.scene !== before.scene || input.positions !== before.positions || input.level !== before.level;
  const levelled = input.level !== before.level;
  const anchor = levelled ? view.anchor() : undefined;
  if (placed) {
    arrangeIn(stage, !levelled);
    layOut(stage, parts, !levelled);
    if (entry.next?.level === input.level && levelled) view.keep(entry.next.anchor, entryZoom);
    else if (levelled) view.keep(anchor);
    else view.follow();
    delete entry.next;
  } else if (input.shown !== before.shown) {
    stage.faint = faintOf(input.scene, input.shown);
    show(stage, stage.now);
  }
  if (input.selected !== before.selected || placed) select(stage);
  const written = (input.playhead !== before.playhead || placed) && packets.setPlayhead(input.playhead);
  if (input.insets !== before.insets && !placed) {
    view.resized();
    rearrange(stage, parts);
  }
  const redrawn =
    written || input.shown !== before.shown || placed || input.theme !== before.theme || input.labels !== before.labels;
  if (placed || input.theme !== before.theme || input.labels !== before.labels) minimap.draw();
  if (redrawn) stage.cy.forceRender();
  else packets.paint();
}

/** Lays the scene out; in the arrangement that it has, where it is to be kept and still takes the panel's shape. */
function arrangeIn(stage: Stage, isKept: boolean): void {
  const { scene, level, positions } = stage.input;
  const before = isKept ? stage.arrangement : undefined;
  const held = Object.keys(chosenAt(positions, level)).length > 0;
  stage.arrangement = arrange(scene, level, roomOf(stage), { before, held });
  stage.placement = held
    ? place(scene, positions, level, stage.arrangement)
    : placeFreely(scene, level, stage.arrangement);
}

/** After the panel got another shape, lays all out anew where that is worth it; what was placed by hand stays. */
export function rearrange(stage: Stage, parts: Parts): void {
  const { view, minimap } = parts;
  const before = stage.arrangement;
  arrangeIn(stage, true);
  if (stage.arrangement === before) return;
  const anchor = view.anchor();
  layOut(stage, parts, true);
  if (anchor === undefined) view.fit();
  else view.keep(anchor);
  minimap.draw();
  stage.cy.forceRender();
}

/** Puts what is placed into Cytoscape; what stood elsewhere goes there in a moment, where that may be seen. */
function layOut(stage: Stage, { motion, camera }: Parts, animated: boolean): void {
  showDistance(stage, camera.shot().zoom, putElements(stage));
  moveTo(stage, motion, animated && !stage.input.reducedMotion && stage.nodes.size < 4 * many);
}

/** Lets everything go to where it is placed. */
function moveTo(stage: Stage, motion: { frame: number }, animated: boolean): void {
  cancelAnimationFrame(motion.frame);
  const before = stage.now;
  const { boxes } = stage.placement;
  if (!animated || !differs(before, boxes)) {
    show(stage, between(before, boxes, 1));
    return;
  }
  const began = performance.now();
  const frame = () => {
    const part = Math.min(1, (performance.now() - began) / motionTime);
    show(stage, between(before, boxes, ease(part)));
    if (part < 1) motion.frame = requestAnimationFrame(frame);
  };
  frame();
}
