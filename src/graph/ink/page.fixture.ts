import type { Level } from '../../store/view.ts';
import type { Placement } from '../layout/placement.ts';
import { routesOf } from '../layout/routes.ts';
import { textWidth } from '../layout/sizes.ts';
import type { Scene } from '../scene/scene.ts';
import type { Font } from './ink.ts';
import { sampleLabels } from './labels.fixture.ts';
import type { Page } from './writing.ts';

export const measure = (text: string, { face, size, weight }: Font): number =>
  textWidth(text, size, face === 'mono' ? 'mono' : weight > 500 ? 'bold' : 'sans');

/** A placed scene as a page to be written on. */
export function pageOf(scene: Scene, placement: Placement, level: Level = 'wiring'): Page {
  const nodes = new Map(scene.nodes.map((node) => [node.id, node]));
  const routes = routesOf(scene, { boxes: placement.boxes, placement });
  return {
    scene,
    level,
    theme: 'light',
    labels: sampleLabels,
    hits: {},
    density: placement.density,
    rails: placement.rails,
    boxOf: (id) => placement.boxes[id],
    nodeOf: (id) => nodes.get(id),
    routeOf: (id) => routes[id] ?? [],
  };
}
