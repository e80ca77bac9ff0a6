import { containersOf, placeOf } from '../../world/spots.ts';
import type { Place, World } from '../../world/world.ts';

/** The ids of containers, by their places. */
export type Roster = Readonly<Record<Place, string>>;

export const rosterOf = (world: World): Roster =>
  Object.fromEntries(containersOf(world).map(([machine, container]) => [placeOf(machine, container), container.id]));
