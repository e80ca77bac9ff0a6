import { endsOf } from '../../world/ends.ts';
import { brokenIn, byNamesNow, meantBy, probesOf, type Broken, type Intent } from '../../world/intents.ts';
import { reachFrom, type Probe } from '../../world/reach.ts';
import { tracerOf } from '../../world/trace.ts';
import type { World } from '../../world/world.ts';
import type { Gradual } from '../gradual.ts';

/** A pair that is not as it is meant, and by what it was tried. */
export interface Deviation extends Broken {
  readonly probe: Probe;
}

/** Where a world is not as it is meant, of all that is meant: end by end. */
export function* deviations(world: World, meantOnce: readonly Intent[]): Gradual<readonly Deviation[]> {
  const intents = byNamesNow(world, meantOnce);
  const walk = tracerOf(world);
  const ends = endsOf(world).filter(({ running }) => running);
  const probes = probesOf(intents);
  const found: Deviation[] = [];
  for (const [before, probe] of probes.entries()) {
    const meant = meantBy(intents, probe);
    for (const [at, from] of ends.entries()) {
      const asked = ends.filter(({ place }) => meant(from.place, place) !== undefined);
      const row = reachFrom(
        walk,
        world,
        from.place,
        asked.map(({ place }) => place),
        probe,
      );
      found.push(...brokenIn(meant, from, asked, row).map((each) => ({ ...each, probe })));
      yield { done: before * ends.length + at + 1, count: probes.length * ends.length };
    }
  }
  return found;
}
