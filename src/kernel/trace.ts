import type { Effect } from './effect.ts';
import type { Hop } from './hop.ts';
import type { Kernel } from './kernel.ts';
import { SOLICIT_TIME } from './neighbour/neighbours.ts';
import type { Programs } from './process/program.ts';
import type { Outcome, Stimulus } from './stimulus.ts';
import { effectsOf } from './walk/effects-of.ts';
import { createKernelFacts } from './walk/facts.ts';
import { failLate, foretellFailures } from './walk/neighbour/neighbour.ts';
import { next, peek, type Event } from './walk/queue.ts';
import { begin, type Run } from './walk/program/stimuli.ts';
import { handlers } from './walk/stack.ts';
import { WIRE } from './walk/timing.ts';
import { createWalk, dropped, type Walk } from './walk/walk.ts';

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

/** After the last outcome (µs) connections still end properly; a frozen server's last acknowledgement takes 40 ms. */
const AFTERMATH = 100_000;
/**
 * No honest traffic takes so many steps, but a loop of bridges does: a bridge has 1,023 ports, and asks out of all of them three
 * times where a neighbour does not answer: 9,200 steps, as many hops.
 */
const STEPS_AT_LEAST = 12_000;
const STEPS_PER_STIMULUS = 200;

/**
 * Walks the packets of some stimuli, which begin together, through the kernel's namespaces until every one has its outcome.
 * Never changes the kernel; `applyEffects` does, with what this returns. Always ends: by TTL, by timeouts and by a bound on steps.
 */
export function trace(kernel: Kernel, programs: Programs, stimuli: readonly Stimulus[], options: TraceOptions): Trace {
  const walk = createWalk(kernel, programs, handlers, options);
  const runs = walked(walk, stimuli);
  const effects = effectsOf(walk);
  return toldOf(walk, runs, effects);
}

/** As `trace`, many times over a kernel that stays as it is: what follows from it is found out once, and nothing is left behind. */
export function tracer(
  kernel: Kernel,
  programs: Programs,
): (stimuli: readonly Stimulus[], options: TraceOptions) => Trace {
  const facts = createKernelFacts(true);
  return (stimuli, options) => {
    const walk = createWalk(kernel, programs, handlers, { ...options, facts });
    return toldOf(walk, walked(walk, stimuli), []);
  };
}

/** Traffic that a program sends while answers to earlier traffic come in; nothing of it is written down. */
export interface Exploration {
  /** Begins a stimulus at its delay, which time has not passed yet. Returns its number. */
  readonly send: (stimulus: Stimulus) => number;
  /** What came of a stimulus by now. */
  readonly outcome: (stimulus: number) => Outcome | undefined;
  /**
   * Lets time pass up to and with a moment (µs since the start), or until a stimulus has its outcome: then it says when (µs).
   */
  readonly pass: (until: number) => number | undefined;
}

/** Begins traffic whose further stimuli depend on what comes back. Never changes the kernel. */
export function explore(kernel: Kernel, programs: Programs, options: TraceOptions): Exploration {
  const walk = createWalk(kernel, programs, handlers, { ...options, outcomesOnly: true });
  const runs: Run[] = [];
  return {
    send: (stimulus) => runs.push(begin(walk, stimulus, runs.length)) - 1,
    outcome: (stimulus) => runs[stimulus]?.outcome,
    pass(until) {
      const { open } = walk;
      for (let event = peek(walk.queue); event && event.time <= until; event = peek(walk.queue)) {
        next(walk.queue);
        if (event.cancelled) continue;
        walk.now = event.time;
        event.run();
        if (++walk.steps >= bound(runs)) stop(walk, runs);
        if (walk.open < open) return walk.now;
      }
      return undefined;
    },
  };
}

/**
 * What the kernel tells by itself from one clock (ms) to another, with nobody asking: neighbours that never answered fail, and the
 * senders of what waited for them hear of it.
 */
export function aftermath(kernel: Kernel, { from, until }: { from: number; until: number }): readonly Hop[] {
  const walk = createWalk(kernel, {}, handlers, { clock: from, seed: 0 });
  for (const waiting of kernel.waiting ?? []) {
    const fails = waiting.since + SOLICIT_TIME;
    if (fails > from && fails <= until) failLate(walk, waiting);
  }
  // Until the last of it is over.
  walk.open = 1;
  runToEnd(walk, []);
  return walk.hops ?? [];
}

function walked(walk: Walk, stimuli: readonly Stimulus[]): readonly Run[] {
  const runs = stimuli.map((stimulus, flow) => begin(walk, stimulus, flow));
  runToEnd(walk, runs);
  return runs;
}

function toldOf(walk: Walk, runs: readonly Run[], effects: readonly Effect[]): Trace {
  if (walk.hops) foretellFailures(walk);
  return {
    hops: walk.hops ?? [],
    effects,
    outcomes: runs.map(outcomeOf),
    duration: walk.settled / 1000,
  };
}

const bound = ({ length }: readonly Run[]): number => STEPS_AT_LEAST + STEPS_PER_STIMULUS * length;

function runToEnd(walk: Walk, runs: readonly Run[]): void {
  const most = bound(runs);
  for (let event = nextEvent(walk); event; event = nextEvent(walk)) {
    walk.now = event.time;
    event.run();
    if (++walk.steps >= most) return stop(walk, runs);
  }
}

/** The next event, unless all outcomes are known and it would come long after them. */
function nextEvent(walk: Walk): Event | undefined {
  let event = next(walk.queue);
  while (event?.cancelled) event = next(walk.queue);
  return event && (walk.open > 0 || event.time <= walk.settled + AFTERMATH) ? event : undefined;
}

/** Frames go round and round: what is on a wire ends where it arrives, and whoever still waits will wait in vain. */
function stop(walk: Walk, runs: readonly Run[]): void {
  walk.cut = true;
  const arrived = walk.now + WIRE;
  for (let event = next(walk.queue); event && event.time <= arrived; event = next(walk.queue)) {
    if (event.cancelled) continue;
    walk.now = event.time;
    event.run();
  }
  endUnderWay(walk);
  for (const run of runs) {
    if (run.outcome) continue;
    walk.now = Math.max(walk.now, run.started + run.stimulus.timeout * 1000);
    run.expire();
  }
  endUnderWay(walk); // whoever gives up may say so
}

/** Packets that wait somewhere end as part of the loop too. */
function endUnderWay({ hops, now }: Walk): void {
  const last = new Map(hops?.map((hop) => [hop.packet, hop]));
  for (const hop of last.values())
    if (hop.verdict.kind === 'on' || hop.verdict.kind === 'rewritten')
      hops?.push({ ...hop, time: now, verdict: dropped('loop') });
}

function outcomeOf({ outcome, stimulus }: Run): Outcome {
  return outcome ?? { status: 'timeout', after: stimulus.timeout * 1000 };
}
