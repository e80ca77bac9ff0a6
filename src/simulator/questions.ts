import { completeLoading } from '../shell/completion/completion.ts';
import { commandsAt } from '../shell/completion/values.ts';
import type { Command, History } from '../history/history.ts';
import { meant } from '../shell/meant/meant.ts';
import { run } from '../shell/run.ts';
import { fileAt, ownFiles, pathFrom } from '../shell/saving/files.ts';
import { saveLine } from '../shell/saving/save-line.ts';
import type { GivenFile } from '../formats/compose/open/given.ts';
import type { Choices, Plan } from '../formats/compose/open/plan.ts';
import type { Goal } from '../teaching/goal.ts';
import { examine } from '../teaching/made/examine.ts';
import { mark } from '../teaching/made/submission.ts';
import { goalsAbout } from '../teaching/made/properties.ts';
import { suggested } from '../teaching/made/suggest.ts';
import { createLab } from '../world/lab.ts';
import { explain } from '../teaching/explain.ts';
import { judge, worldAfter } from '../teaching/judge/judge.ts';
import { pose } from '../teaching/pose/pose.ts';
import { seek } from '../teaching/seek.ts';
import { reachFrom, type Probe, type Row } from '../world/reach.ts';
import { tracerOf } from '../world/trace.ts';
import type { Place, World } from '../world/world.ts';
import { checkFile } from './check-file.ts';

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

/** The goals that tell a world from the start of a lesson that is being made. */
const suggest = async (world: World, seed: number, start: readonly Command[]): Promise<readonly Goal[]> =>
  suggested(await worldAfter(createLab({ seed }), start), world);

/** What opening compose files would do, and the command at which it would end before its time. */
async function openCompose(world: World, files: readonly GivenFile[], choices: Choices): Promise<Opening> {
  const { planOf } = await import('../formats/compose/open/plan.ts');
  const plan = planOf(world, files, choices);
  let after = world;
  for (const { place, line } of plan.commands) {
    const { world: next, exit, stderr } = await run(after, place, line, { outcomesOnly: true });
    if (exit !== 0) return { ...plan, failure: { line, text: lastLine(stderr) } };
    after = next;
  }
  return plan;
}

/** The last line of an output, without what only a terminal understands. */
const lastLine = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .trim()
    .split('\n')
    .at(-1) ?? '';

/** A plan, with what would go wrong as it is carried out. */
export type Opening = Plan & { readonly failure?: { readonly line: string; readonly text: string } };

const examining = async () => (await import('./examining.ts')).examining;

/** A question whose answer needs more than others do: it is loaded when it is first asked. */
const later =
  <Rest extends readonly unknown[], Reply>(load: () => Promise<(world: World, ...rest: Rest) => Reply>) =>
  async (world: World, ...rest: Rest): Promise<Awaited<Reply>> =>
    await (
      await load()
    )(world, ...rest);

/** What can be asked about a world; the last two are about lessons, whose worlds are their own. */
export const questions = {
  look,
  openCompose,
  ends: later(async () => (await examining()).ends),
  canReach: later(async () => (await examining()).canReach),
  sinceWhen: later(async () => (await examining()).sinceWhen),
  exposure: later(async () => (await examining()).exposure),
  findings: later(async () => (await examining()).findings),
  changes: later(async () => (await examining()).changes),
  composed: later(async () => (await examining()).composed),
  whatIf: later(async () => (await examining()).whatIf),
  report: later(async () => (await examining()).report),
  deviations: later(async () => (await examining()).deviations),
  readHosts: later(async () => (await import('./read-hosts.ts')).readHosts),
  complete: completeLoading,
  commandsAt,
  meant,
  ownFiles,
  fileAt,
  pathFrom,
  saveLine,
  checkFile,
  reach,
  judge,
  pose,
  seek,
  explain,
  suggest,
  goalsAbout,
  examine: (_world: World, lesson: Parameters<typeof examine>[0], seed: number) => examine(lesson, seed),
  mark: (_world: World, lesson: Parameters<typeof mark>[0], history: History) => mark(lesson, history),
};
export type Questions = typeof questions;
