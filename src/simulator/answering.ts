import type { AsyncGradual, Gradual } from '../doctor/gradual.ts';
import { withParts } from '../kernel/part.ts';
import type { Outcome } from '../shell/tool/call.ts';
import { asksForLines, typedBefore } from '../shell/typed.ts';
import { TooMuch } from '../shell/work.ts';
import { changeOf, type Change } from '../world/changes.ts';
import type { Place, World } from '../world/world.ts';
import type { At, Reply, Request, WorldId } from './messages.ts';
import type { Questions } from './questions.ts';

/** The layers below, each loaded when it is first needed. */
export interface Parts {
  readonly lab: () => Promise<{ readonly createLab: (options: { seed: number }) => World }>;
  readonly due: () => Promise<{ readonly whenLookedAt: (world: World) => World }>;
  readonly shell: () => Promise<{
    readonly run: (world: World, place: Place, line: string, options: RunOptions) => Promise<Outcome>;
    readonly runsOn: (world: World) => Runs;
  }>;
  readonly questions: () => Promise<{ readonly questions: Questions }>;
}

interface RunOptions {
  readonly typed: readonly string[];
}

/** What runs one line after the other on one copy of a world, and says after each what became of that. */
export interface Runs {
  readonly run: (place: Place, line: string, options: RunOptions) => Promise<Outcome>;
  readonly change: () => Change | undefined;
}

/**
 * From so many commands on they are run on one copy of the world: of the worlds between only the last is kept then, and each command
 * costs as much as it changes.
 */
const MANY = 100;

/** How many worlds are kept, the newest: they share most of what they are. */
const KEPT = 256;
/** Ms after which messages are looked for, between commands. */
const TURN = 20;

/**
 * The side that runs lines. Takes requests one after the other, and tells what came of them.
 * @param post sends a reply to the page
 * @returns takes a request
 */
export function createAnswering(parts: Parts, post: (reply: Reply) => void): (request: Request) => void {
  const worlds = new Map<WorldId, World>();
  const stopped = new Set<number>();
  let last = Promise.resolve();

  const keep = (id: WorldId, world: World) => {
    worlds.set(id, world);
    for (const old of worlds.keys()) {
      if (worlds.size <= KEPT) break;
      worlds.delete(old);
    }
  };
  const worldAt = ({ on, given }: At): World | undefined => {
    const world = given ?? worlds.get(on);
    if (world !== undefined) keep(on, world);
    return world;
  };

  async function play({ id, at, commands, before = [], as }: Request & { kind: 'play' }): Promise<Reply> {
    let world = worldAt(at);
    if (world === undefined) return { kind: 'unknown', id };
    const [shell, { whenLookedAt }] = await Promise.all([parts.shell(), parts.due()]);
    const copy = commands.length < MANY ? undefined : shell.runsOn(world);
    let turn = performance.now();
    for (const [index, { place, line }] of commands.entries()) {
      if (performance.now() - turn > TURN) {
        await new Promise((resolve) => setTimeout(resolve));
        turn = performance.now();
      }
      if (stopped.delete(id)) break;
      const typed = asksForLines(line) ? typedBefore([...before, ...commands.slice(0, index)], { place, line }) : [];
      const { world: next, ...outcome }: Outcome = copy
        ? await copy.run(place, line, { typed })
        : await shell.run(world, place, line, { typed });
      const seen = await withParts(() => whenLookedAt(next));
      const change = copy ? copy.change() : changeOf(world, next);
      post({ kind: 'outcome', id, outcome, change, seen: changeOf(next, seen) });
      if (!copy || index === commands.length - 1) {
        keep(as + 2 * index, next);
        if (seen !== next) keep(as + 2 * index + 1, seen);
      }
      world = next;
    }
    return { kind: 'done', id };
  }

  async function ask({ id, at, question, rest }: Request & { kind: 'ask' }): Promise<Reply> {
    const world = worldAt(at);
    if (world === undefined) return { kind: 'unknown', id };
    const { questions } = await parts.questions();
    const answers = questions as Record<string, (world: World, ...rest: readonly unknown[]) => unknown>;
    const answer = await withParts(() => answers[question]?.(world, ...rest));
    return isGradual(answer) ? toItsEnd(id, answer) : { kind: 'answer', id, answer };
  }

  /** Works on a long answer, tells how far it is, and looks now and then whether it is still wanted. */
  async function toItsEnd(id: number, work: Gradual<unknown> | AsyncGradual<unknown>): Promise<Reply> {
    let turn = performance.now();
    for (let step = await work.next(); ; step = await work.next()) {
      if (step.done === true) return { kind: 'answer', id, answer: step.value };
      if (performance.now() - turn < TURN) continue;
      post({ kind: 'progress', id, progress: step.value });
      await new Promise((resolve) => setTimeout(resolve));
      turn = performance.now();
      if (stopped.has(id)) return { kind: 'stopped', id };
    }
  }

  async function lab({ id, seed, as }: Request & { kind: 'lab' }): Promise<Reply> {
    const world = (await parts.lab()).createLab({ seed });
    keep(as, world);
    return { kind: 'lab', id, world };
  }

  const answer = async (request: Exclude<Request, { kind: 'stop' }>): Promise<void> => {
    try {
      if (request.kind === 'ask' && stopped.has(request.id)) return post({ kind: 'stopped', id: request.id });
      const reply = request.kind === 'play' ? play(request) : request.kind === 'ask' ? ask(request) : lab(request);
      post(await reply);
    } catch (error) {
      post(failure(request.id, error));
    } finally {
      stopped.delete(request.id);
    }
  };

  return (request) => {
    if (request.kind === 'stop') stopped.add(request.id);
    else last = last.then(() => answer(request));
  };
}

const isGradual = (answer: unknown): answer is Gradual<unknown> | AsyncGradual<unknown> =>
  typeof answer === 'object' && answer !== null && 'next' in answer && typeof answer.next === 'function';

const failure = (id: number, error: unknown): Reply => ({
  kind: 'failed',
  id,
  detail: error instanceof Error ? error.message : String(error),
  excess: error instanceof TooMuch ? error.excess : undefined,
});
