import { execute, run } from '../shell/run.ts';
import { openSession } from '../shell/session.ts';
import { asksForLines, typedBefore } from '../shell/typed.ts';
import type { Outcome } from '../shell/tool/call.ts';
import { createLab } from '../world/lab.ts';
import type { World } from '../world/world.ts';
import type { History, Played } from './history.ts';

/**
 * Plays a history from its seed and returns the world it makes: always the same, to the last byte.
 * `onStep` sees what each command printed; worlds handed to it are only valid until the next step.
 */
export async function replay(history: History, onStep?: (outcome: Outcome, index: number) => void): Promise<World> {
  const session = openSession(createLab({ seed: history.seed }), { inPlace: true });
  for (const [index, { place, line }] of history.commands.entries()) {
    const typed = asksForLines(line) ? typedBefore(history.commands.slice(0, index), { place, line }) : [];
    const result = execute(session, place, line, { typed });
    // Plain lines are done at once; waiting for them all the same would cost more than they do.
    const outcome = result instanceof Promise ? await result : result;
    onStep?.(outcome, index);
  }
  return session.world;
}

/** Plays a history, and yields what came of each of its commands, with worlds that stay. */
export async function played({ seed, commands }: History): Promise<readonly Played[]> {
  const steps: Played[] = [];
  let world = createLab({ seed });
  for (const { place, line } of commands) {
    const outcome = await run(world, place, line, { typed: typedBefore(steps, { place, line }) });
    steps.push({ place, line, outcome });
    world = outcome.world;
  }
  return steps;
}
