import type { Kernel } from '../kernel.ts';
import { startProcess } from './processes.ts';
import type { Process } from './process.ts';

/**
 * What a process does by and by: its memory, as plain data. It goes on where its time has come, where a process ends that it
 * waits for, or where it looks at things. Who lets it go on is above the kernel (src/shell/tasks).
 */
export interface Task {
  /** Clock (ms) of its next step; absent where it waits for something else, or for ever. */
  at?: number;
  /** The process that it waits for. */
  waits?: number;
  /** It waits for nothing but has to see whatever happens, as one that follows a file. */
  follows?: true;
  /** How many slices of time it has used without waiting: it goes on whenever there is another, which is shorter each time. */
  busy?: number;
  /** What it has written ahead of its time. */
  unseen?: Unseen[];
  /** Names, without SIG, of signals that came and that it has not seen yet. */
  signals?: string[];
  /** What its handlers run, or the exit code with which it answers, by a signal's name. `EXIT` is run at its end. */
  handlers?: Record<string, string | number>;
  /** What its children that have ended came to, by pid. */
  exits?: Record<number, number>;
  /** Who runs it, where that is not whom its place starts its processes as. */
  as?: { user?: string; powers?: 'all' | 'none' };
  work: TaskWork;
}

export interface Unseen {
  /** Clock (ms). */
  at: number;
  stream: 'out' | 'err';
  text: string;
  /** The file that takes it. */
  path?: string;
}

export type TaskWork = ProgramWork | ScriptWork | FollowWork | EndedWork | TimeoutWork | ServerWork;

/** A command that is still to be begun. */
export interface ProgramWork {
  kind: 'program';
  argv: string[];
  /** What is known of its standard input. */
  stdin?: string;
  cwd?: string;
  env?: Record<string, string>;
}

/** A server, which goes on until it is ended. */
export interface ServerWork {
  kind: 'server';
}

/** A shell in its script. */
export interface ScriptWork {
  kind: 'script';
  /** What it reads: its script, then what `eval`, `.` and traps have added. */
  texts: string[];
  /** Where it is, the innermost last. */
  frames: Frame[];
  cwd: string;
  env: Record<string, string>;
  bash: boolean;
  /** What `ulimit` has set: the soft and the hard limit, by the resource's name. */
  limits?: Readonly<Record<string, readonly [soft: number, hard: number]>>;
  /** `$0`, and `$1` and on. */
  name: string;
  words: string[];
  stdin: string;
  /** `$?` and `$!`. */
  status: number;
  last?: number;
  /** Where functions stand, by name. */
  functions: Record<string, TreePath>;
  /** `set -e` */
  errexit?: true;
  /** Its children that nobody has waited for, by pid: those that have ended with their exit code. */
  jobs: Record<number, number | null>;
  /** The processes that it waits for, as `wait` names them or as its command is one. */
  awaited?: number[];
  /** Whether it waits as `wait` does, which a signal ends. */
  interruptible?: true;
  /** A child that is only there to be seen until the command is over. */
  shown?: number;
}

/** A command that has come to its end, which the world reaches when its time has come. */
export interface EndedWork {
  kind: 'ended';
  status: number;
}

/** `timeout`: it ends its child when its own time has come. */
export interface TimeoutWork {
  kind: 'timeout';
  child: number;
  signal: string;
  /** Whether the exit code is the command's own (`-p`). */
  preserve: boolean;
}

/** A place in a syntax tree: the text's number, then keys. */
export type TreePath = readonly (string | number)[];

/** A construct that a shell is in. */
export interface Frame {
  kind: 'list' | 'statement' | 'pipeline' | 'loop' | 'for' | 'count' | 'if' | 'scope' | 'text';
  at: TreePath;
  /** How far it is. */
  step: number;
  /** A failure in it does not end a script under `set -e`. */
  tested?: true;
  /** The process is there for this alone: its last command takes its place. */
  only?: true;
  /** What a `for` still has to go through, as words. */
  items?: string[];
  /** What a subshell or a function gives back at its end. */
  saved?: Partial<Pick<ScriptWork, 'cwd' | 'env' | 'words' | 'functions' | 'errexit' | 'status'>>;
  /** The pipe into which a pipeline's first command writes, which goes on by itself. */
  pipe?: string;
  /** Files that take its output. */
  sinks?: { out?: string; err?: string };
}

/** What follows something, or repeats itself: its kind stands in a table of the shell, with what it keeps in mind. */
export interface FollowWork {
  kind: 'follow';
  what: string;
  argv: string[];
  cwd: string;
  env: Record<string, string>;
  state: Record<string, unknown>;
}

/** Starts a process that has something to do by and by. */
export function startTask(kernel: Kernel, process: Parameters<typeof startProcess>[1], task: Task): Process {
  const started = startProcess(kernel, process);
  (kernel.tasks ??= {})[started.pid] = task;
  return started;
}

/** Tells the process that started one what that came to. */
export function noteExit({ processes, tasks }: Kernel, pid: number, exit: number): void {
  const waiting = tasks?.[processes[pid]?.parent ?? 0];
  if (!waiting) return;
  (waiting.exits ??= {})[pid] = exit;
  if (waiting.work.kind === 'script' && pid in waiting.work.jobs) waiting.work.jobs[pid] = exit;
}

/** What a process answers a signal with: its exit code, `'later'` where a handler decides; undefined where it has no handler. */
export function handlerOf(kernel: Kernel, pid: number, signal: string): number | 'later' | undefined {
  const handler = kernel.tasks?.[pid]?.handlers?.[signal];
  return typeof handler === 'string' ? 'later' : handler;
}

/** Sends a signal to a process that handles it in its own time. */
export function sendSignal(kernel: Kernel, pid: number, signal: string, now: number): void {
  const task = kernel.tasks?.[pid];
  if (!task) return;
  (task.signals ??= []).push(signal);
  // A shell sees to its traps when its command has ended; one that waits for its jobs, at once.
  if (task.work.kind === 'script' && task.work.interruptible) task.at = now;
}

/** Whether a task has something to do by a time. */
export function isReady(kernel: Kernel, pid: number, task: Task, now: number): boolean {
  if (kernel.processes[pid]?.frozen !== false) return false;
  if (task.at !== undefined && task.at <= now) return true;
  return task.waits !== undefined && !kernel.processes[task.waits];
}
