import { worldOf } from '../../store/lab.ts';
import type { World } from '../../world/world.ts';
import { useLab, usePlayback } from './stores.tsx';

/** The world in which the traffic that is shown took place, as that command left it. */
export function useStoryWorld(): World {
  const id = usePlayback(({ entry }) => entry);
  return useLab((lab) => lab.entries.find((entry) => entry.id === id)?.outcome.world ?? worldOf(lab));
}
