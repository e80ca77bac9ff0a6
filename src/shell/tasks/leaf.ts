/** A command of a process: run whole, in the process's own time. */
import type { Foreground, Limits } from '../../world/world.ts';
import type { Sinks as KernelSinks } from '../../kernel/process/process.ts';
import { newJobs } from '../jobs.ts';
import { runWords } from '../run.ts';
import type { Running, Shell } from '../running.ts';
import { runInBash, type Extra } from '../bash/run-in-bash.ts';
import type { Node } from '../script/syntax.ts';
import { commandWork, isEndless } from './account.ts';
import type { Stepping } from './types.ts';
import type { Unseen } from '../../kernel/process/task.ts';

export interface Around {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly bash: boolean;
  readonly zero?: string | undefined;
  readonly limits?: Limits | undefined;
  readonly exec?: boolean | undefined;
  readonly stdin?: string;
  readonly reads?: 'idle' | undefined;
  readonly sinks?: KernelSinks | undefined;
  /** It takes the process's place. */
  readonly itself?: boolean;
  readonly extra?: Extra | undefined;
}

/** What came of a command. */
export interface Leaf {
  readonly status: number;
  /** Where it left the shell. */
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly limits?: Limits | undefined;
  /** What it wrote, and when. */
  readonly written: readonly Unseen[];
  /** What it waits for, as it would hold a terminal. */
  readonly held?: Foreground | undefined;
  /** It does more than any command may, and so never ends. */
  readonly endless?: true;
}

/** Runs words, or a script of the library's; the clock is where it ends then. */
export async function runLeaf(
  stepping: Stepping,
  what: readonly string[] | { readonly script: Node } | { readonly text: string },
  { cwd, env, limits, bash, zero, exec, stdin = '', reads, sinks, itself, extra }: Around,
): Promise<Leaf> {
  const { running, pid, place, task } = stepping;
  const { session } = running;
  const work = commandWork(stepping);
  const written: Unseen[] = [];
  let held: Foreground | undefined;
  const write = (stream: Unseen['stream']) => (text: string) => {
    work.spend('output', text.length);
    const at = session.world.clock.now;
    const last = written.at(-1);
    if (last?.stream === stream && last.at === at) last.text += text;
    else written.push({ at, stream, text });
  };
  const output = { out: write('out'), err: write('err') };
  const inner: Running = {
    ...running,
    ...output,
    work,
    ran: new Set(),
    tty: false,
    enter: () => undefined,
    edit: () => undefined,
    jobs: { ...newJobs(place, false, output), outer: running.jobs, holds: (what) => void (held = what) },
    late: output,
    within: { pid, itself: itself === true },
  };
  const shell: Shell = { place, cwd, env: { ...env }, limits, bash, zero, exec, reads, sinks, ...task.as };
  const run = async (): Promise<number> => {
    if (Array.isArray(what)) return runWords(inner, shell, what as readonly string[], stdin);
    const whole = what as { readonly script?: Node; readonly text?: string };
    return runInBash(inner, shell, whole.text ?? whole.script ?? '', stdin, extra);
  };
  try {
    const status = await run();
    return { status, cwd: shell.cwd, env: shell.env, limits: shell.limits, written, held };
  } catch (error) {
    return { status: 0, cwd, env, limits, written, endless: isEndless(stepping, error) };
  }
}
