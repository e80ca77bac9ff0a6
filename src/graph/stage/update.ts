import type { Level } from '../../store/view.ts';
import { ease } from '../geometry.ts';
import { place } from '../layout/place.ts';
import { faintOf } from '../scene/faint.ts';
import type { Camera } from './camera/camera.ts';
import type { Minimap } from './camera/minimap.ts';
import type { Anchor, View } from './camera/view.ts';
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
  stage.placement = place(input.scene, input.positions, input.level);
  putElements(stage);
  moveTo(stage, motion, false);
  packets.setPlayhead(input.playhead);
  select(stage);
  view.fit(false);
}

/** Shows another input: only what follows from what changed is done anew. */
export function update(
  stage: Stage,
  input: PictureInput,
  { motion, camera, view, packets, entry, minimap }: Parts,
): void {
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
    stage.placement = place(input.scene, input.positions, input.level);
    putElements(stage);
    moveTo(stage, motion, !levelled && !input.reducedMotion && stage.nodes.size < 4 * many);
    if (entry.next?.level === input.level && levelled) view.keep(entry.next.anchor, entryZoom);
    else if (levelled) view.keep(anchor);
    else view.follow();
    delete entry.next;
  } else if (input.shown !== before.shown) {
    stage.faint = faintOf(input.scene, input.shown);
    show(stage, stage.now);
  }
  if (input.insets !== before.insets) view.resized();
  if (input.selected !== before.selected || placed) select(stage);
  const written = (input.playhead !== before.playhead || placed) && packets.setPlayhead(input.playhead);
  const redrawn =
    written || input.shown !== before.shown || placed || input.theme !== before.theme || input.labels !== before.labels;
  if (placed || input.theme !== before.theme || input.labels !== before.labels) minimap.draw();
  if (redrawn) stage.cy.forceRender();
  else packets.paint();
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
