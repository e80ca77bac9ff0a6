/** What processes may do: each command of theirs, and all that a line waits for together. */
import type { Kernel } from '../../kernel/kernel.ts';
import type { Jobs } from '../jobs.ts';
import { newWork, TooMuch, type Excess, type Work } from '../work.ts';
import type { Stepping } from './types.ts';

/** What one command of a process may do. */
const BOUNDS = { hops: 40_000, output: 16_000_000, commands: 1000, memory: 8_000_000 } as const;

/** How much of a slice of time a command takes, a hop of its packets, a character that it prints, one that is kept. */
export const COSTS: Readonly<Record<Excess, number>> = { commands: 5, hops: 0.5, output: 0.0005, memory: 0.001 };

/** Characters that a process may have in its memory, and make of words at once. */
export const MEMORY = 8_000_000;

/** Processes that may go on by themselves at once. */
export const PROCESSES = 1000;

/** A process wants more memory than a process may have. */
export class OutOfMemory extends Error {}

/** What the kernel kills with where memory is out. */
export const KILLED = 137;

/** Whether a process, or one that it comes from, is what the line waits for. */
export function isForeground({ foreground }: Pick<Jobs, 'foreground'>, kernel: Kernel, pid: number): boolean {
  if (foreground.size === 0) return false;
  if (foreground.has(pid)) return true;
  const parent = kernel.processes[pid]?.parent;
  // A machine's first processes are their own parents.
  return parent !== undefined && parent !== pid && isForeground({ foreground }, kernel, parent);
}

/** The account of one command of a process, which stands in its slice of time too, and in the line's where it waits for it. */
export function commandWork({ charge }: Pick<Stepping, 'charge'>): Work {
  const own = newWork(BOUNDS);
  return {
    spend(what, amount) {
      own.spend(what, amount);
      charge(what, amount);
    },
  };
}

/** A command has done too much: it never ends. Throws what is none of that, and where it is the line that does too much. */
export function isEndless({ charge }: Pick<Stepping, 'charge'>, error: unknown): true {
  if (!(error instanceof TooMuch)) throw error;
  charge(error.excess, 0);
  return true;
}
