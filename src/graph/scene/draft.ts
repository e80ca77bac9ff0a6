import type { World } from '../../world/world.ts';
import type { DevicePlace, SceneEdge, SceneNode } from './scene.ts';

/** A scene as it is being made. */
export interface Draft {
  readonly world: World;
  readonly nodes: SceneNode[];
  readonly edges: SceneEdge[];
  readonly devices: Record<string, DevicePlace>;
  readonly namespaces: Record<string, string>;
  readonly processes: Record<number, string>;
}
