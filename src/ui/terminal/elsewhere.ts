import type { Entry } from '../../store/steps.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';
import { machinesOf } from '../../world/spots.ts';

/** What a shell says that looked for docker in vain. */
const NOT_FOUND = /\bdocker: (command )?not found$/m;

/** The host with Docker on which a line would run that found none where it was typed. */
export function dockerHostFor({ place, outcome }: Pick<Entry, 'place' | 'outcome'>): Place | undefined {
  return NOT_FOUND.test(outcome.stderr) ? hostNear(outcome.world, place) : undefined;
}

/** A container's own host, or else the first one. */
function hostNear(world: World, place: Place): Place | undefined {
  const own = locate(world, place)?.machine;
  if (own?.engine !== undefined) return own.name;
  return machinesOf(world).find(({ engine }) => engine !== undefined)?.name;
}
