import { spotsOf } from '../../world/spots.ts';
import type { World } from '../../world/world.ts';

type Spots = ReturnType<typeof spotsOf>;

const known = new WeakMap<World, Spots>();

/** As `spotsOf`, once for a world: many parts of the page tell of the same. */
export function spotsIn(world: World): Spots {
  const before = known.get(world);
  if (before !== undefined) return before;
  const spots = spotsOf(world);
  known.set(world, spots);
  return spots;
}
