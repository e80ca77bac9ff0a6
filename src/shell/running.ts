import type { Trace } from '../kernel/trace.ts';
import type { tracerOf } from '../world/trace.ts';
import type { Place, ShellState } from '../world/world.ts';
import type { Jobs } from './jobs.ts';
import type { Opening } from './terminal/login.ts';
import type { Session } from './session.ts';
import type { Edited, Surroundings } from './tool/call.ts';
import type { Output } from './tool/output.ts';
import type { Tool } from './tool/tool.ts';
import type { Work } from './work.ts';

/** One command line while it runs: where output goes and what is kept. */
export interface Running {
  readonly session: Session;
  readonly work: Work;
  readonly traces: Trace[];
  /** The tools that have run. */
  readonly ran: Set<Tool>;
  readonly outcomesOnly: boolean;
  /** Walks its traffic where nothing of it is to be left behind. */
  readonly walk?: ReturnType<typeof tracerOf> | undefined;
  readonly tty: boolean;
  /** What was typed at its place, with this line. */
  readonly typed: readonly string[];
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly enter: (place: Place, opening: Opening) => void;
  readonly edit: (file: Edited) => void;
  readonly jobs: Jobs;
  /** Processes are being let go on: none of them lets others go on. */
  readonly settling?: boolean | undefined;
  /** Processes that are at a command now, which lets time pass: they go on after it. */
  readonly stepping?: ReadonlySet<number> | undefined;
  /** The process that runs its command as time passes; `itself` where the command takes its place. */
  readonly within?: { readonly pid: number; readonly itself: boolean } | undefined;
  /** Where the output of a process goes that is started in the background, while its line is there. */
  readonly late: Output;
}

/** A shell while it runs a line; `cd` and `export` change it. */
export interface Shell extends ShellState {
  readonly place: Place;
  readonly namespace?: string | undefined;
  readonly powers?: Surroundings['powers'] | undefined;
  readonly user?: string | undefined;
  readonly until?: number | undefined;
  readonly sinks?: Surroundings['sinks'] | undefined;
  /** The command was put in the background: it may not wait. */
  readonly background?: boolean | undefined;
  /** Its output is read by another command, or by its shell. */
  readonly piped?: boolean | undefined;
  /** What it reads comes from something that goes on without writing. */
  readonly reads?: 'idle' | undefined;
  /** There is no shell at its place: the command was started from elsewhere. */
  readonly alone?: boolean | undefined;
  /** Started as bash, or as sh, which is dash; a person's own terminal has a bash. */
  readonly bash?: boolean | undefined;
  /** Its command is to take its place (`exec`). */
  readonly exec?: boolean | undefined;
  /** What it calls itself (`$0`) where it was started by a command: the shell's name, or its script's. */
  readonly zero?: string | undefined;
}
