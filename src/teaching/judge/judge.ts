import { run } from '../../shell/run.ts';
import { TooMuch } from '../../shell/work.ts';
import type { Command } from '../../history/history.ts';
import type { World } from '../../world/world.ts';
import type { Check, Goal, OutputCheck } from '../goal.ts';
import { said } from '../said.ts';
import { judgeFlow } from './flow.ts';
import { judgeName } from './name.ts';
import { judgeOpen } from './open.ts';
import type { Roster } from './roster.ts';
import { judgeAddress, judgeCable, judgeContainer, judgeFile, judgeNetwork, judgeService } from './thing.ts';
import { failed, HELD, trialOf, tried, type Trial, type Verdict } from './trial.ts';

/**
 * Whether each of some goals holds in a world, which stays as it is.
 * @param first the containers of the lesson's beginning: `rosterOf`
 */
export async function judge(world: World, first: Roster, goals: readonly Goal[]): Promise<readonly Verdict[]> {
  const trial = trialOf(world, first);
  const verdicts: Verdict[] = [];
  for (const { check } of goals) verdicts.push(await judged(trial, check));
  return verdicts;
}

async function judged(trial: Trial, check: Check): Promise<Verdict> {
  switch (check.kind) {
    case 'flow':
      return judgeFlow(trial, check);
    case 'name':
      return judgeName(trial, check);
    case 'address':
      return judgeAddress(trial, check);
    case 'container':
      return judgeContainer(trial, check);
    case 'file':
      return judgeFile(trial, check);
    case 'network':
      return judgeNetwork(trial, check);
    case 'service':
      return judgeService(trial, check);
    case 'cable':
      return judgeCable(trial, check);
    case 'open':
      return judgeOpen(trial, check);
    case 'output':
      return judgeOutput(trial, check);
    case 'after':
      return judged(trialOf(await worldAfter(trial.world, check.commands), trial.first), check.then);
    case 'all':
      return judgeAll(trial, check.of);
    case 'any':
      return judgeAny(trial, check.of);
    case 'not': {
      const { held } = await judged(trial, check.that);
      return held ? failed(said('holds-after-all')) : HELD;
    }
  }
}

/** A world in which some commands have run; those that do too much are left out. */
export async function worldAfter(world: World, commands: readonly Command[]): Promise<World> {
  let now = world;
  for (const { place, line } of commands)
    try {
      now = (await run(now, place, line, { outcomesOnly: true })).world;
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
    }
  return now;
}

async function judgeAll(trial: Trial, checks: readonly Check[]): Promise<Verdict> {
  for (const check of checks) {
    const verdict = await judged(trial, check);
    if (!verdict.held) return verdict;
  }
  return HELD;
}

async function judgeAny(trial: Trial, checks: readonly Check[]): Promise<Verdict> {
  let first: Verdict | undefined;
  for (const check of checks) {
    const verdict = await judged(trial, check);
    if (verdict.held) return HELD;
    first ??= verdict;
  }
  return first ?? HELD;
}

async function judgeOutput(trial: Trial, { at, line, exit, prints }: OutputCheck): Promise<Verdict> {
  const outcome = await tried(trial, at, line, { outcomesOnly: true });
  if (exit !== undefined && (outcome.exit === 0) !== (exit === 'zero'))
    return failed(said('exit', { line, exit: outcome.exit }));
  return prints === undefined || outcome.stdout.includes(prints) ? HELD : failed(said('output-differs', { line }));
}
