import type { Stimulus } from '../kernel/stimulus.ts';
import type { Trace } from '../kernel/trace.ts';

/** A command is killed: the time that `timeout` gave it is up. */
export class TimeIsUp extends Error {
  /** What it had sent, and what had come back by then. */
  readonly trace: Trace | undefined;
  constructor(trace?: Trace) {
    super('time is up');
    this.trace = trace;
  }
}

/** Traffic of which nothing is sent or waited for any longer than this (ms). */
export const cut = (stimuli: readonly Stimulus[], left: number): Stimulus[] =>
  stimuli
    .filter(({ delay = 0 }) => delay < left)
    .map((stimulus) => ({ ...stimulus, timeout: Math.min(stimulus.timeout, left - (stimulus.delay ?? 0)) }));
