import type { Effect } from './effect.ts';
import type { Hop } from './hop.ts';
import type { Kernel } from './kernel.ts';
import type { Programs } from './program.ts';
import type { Outcome, Stimulus } from './stimulus.ts';

/** The story of some traffic: every hop in order of time, what it leaves behind, and what the asking programs learn. */
export interface Trace {
  readonly hops: readonly Hop[];
  readonly effects: readonly Effect[];
  /** One for each stimulus. */
  readonly outcomes: readonly Outcome[];
  /** Milliseconds until the last outcome. */
  readonly duration: number;
}

export interface TraceOptions {
  /** Clock (ms) at the start. */
  readonly clock: number;
  /** Seeds the choice of ephemeral ports. */
  readonly seed: number;
  /** Leave out the hops, where only outcomes matter (reachability). */
  readonly outcomesOnly?: boolean;
}

/**
 * Walks the packets of some stimuli, which begin together, through the kernel's namespaces until every one has its outcome.
 * Never changes the kernel; `applyEffects` does, with what this returns. Always ends: by TTL, by timeouts and by a bound on events.
 */
export declare function trace(
  kernel: Kernel,
  programs: Programs,
  stimuli: readonly Stimulus[],
  options: TraceOptions,
): Trace;
