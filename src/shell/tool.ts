import type { Stimulus } from '../kernel/stimulus.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Place, World } from '../world/world.ts';

/** A command that a place knows: a Linux tool, or docker. Returns its exit code. */
export type Tool = (call: Call) => number | Promise<number>;

/** One call of a tool: its words, its surroundings, and what it may do. */
export interface Call {
  /** The tool's name as typed, then its arguments. */
  readonly argv: readonly string[];
  readonly stdin: string;
  readonly place: Place;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The world as it stands now. */
  world(): World;
  /** Changes the world; the recipe edits its argument in place and may return a value. */
  update<T>(recipe: (world: World) => T): T;
  /** Sends traffic, applies what it leaves behind, moves the clock on, and adds to the command's traces. */
  send(...stimuli: Stimulus[]): Trace;
  out(text: string): void;
  err(text: string): void;
  /** Runs another command line at a place (`docker exec`, `nsenter`, `watch`), its output going where this call's goes. */
  run(place: Place, argv: readonly string[], stdin?: string): number | Promise<number>;
}

/** What came of a command line. */
export interface Outcome {
  readonly world: World;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  readonly traces: readonly Trace[];
}
