import type { Command } from '../../history/history.ts';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { goalsOf, type Lesson } from '../lesson.ts';
import { judge, worldAfter } from '../judge/judge.ts';
import { rosterOf } from '../judge/roster.ts';
import type { Verdict } from '../judge/trial.ts';

/** How one way through a lesson fares: a verdict for each goal, in their order. */
export interface Way {
  readonly verdicts: readonly Verdict[];
  readonly passes: boolean;
}

/** What a lesson comes to when it is tried. */
export interface Examination {
  readonly start: Way;
  readonly solutions: readonly (Way & {
    /** Indices of its commands without which it passes as well. */
    readonly superfluous: readonly number[];
  })[];
  readonly pitfalls: readonly Way[];
  /** It has goals, its start does not pass, all its solutions do, and none of its pitfalls. */
  readonly sound: boolean;
}

type Examined = Pick<Lesson, 'start' | 'steps' | 'solutions' | 'pitfalls'>;

/**
 * Tries a lesson: its start, each of its solutions, each of those without one command after the other, and each of its pitfalls.
 * @param seed of the lab that it begins in
 */
export async function examine(lesson: Examined, seed: number): Promise<Examination> {
  const start = await worldAfter(createLab({ seed }), lesson.start);
  const way = (commands: readonly Command[]) => wayFrom(lesson, start, commands);
  const begun = await way([]);
  const solutions: (Way & { superfluous: readonly number[] })[] = [];
  for (const { commands } of lesson.solutions) {
    const superfluous: number[] = [];
    for (const left of commands.keys()) if ((await way(commands.toSpliced(left, 1))).passes) superfluous.push(left);
    solutions.push({ ...(await way(commands)), superfluous });
  }
  const pitfalls: Way[] = [];
  for (const { commands } of lesson.pitfalls) pitfalls.push(await way(commands));
  const sound =
    !begun.passes &&
    solutions.length > 0 &&
    solutions.every(({ passes }) => passes) &&
    !pitfalls.some(({ passes }) => passes);
  return { start: begun, solutions, pitfalls, sound: sound && goalsOf(lesson).length > 0 };
}

/** How some commands fare from a lesson's start. */
async function wayFrom(lesson: Examined, start: World, commands: readonly Command[]): Promise<Way> {
  const verdicts = await judge(await worldAfter(start, commands), rosterOf(start), goalsOf(lesson));
  return { verdicts, passes: verdicts.length > 0 && verdicts.every(({ held }) => held) };
}
