import type { Voice } from '../voice.ts';
import type { Parameters } from './expand.ts';
import type { Frame, ScriptWork, Sinks, Task } from './types.ts';
import type { Node } from './syntax.ts';

/** What came of a command: it is over; its process waits, and goes on later; or its process is no more. */
export type Came = 'done' | 'waits' | 'gone';

/** How a command is run. */
export interface How {
  readonly only: boolean;
  /** By `exec`. */
  readonly exec?: boolean | undefined;
  readonly sinks?: Sinks | undefined;
  /** What it reads comes from something that goes on without writing. */
  readonly reads?: 'idle' | undefined;
}

/** What a script needs of the world around it, and what it may do there. */
export interface ScriptHost {
  readonly pid: number;
  readonly task: Task;
  readonly script: ScriptWork;
  /** Counts steps: one that never waits has its turn taken away. */
  readonly spend: (steps: number) => void;
  /** Counts characters before they come into its memory; throws where there are too many. */
  readonly take: (characters: number) => void;
  readonly now: () => number;
  readonly err: (text: string) => void;
  /** Whose words its complaints are in. */
  readonly voice: Voice;
  /** Runs a command by its words; `only` in the place of its shell. */
  readonly run: (words: readonly string[], how: How) => Promise<Came>;
  /** Starts a command beside the script. */
  readonly beside: (words: readonly string[]) => void;
  /** Runs a construct whole, by the library. */
  readonly runWhole: (node: Node) => Promise<Came>;
  /** What words come to, by the library. */
  readonly expand: (words: readonly Node[]) => Promise<string[]>;
  /** Opens the files that a command writes to. False, having said why, where it cannot. */
  readonly open: (sinks: Sinks, appends: ReadonlySet<string>) => boolean;
  /** A pipe by its path, for as long as it is open. */
  readonly openPipe: () => string;
  readonly closePipe: (path: string) => void;
  /** The text of a file. */
  readonly read: (path: string) => string | undefined;
  /** Starts a copy of the shell that goes on by itself with some frames. Returns its pid. */
  readonly fork: (frames: Frame[]) => number;
  /** Whether a process is there. */
  readonly lives: (pid: number) => boolean;
}

/** What a script's parameters are now. */
export const parametersOf = ({ script, pid, take }: ScriptHost): Parameters => ({ ...script, pid, take });
