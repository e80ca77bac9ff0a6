import { beginsWith, type History } from '../../history/history.ts';
import { createLab } from '../../world/lab.ts';
import { goalsOf, type Lesson } from '../lesson.ts';
import { judge, worldAfter } from '../judge/judge.ts';
import { rosterOf } from '../judge/roster.ts';
import type { Verdict } from '../judge/trial.ts';

/** What somebody handed in comes to. */
export interface Marked {
  /** A verdict for each goal of the lesson, in their order. */
  readonly verdicts: readonly Verdict[];
  /** How many commands came after the lesson's start. */
  readonly commands: number;
  /** It began as the lesson does. */
  readonly fromStart: boolean;
}

/** Plays what was handed in, and judges where it leads to. It is played as it is, also where it began otherwise. */
export async function mark(
  { start, steps }: Pick<Lesson, 'start' | 'steps'>,
  { seed, commands }: History,
): Promise<Marked> {
  const fromStart = beginsWith(commands, start);
  const before = fromStart ? start.length : 0;
  const begun = await worldAfter(createLab({ seed }), commands.slice(0, before));
  const end = await worldAfter(begun, commands.slice(before));
  return {
    verdicts: await judge(end, rosterOf(begun), goalsOf({ steps })),
    commands: commands.length - before,
    fromStart,
  };
}
