import { diagnose } from '../diagnosis/diagnose.ts';
import { storyOf, type Diagnosis } from '../diagnosis/diagnosis.ts';
import { joinTraces } from '../kernel/join-traces.ts';
import type { Place, World } from '../world/world.ts';
import type { Check, Goal } from './goal.ts';
import { linesOf } from './judge/flow.ts';
import { judge, worldAfter } from './judge/judge.ts';
import { rosterOf } from './judge/roster.ts';
import { trialOf, tried, whyNot, type Trial } from './judge/trial.ts';

/** Why the traffic of a goal that does not hold fails; undefined where it holds, or where no traffic of it failed. */
export const explain = (world: World, { check }: Goal): Promise<Diagnosis | undefined> => explained(world, check);

async function explained(world: World, check: Check): Promise<Diagnosis | undefined> {
  const trial = trialOf(world, rosterOf(world));
  switch (check.kind) {
    case 'flow': {
      if (check.ends !== 'reached' || whyNot(trial, check.from) !== undefined) return undefined;
      return firstOf(linesOf(trial, check), (line) => diagnosed(trial, check.from, line));
    }
    case 'name':
      return whyNot(trial, check.at) === undefined
        ? diagnosed(trial, check.at, `getent ahostsv4 ${check.name}`)
        : undefined;
    case 'output':
      return whyNot(trial, check.at) === undefined && check.exit !== 'other'
        ? diagnosed(trial, check.at, check.line)
        : undefined;
    case 'after':
      return explained(await worldAfter(world, check.commands), check.then);
    case 'all':
    case 'any':
      return firstOf(check.of, async (each) => ((await holds(world, each)) ? undefined : explained(world, each)));
    default:
      return undefined;
  }
}

async function holds(world: World, check: Check): Promise<boolean> {
  const [verdict] = await judge(world, rosterOf(world), [{ check }]);
  return verdict?.held === true;
}

/** The first that is found of some things. */
async function firstOf<T, R>(things: readonly T[], find: (thing: T) => Promise<R | undefined>): Promise<R | undefined> {
  for (const thing of things) {
    const found = await find(thing);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Why a line's traffic fails. */
async function diagnosed(trial: Trial, place: Place, line: string): Promise<Diagnosis | undefined> {
  const outcome = await tried(trial, place, line);
  return diagnose(storyOf({ place, line }, joinTraces(outcome.traces), outcome));
}
