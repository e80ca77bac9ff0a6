import type { Command, History } from '../history/history.ts';
import { explain } from '../teaching/explain.ts';
import type { Goal } from '../teaching/goal.ts';
import { judge, worldAfter } from '../teaching/judge/judge.ts';
import { examine } from '../teaching/made/examine.ts';
import { goalsAbout } from '../teaching/made/properties.ts';
import { mark } from '../teaching/made/submission.ts';
import { suggested } from '../teaching/made/suggest.ts';
import { pose } from '../teaching/pose/pose.ts';
import { seek } from '../teaching/seek.ts';
import { createLab } from '../world/lab.ts';
import type { World } from '../world/world.ts';

/** The goals that tell a world from the start of a lesson that is being made. */
const suggest = async (world: World, seed: number, start: readonly Command[]): Promise<readonly Goal[]> =>
  suggested(await worldAfter(createLab({ seed }), start), world);

/** What is asked where somebody learns or makes a lesson; the last two are about lessons, whose worlds are their own. */
export const teaching = {
  judge,
  pose,
  seek,
  explain,
  suggest,
  goalsAbout,
  examine: (_world: World, lesson: Parameters<typeof examine>[0], seed: number) => examine(lesson, seed),
  mark: (_world: World, lesson: Parameters<typeof mark>[0], history: History) => mark(lesson, history),
};
