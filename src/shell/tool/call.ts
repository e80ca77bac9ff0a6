import type { Sinks } from '../../kernel/process/process.ts';
import type { Stimulus } from '../../kernel/stimulus.ts';
import type { Trace } from '../../kernel/trace.ts';
import type { Foreground, Limits, Place, World } from '../../world/world.ts';
import type { Jobs } from '../jobs.ts';
import type { Spawned } from '../tasks/spawn.ts';
import type { Opening } from '../terminal/login.ts';
import type { Output } from './output.ts';

/** What a command finds around it. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Capabilities other than those that root has at the place (`docker exec --privileged`, or as another user). */
  readonly powers?: 'all' | 'none' | undefined;
  /** `USER[:GROUP]` where it is not the one that the place starts its processes as (`docker exec -u`). */
  readonly user?: string | undefined;
  /** Clock (ms) at which it is killed (`timeout`). */
  readonly until?: number | undefined;
  /** Where its output goes once nobody waits for it. */
  readonly sinks?: Sinks | undefined;
}

/** One call of a tool: its words, its surroundings, and what it may do. */
export interface Call extends Surroundings, Output {
  /** The tool's name as typed, then its arguments. */
  readonly argv: readonly string[];
  readonly stdin: string;
  /** What it reads comes from something that goes on without writing. */
  readonly reads?: 'idle' | undefined;
  readonly place: Place;
  /** The network namespace to act in where it is not the place's own (`nsenter`, `ip -n`). */
  readonly namespace?: string | undefined;
  /** Started with `&`: the line goes on without waiting for it. */
  readonly background: boolean;
  /** Whether a person sits at its terminal (a TTY as stdin). */
  readonly tty?: boolean | undefined;
  /** Its shell is a bash rather than a dash. */
  readonly bash: boolean;
  /** No shell of its place started it (`docker exec`). */
  readonly alone?: boolean | undefined;
  /** The process that runs it as time passes; `itself` where it takes its place. */
  readonly within?: { readonly pid: number; readonly itself: boolean } | undefined;
  /** Where it may go on by and by: takes what it keeps in mind then (src/shell/tasks/followers.ts). */
  readonly follows?: ((state: object) => void) | undefined;
  /** The world as it stands now. */
  readonly world: () => World;
  /** Changes the world; the recipe edits its argument in place and may return a value. What it changed stays where it throws. */
  readonly update: <T>(recipe: (world: World) => T) => T;
  /** Sends traffic, applies what it leaves behind, moves the clock on, and adds to the command's traces. */
  readonly send: (...stimuli: Stimulus[]) => Trace;
  /** What goes on beside it. */
  readonly jobs: Jobs;
  /** From here on what a process prints goes where this call's output goes, or that of the line which put it in the background. */
  readonly attach: (pid: number) => void;
  /** Lets a process print something. */
  readonly emit: (pid: number, stream: 'out' | 'err', text: string) => void;
  /** Starts a process that goes on beside this call. Returns its pid. */
  readonly spawn: (process: Spawned) => number | undefined;
  /** Lets happen what has come due by now. */
  readonly settle: () => void | Promise<void>;
  /** Lets time pass until something is so, or a moment (clock, ms) has come, or nothing more will happen by itself. */
  readonly pass: (until: () => boolean, latest?: number) => Promise<'so' | 'late' | 'never'>;
  /** Puts to the line's account what it does again and again without running a command, in commands. */
  readonly spend: (commands: number) => void;
  /** Interrupts a process that was started here; it says what it has to say. */
  readonly end: (pid: number) => void;
  /** Lets something hold the terminal until it is interrupted; false where nobody sits there. */
  readonly hold: (what: Foreground) => boolean;
  /** Whether a place has a command of that name. */
  readonly has: (place: Place, name: string) => boolean;
  /** The folder of the file of a command that a place has. */
  readonly folderOf: (place: Place, name: string) => string;
  /**
   * Runs another command at a place (`docker exec`, `nsenter`, `timeout`), its output going where this call's goes.
   * `sh -c LINE` and `bash -c LINE` run a whole line. Without surroundings the place's own defaults hold.
   */
  readonly run: (place: Place, argv: readonly string[], stdin?: string, around?: Around) => number | Promise<number>;
  /** Opens an interactive shell at a place, where the terminal is from here on (`docker exec -it X sh`). */
  readonly enter: (place: Place, opening: Opening) => void;
  /** Opens a file in the page's editor. */
  readonly edit: (file: Edited) => void;
}

/** A file that an editor was called with. */
export interface Edited {
  readonly place: Place;
  /** Undefined where it has no name yet. */
  readonly path: string | undefined;
  readonly readOnly?: boolean;
}

/** Surroundings that differ from a place's own. */
export interface Around extends Omit<Surroundings, 'cwd' | 'env'> {
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly namespace?: string | undefined;
  /** Whether it has a terminal, where that is not the caller's (`docker exec -t`). */
  readonly tty?: boolean | undefined;
  /** What `ulimit` has set for it. */
  readonly limits?: Limits | undefined;
  /** Where its output goes instead. */
  readonly output?: Output | undefined;
  /** It goes on by itself: nobody waits for it. */
  readonly background?: boolean | undefined;
}

/** What came of a command line. */
export interface Outcome {
  readonly world: World;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  readonly traces: readonly Trace[];
  /** A tool ran for which errors and silence along the way are what it looks for. */
  readonly probes?: true;
  /** What other terminals show meanwhile: processes there that print. */
  readonly elsewhere?: Readonly<Record<Place, { readonly stdout: string; readonly stderr: string }>>;
  /** Where an interactive shell was opened. */
  readonly entered?: Place;
  /** An editor was called, which is the page's. */
  readonly edited?: Edited;
  /** Where the terminal is again, an interactive shell having been left. */
  readonly left?: Place;
}
