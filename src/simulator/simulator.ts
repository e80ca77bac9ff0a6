import type { AsyncGradual, Gradual, Progress } from '../doctor/gradual.ts';
import type { Command } from '../history/history.ts';
import type { Excess } from '../shell/work.ts';
import type { Outcome } from '../shell/tool/call.ts';
import type { World } from '../world/world.ts';
import type { Questions } from './questions.ts';

/** Why a line was ended before its end: somebody wanted it, or it took more than a line may. */
export type Reason = Excess | 'interrupted' | 'time';

/** A line, or a question, was ended before its end. The world is as it was. */
export class Ended extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(`ended: ${reason}`);
    this.reason = reason;
  }
}

type Rest<F> = F extends (world: World, ...rest: infer R) => unknown ? R : never;
type Question = keyof Questions;
type Answered<K extends Question> = Awaited<ReturnType<Questions[K]>>;
/** What comes of a question in the end, where the answer takes long too. */
type Answer<K extends Question> = Answered<K> extends Gradual<infer T> | AsyncGradual<infer T> ? T : Answered<K>;

/** Who follows a long answer. */
export interface Follower {
  /** Hears now and then how far it is. */
  readonly hear?: ((progress: Progress) => void) | undefined;
  /** Says that it is not wanted any more; then it rejects with `Ended`, `interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

/** What runs lines, apart from the page: nothing that it does holds the page up. Worlds are only read, and share what they have in common. */
export interface Simulator {
  /** A lab in which nothing was done. */
  readonly createLab: (seed: number) => Promise<World>;
  /**
   * Runs commands one after the other, the first in a world, the others each in what the one before made of it, and yields what
   * came of each; `before` are those that made the world. Who stops to ask for more stops them. Throws `Ended` where one of them was ended.
   */
  readonly play: (
    world: World,
    commands: readonly Command[],
    before?: readonly Command[],
  ) => AsyncGenerator<Outcome, void, undefined>;
  /** The world as a person sees it who looks a moment after the command that made it. */
  readonly whenLookedAt: (world: World) => World;
  /** Asks something about a world, which changes nothing. Rejects with `Ended` where the answer took too long. */
  readonly ask: <K extends Question>(question: K, world: World, ...rest: Rest<Questions[K]>) => Promise<Answer<K>>;
  /** The same, followed on its way. */
  readonly follow: <K extends Question>(
    follower: Follower,
    question: K,
    world: World,
    ...rest: Rest<Questions[K]>
  ) => Promise<Answer<K>>;
  /** Ends the line that runs, if one does. */
  readonly interrupt: () => void;
}
