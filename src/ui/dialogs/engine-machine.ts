import type { World } from '../../world/world.ts';
import type { Engine } from '../../engine/engine.ts';

/** The machine on which things are made, and its engine. */
export function engineMachine(world: World): { readonly name: string; readonly engine: Engine } {
  for (const { name, engine } of Object.values(world.machines)) if (engine !== undefined) return { name, engine };
  throw new Error('no machine of the lab runs an engine');
}
