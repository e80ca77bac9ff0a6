import { complete } from '../shell/completion/completion.ts';
import { commandsAt } from '../shell/completion/values.ts';
import { run } from '../shell/run.ts';
import { reachFrom, type Probe, type Row } from '../world/reach.ts';
import { tracerOf } from '../world/trace.ts';
import type { Place, World } from '../world/world.ts';

/** What a line prints at a place, in a shell of its own; the world that it leads to is let go. */
async function look(world: World, place: Place, line: string): Promise<string> {
  const { stdout, stderr } = await run(world, place, line, { fresh: true, outcomesOnly: true });
  return stdout + stderr;
}

/** How each of some places reaches others. */
function reach(world: World, from: readonly Place[], to: readonly Place[], probe: Probe): readonly Row[] {
  const walk = tracerOf(world);
  return from.map((place) => reachFrom(walk, world, place, to, probe));
}

/** What can be asked about a world. */
export const questions = { look, complete, commandsAt, reach };
export type Questions = typeof questions;
