import type { Outcome, Stimulus } from '../../../kernel/stimulus.ts';
import { traceWorld } from '../../../world/trace.ts';
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
 * Probes that a program sends while the answers to earlier ones come in. What comes back is learned by walking all that was
 * sent so far; only at the end does the traffic happen.
 */
export class Volley {
  readonly #call: Call;
  readonly #planned: Planned[] = [];
  #arrivals: (Arrival | undefined)[] = [];

  constructor(call: Call) {
    this.#call = call;
  }

  /** Sends a probe at a time (µs since the start), not before an earlier one. Returns its number. */
  send(stimulus: Stimulus, at: number): number {
    this.#planned.push({ stimulus, at });
    return this.#planned.length - 1;
  }

  /** What comes back for a probe; undefined where nothing does within its own timeout. */
  arrival(probe: number): Arrival | undefined {
    if (this.#arrivals.length < this.#planned.length) this.#explore();
    return this.#arrivals[probe];
  }

  #explore(): void {
    const stimuli = this.#planned.map(({ stimulus, at }) => ({ ...stimulus, delay: at / 1000 }));
    const { outcomes } = traceWorld(this.#call.world(), stimuli, { outcomesOnly: true });
    this.#arrivals = this.#planned.map(({ at }, i) => {
      const outcome = outcomes[i];
      return outcome && outcome.status !== 'timeout' ? { at: at + outcome.after, outcome } : undefined;
    });
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
