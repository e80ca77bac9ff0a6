import type { Hop } from '../../kernel/hop.ts';
import type { Scene } from '../scene/scene.ts';
import { hitsOf } from './hits.ts';
import { flowsOf, progressAt, type Flows } from './progress.ts';
import { stopsOf, type Stop } from './stops.ts';
import { chainOf, marksOf, type Mark } from './way.ts';

/** Where a story stands: the whole part of the position is a hop's index, the rest how far it is to the next. */
export interface Playhead {
  readonly hops: readonly Hop[];
  readonly position: number;
}

/** Some traffic, followed through a scene. */
export interface Story {
  readonly hops: readonly Hop[];
  readonly stops: readonly Stop[];
  /** Where there are several. */
  readonly flows: Flows | undefined;
}

/** Follows traffic through a scene. */
export const storyOf = (scene: Scene, hops: readonly Hop[]): Story => ({
  hops,
  stops: stopsOf(scene, hops),
  flows: flowsOf(hops),
});

/** How the nodes look that the packet has come by. */
export function marksAt({ hops, stops, flows }: Story, position: number): Record<string, Mark> {
  const progress = progressAt(stops, position, flows);
  if (progress === undefined) return {};
  const chain = chainOf(
    stops,
    hops,
    progress.to === undefined ? progress.at : (stops[progress.to]?.after ?? progress.to),
  );
  const last = chain.at(-1);
  const sure =
    last !== undefined && progress.to !== undefined && hops[last]?.packet !== hops[progress.to]?.packet ? [] : chain;
  return marksOf(hops, stops, sure);
}

/** What the packet met at chains so far, and the rule that it is at. */
export function hitsAt({ hops, stops, flows }: Story, position: number): Record<string, string> {
  const progress = progressAt(stops, position, flows);
  if (progress === undefined) return {};
  return hitsOf(hops, stops, chainOf(stops, hops, progress.at));
}
