import { useLayoutEffect } from 'react';
import { boxesOf } from '../../graph/packets/boxes.ts';
import { sceneOf } from '../../graph/scene/scene-of.ts';
import type { Level } from '../../store/view.ts';
import type { World } from '../../world/world.ts';
import { usePlayback, useStores } from '../stores/stores.tsx';
import { isInSwitch } from '../../world/spots.ts';
import { spotsIn } from '../story/spots.ts';

/** Tells the playback where in the picture the hops happen: in the Overview inside of a box nothing moves, in the LAN's switch nowhere. */
export function useBoxes(world: World, level: Level, folded: readonly string[]): void {
  const { playback } = useStores();
  const hops = usePlayback((state) => state.hops);
  useLayoutEffect(() => {
    if (hops.length === 0) return;
    const { setBoxes } = playback.getState();
    if (level === 'overview') setBoxes(boxesOf(sceneOf(world, level, { folded }), hops));
    else {
      const spots = spotsIn(world);
      setBoxes(hops.map((hop) => (isInSwitch(hop, spots.get(hop.namespace)) ? hop.namespace : undefined)));
    }
  }, [playback, hops, world, level, folded]);
}
