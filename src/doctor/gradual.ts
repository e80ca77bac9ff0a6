/** How far some work is, in parts that take about as long each. */
export interface Progress {
  readonly done: number;
  readonly count: number;
}

/** Work that tells how far it is, so that whoever waits can be told, and stop it; it returns what came of it. */
export type Gradual<T> = Generator<Progress, T, undefined>;

/** The same of work that waits for something. */
export type AsyncGradual<T> = AsyncGenerator<Progress, T, undefined>;

/** Does work to its end, whoever waits. */
export function finished<T>(work: Gradual<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Work as a part of more: so many parts came before its own, of so many in all. */
export function* partOf<T>(work: Gradual<T>, before: number, count: number): Gradual<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield { done: before + step.value.done, count };
  }
}
