import type { Selection } from '../../store/selection.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';

/** What is selected to show a place in the picture. */
export function selectionAt(world: World, place: Place): Selection | undefined {
  const found = locate(world, place);
  if (found === undefined) return undefined;
  const machine = found.machine.name;
  return found.container ? { kind: 'container', machine, id: found.container.id } : { kind: 'machine', machine };
}
