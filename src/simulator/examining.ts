import { compare as compareWorlds, type Comparison } from '../doctor/compare/compare.ts';
import { sinceWhen as sinceWhenOf, type Ask, type Since } from '../doctor/reach/ask.ts';
import { matrixOf, type Matrix } from '../doctor/reach/matrix.ts';
import { sourcesOf, type Source } from '../doctor/reach/sources.ts';
import { targetsOf, type Target } from '../doctor/reach/targets.ts';
import type { History } from '../history/history.ts';
import type { World } from '../world/world.ts';

export { whatIf } from '../doctor/compare/what-if.ts';
export { exposureOf as exposure } from '../doctor/exposure/exposure.ts';
export { canReach } from '../doctor/reach/ask.ts';

export interface Endpoints {
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
}

/** How everything is reached from everywhere; undefined where there are more cells than wanted. */
export function reachMatrix(world: World, most: number): Matrix | undefined {
  return sourcesOf(world).length * targetsOf(world).length > most ? undefined : matrixOf(world);
}

/** Where one can ask from, and what can be reached or should be. */
export const endpoints = (world: World): Endpoints => ({ sources: sourcesOf(world), targets: targetsOf(world) });

/** Since which command of a history an answer is as it is. */
export const sinceWhen = (_world: World, history: History, ask: Ask): Promise<Since> => sinceWhenOf(history, ask);

/** What changed from a world to another. */
export const compare = (world: World, after: World): Comparison => compareWorlds(world, after);
