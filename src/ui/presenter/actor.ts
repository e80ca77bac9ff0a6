import { stopsOf } from '../../graph/packets/stops.ts';
import { sceneOf } from '../../graph/scene/scene-of.ts';
import type { Hop } from '../../kernel/hop.ts';
import type { Selection } from '../../store/selection.ts';
import { worldOf } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import { stepToldAt } from '../../story/steps.ts';
import type { World } from '../../world/world.ts';
import { spotsIn } from '../story/spots.ts';

/** Brings who acts at the step that is shown close, where the picture stays until it is let go; or lets it go along again. */
export function zoomToActor({ lab, playback, view }: Stores): void {
  const { hops, steps, grain, position, held, hold } = playback.getState();
  if (held) return hold(false);
  const step = steps[stepToldAt(steps, grain, position)];
  // Who answers with a MAC address is shown, but acts second.
  const index = (step?.moment?.kind === 'neighbour' ? step.from : step?.hop) ?? -1;
  const hop = hops[index];
  const world = worldOf(lab.getState());
  const actor = hop && actorOf(hop, world);
  if (actor === undefined) return;
  const { level, folded, dependencies, reveal } = view.getState();
  const stop = stopsOf(sceneOf(world, level, { folded, dependencies }), hops)[index];
  hold(true);
  reveal(actor, stop?.site.node);
}

function actorOf(hop: Hop, world: World): Selection | undefined {
  const spot = spotsIn(world).get(hop.namespace);
  if (spot === undefined) return undefined;
  const { machine, container } = spot;
  return container === undefined ? { kind: 'machine', machine } : { kind: 'container', machine, id: container };
}
