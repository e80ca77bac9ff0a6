import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import type { Outcome } from '../../src/shell/tool.ts';
import { framesOf } from '../../src/world/frames.ts';
import { createLab } from '../../src/world/lab.ts';
import type { RecordedStep, Recording, Scenario } from './recording.ts';

/** Plays a scenario on a fresh lab. Each step gets a shell of its own, as the recorder gives it. */
export async function playScenario(
  { hosts, steps }: Scenario,
  { seed = 1, onStep }: { seed?: number; onStep?: (step: RecordedStep) => void } = {},
): Promise<Recording> {
  const session = openSession(createLab({ seed, hosts }), { inPlace: true });
  const done: RecordedStep[] = [];
  for (const { place, command, kind } of steps) {
    const before = session.world.clock.now;
    const { stdout, stderr, exit, traces }: Outcome = await execute(session, place, command, { fresh: true });
    const world = session.world;
    const step: RecordedStep = {
      place,
      command,
      kind,
      stdout,
      stderr,
      exit,
      ms: Math.round(world.clock.now - before),
      ...(kind === 'trace' && { frames: framesOf(world, traces) }),
    };
    done.push(step);
    onStep?.(step);
  }
  return { engine: '28.5.2', hosts, steps: done };
}
