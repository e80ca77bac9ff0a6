import type { Task } from '../../kernel/process/task.ts';
import type { Place } from '../../world/world.ts';
import type { Running } from '../running.ts';
import type { Work } from '../work.ts';

/** A process that is let go on: its memory as it changes, and what runs for it. */
export interface Stepping {
  readonly running: Running;
  readonly pid: number;
  readonly place: Place;
  /** A copy of its own, which is written back when it waits. */
  readonly task: Task;
  /** Takes from the work that it may do now; throws `Slice` where nothing is left. */
  readonly spend: (steps: number) => void;
  /** Counts what its commands do while they do it; throws `TooMuch` where the line that waits for it does too much. */
  readonly charge: Work['spend'];
}

/** A process has done as much as it may at once, without waiting. */
export class Slice extends Error {}

/** How a process goes on: it ends with a code, it waits, or is no more. */
export type Went = { readonly exit: number } | 'waits' | 'gone';
