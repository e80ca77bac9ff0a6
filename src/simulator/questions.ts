import { run } from '../shell/run.ts';
import type { GivenFile } from '../formats/compose/open/given.ts';
import type { Choices, Plan } from '../formats/compose/open/plan.ts';
import { allParts } from '../kernel/part.ts';
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
    // oxlint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .trim()
    .split('\n')
    .at(-1) ?? '';

/** A plan, with what would go wrong as it is carried out. */
export type Opening = Plan & { readonly failure?: { readonly line: string; readonly text: string } };

/** They try much, step by step, and could not begin anew where they come to a part of the model. */
const examining = async () => (await Promise.all([import('./examining.ts'), allParts()]))[0].examining;
const teaching = async () => (await Promise.all([import('./teaching.ts'), allParts()]))[0].teaching;
const files = () => import('../shell/saving/files.ts');

/** A question whose answer needs more than others do: it is loaded when it is first asked. */
const later =
  <Rest extends readonly unknown[], Reply>(load: () => Promise<(world: World, ...rest: Rest) => Reply>) =>
  async (world: World, ...rest: Rest): Promise<Awaited<Reply>> =>
    await (
      await load()
    )(world, ...rest);

/** What can be asked about a world. */
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
  complete: later(async () => (await import('../shell/completion/completion.ts')).completeLoading),
  commandsAt: later(async () => (await import('../shell/completion/values.ts')).commandsAt),
  meant: later(async () => (await import('../shell/meant/meant.ts')).meant),
  ownFiles: later(async () => (await files()).ownFiles),
  fileAt: later(async () => (await files()).fileAt),
  pathFrom: later(async () => (await files()).pathFrom),
  saveLine: later(async () => (await import('../shell/saving/save-line.ts')).saveLine),
  checkFile: later(async () => (await import('./check-file.ts')).checkFile),
  reach,
  judge: later(async () => (await teaching()).judge),
  pose: later(async () => (await teaching()).pose),
  seek: later(async () => (await teaching()).seek),
  explain: later(async () => (await teaching()).explain),
  suggest: later(async () => (await teaching()).suggest),
  goalsAbout: later(async () => (await teaching()).goalsAbout),
  examine: later(async () => (await teaching()).examine),
  mark: later(async () => (await teaching()).mark),
};
export type Questions = typeof questions;
