import type { Outcome, Stimulus } from '../../../kernel/stimulus.ts';
import type { Exploration } from '../../../kernel/trace.ts';
import { exploreWorld, traceWorld } from '../../../world/trace.ts';
import type { Call } from '../../tool/call.ts';

/** What came back for a probe, and when (µs since the start). */
export interface Arrival {
  readonly at: number;
  readonly outcome: Outcome;
}

interface Planned {
  readonly stimulus: Stimulus;
  /** µs since the start. */
  readonly at: number;
}

/**
 * Probes that a program sends while the answers to earlier ones come in. What comes back is learned by a walk that goes as far as
 * the program's own time; only at the end does the traffic happen.
 */
export class Volley {
  readonly #call: Call;
  readonly #planned: Planned[] = [];
  readonly #exploration: Exploration;

  constructor(call: Call) {
    this.#call = call;
    this.#exploration = exploreWorld(call.world());
  }

  /** Sends a probe at a time (µs since the start), which is not over. Returns its number. */
  send(stimulus: Stimulus, at: number): number {
    this.#planned.push({ stimulus, at });
    const number = this.#exploration.send({ ...stimulus, delay: at / 1000 });
    this.#pass(at);
    return number;
  }

  /** What would come back for the first probe alone, however long it takes. */
  foretold(): Outcome | undefined {
    const stimuli = this.#planned.slice(0, 1).map(({ stimulus }) => stimulus);
    return traceWorld(this.#call.world(), stimuli, { outcomesOnly: true }).outcomes[0];
  }

  /** What has come back for a probe; undefined where nothing has yet, or nothing does within its own timeout. */
  arrival(probe: number): Arrival | undefined {
    const { at } = this.#planned[probe] ?? { at: 0 };
    const outcome = this.#exploration.outcome(probe);
    return outcome && outcome.status !== 'timeout' ? { at: at + outcome.after, outcome } : undefined;
  }

  /** Waits until something has come back for one of some probes, or until a time (µs since the start). */
  wait(probes: readonly number[], until: number): void {
    while (!probes.some((probe) => this.arrival(probe))) {
      const came = this.#exploration.pass(until);
      if (came === undefined) return;
      this.#pass(came);
    }
  }

  #pass(until: number): void {
    while (this.#exploration.pass(until) !== undefined);
  }

  /** Lets all of it happen, up to the program's end (µs since the start). */
  finish(end: number): void {
    if (this.#planned.length === 0) return;
    const stimuli = this.#planned.map(({ stimulus, at }) => ({
      ...stimulus,
      delay: at / 1000,
      timeout: Math.min(stimulus.timeout, Math.max((end - at) / 1000, 0)),
    }));
    this.#call.send(...stimuli);
  }
}

/** The hops that a packet with a time to live has come, by the usual initial values. */
export const hopsOf = (ttl: number): number => (ttl <= 64 ? 65 : ttl <= 128 ? 129 : 256) - ttl;
