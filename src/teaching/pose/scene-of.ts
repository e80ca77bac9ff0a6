import type { Command } from '../../history/history.ts';
import { storyOf } from '../../diagnosis/diagnosis.ts';
import { joinTraces } from '../../kernel/join-traces.ts';
import { run } from '../../shell/run.ts';
import type { World } from '../../world/world.ts';
import { worldAfter } from '../judge/judge.ts';
import type { Scene } from './scene.ts';

/** Runs some commands on a copy of a world: the last one's traffic is what happens. */
export async function sceneOf(world: World, commands: readonly Command[]): Promise<Scene> {
  const last = commands.at(-1);
  const before = await worldAfter(world, commands.slice(0, -1));
  if (last === undefined)
    return { before, world: before, place: '', line: '', hops: [], outcomes: [], exit: 0, stdout: '', stderr: '' };
  const outcome = await run(before, last.place, last.line);
  return { ...storyOf(last, joinTraces(outcome.traces), outcome), before, stdout: outcome.stdout };
}
