import type { Hop } from '../../kernel/hop.ts';
import type { Boxes } from '../../story/steps.ts';
import { isCard, type Scene } from '../scene/scene.ts';
import { stopsOf } from './stops.ts';

/** The box of the picture in which each hop happens: an interface is a part of its container. */
export function boxesOf(scene: Scene, hops: readonly Hop[]): Boxes {
  const owners = new Map(
    scene.nodes.flatMap((node) => (isCard(node) ? node.interfaces.map((id) => [id, node.id] as const) : [])),
  );
  return stopsOf(scene, hops).map(({ site: { node } }) => owners.get(node) ?? node);
}
