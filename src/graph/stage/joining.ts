import { around, holds, type Box, type Point } from '../geometry.ts';
import { isCard, type SceneNode } from '../scene/scene.ts';
import { createLinkSign, type LinkParts } from './link-sign.ts';
import type { Stage } from './stage.ts';

/** A container that is dragged by its card over a network that it is not on: let go there, it is connected to it. */
export interface Joining {
  /** A thing is held at a point of the picture. */
  over(id: string, at: Point): void;
  /** It is let go; yields whether that connects it. */
  drop(): boolean;
  leave(): void;
  destroy(): void;
}

export function createJoining(stage: Stage, { camera, events, taken }: LinkParts): Joining {
  const sign = createLinkSign(stage, taken);
  let joined: { readonly container: string; readonly network: string } | undefined;

  const leave = () => {
    joined = undefined;
    sign.hide();
  };

  return {
    over: (id, at) => {
      const network = stage.nodes.get(id)?.kind === 'container' ? networkAt(stage, at, id) : undefined;
      const text = network === undefined ? undefined : events().linkText(id, network);
      if (network === undefined || text === undefined) return leave();
      joined = { container: id, network };
      sign.light(network);
      sign.tell(text, camera.onScreen(at));
    },
    drop: () => {
      const done = joined;
      leave();
      if (done !== undefined) events().onLink(done.container, done.network);
      return done !== undefined;
    },
    leave,
    destroy: sign.destroy,
  };
}

type Ground = Pick<Stage, 'nodes' | 'placement' | 'boxOf'>;

/** The network whose ground a point is on, where a container is held there: of several the one with the least ground. */
export function networkAt(ground: Ground, at: Point, held: string): string | undefined {
  let found: { readonly id: string; readonly area: number } | undefined;
  for (const node of ground.nodes.values()) {
    if (node.kind !== 'bridge') continue;
    const box = groundOf(ground, node.id, held);
    if (box === undefined || !holds(box, at)) continue;
    const area = box.w * box.h;
    if (found === undefined || area < found.area) found = { id: node.id, area };
  }
  return found?.id;
}

/** A network's bar, its rails and area, and what hangs from it, but for what is held. */
function groundOf({ nodes, placement, boxOf }: Ground, bar: string, held: string): Box | undefined {
  const isHome = barOf(nodes.get(held)) === bar;
  const rails = placement.rails.filter(({ owner, kind }) => owner === bar && !(isHome && kind === 'area'));
  const hanging = [...nodes.values()].filter((node) => barOf(node) === bar && node.id !== held).map(({ id }) => id);
  const boxes = [bar, ...rails.map(({ id }) => id), ...hanging].flatMap((id) => boxOf(id) ?? []);
  return boxes.length === 0 ? undefined : around(boxes);
}

function barOf(node: SceneNode | undefined): string | undefined {
  if (node !== undefined && isCard(node)) return node.bars[0];
  return node?.kind === 'guest' ? node.bar : undefined;
}
