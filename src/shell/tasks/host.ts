/** What a script finds around it: its commands run at its process's place, in its process's time. */
import type { Frame, ScriptWork, Task } from '../../kernel/process/task.ts';
import { startTask } from '../../kernel/process/task.ts';
import { endProcess, startProcess } from '../../kernel/process/processes.ts';
import type { Process, Sinks as KernelSinks } from '../../kernel/process/process.ts';
import { FileError } from '../files/entry.ts';
import { find, obstacle, setDescriptor, treeAt, writeText } from '../files/tree.ts';
import type { Came, ScriptHost } from '../script/host.ts';
import { commandOf, contains, isNode, nodeAt, scriptOf, type Node } from '../script/syntax.ts';
import type { Sinks } from '../script/types.ts';
import { MEMORY, OutOfMemory, PROCESSES } from './account.ts';
import { runLeaf, type Leaf } from './leaf.ts';
import { print, toFile } from './output.ts';
import { goesOnByItself } from './recognise.ts';
import type { Stepping } from './types.ts';
import { unopened, voiceOf } from '../voice.ts';

/** What it costs to begin a run of the library. */
const LIBRARY = 40;
/** Under which the library hands over the words that it has expanded. */
const WORDS = '__words';

const sizeOf = (env: Readonly<Record<string, string>>): number =>
  Object.values(env).reduce((sum, { length }) => sum + length, 0);

export function hostFor(stepping: Stepping, script: ScriptWork): ScriptHost {
  const { running, pid, place, task, spend, charge } = stepping;
  const { session } = running;
  const lives = (other: number): boolean => session.world.kernel.processes[other] !== undefined;

  const voice = voiceOf({ tty: false, session }, { place, cwd: '/', env: {}, bash: script.bash, zero: script.name });

  /** Where a stream leads, through the constructs that the script is in. */
  const pathOf = (stream: 'out' | 'err', own: Sinks = {}): { stream: 'out' | 'err'; path?: string } => {
    let at = stream;
    for (const sinks of [own, ...script.frames.toReversed().map((frame) => frame.sinks ?? {})]) {
      const path = sinks[at];
      if (path === '&1' || path === '&2') at = path === '&1' ? 'out' : 'err';
      else if (path !== undefined) return { stream: at, path };
    }
    return { stream: at };
  };

  const write = (stream: 'out' | 'err', text: string, own?: Sinks): void => {
    const to = pathOf(stream, own);
    if (to.path === undefined) print(running, pid, to.stream, text);
    else toFile(running, place, to.path, text);
  };

  /** The same as the kernel keeps it for a process that goes on by itself. */
  const sinksFor = (own?: Sinks): KernelSinks | undefined => {
    const [out, err] = (['out', 'err'] as const).map((stream) => pathOf(stream, own));
    const process = session.world.kernel.processes[pid];
    if (out?.path === undefined && err?.path === undefined) return process?.sinks;
    const file = (path: string | undefined, otherwise: KernelSinks['out']): KernelSinks['out'] =>
      path === undefined ? otherwise : { place, path };
    const [toOut, toErr] = [file(out?.path, process?.sinks?.out), file(err?.path, process?.sinks?.err)];
    return { ...(toOut && { out: toOut }), ...(toErr && { err: toErr }) };
  };

  const wait = (pids: number[]): Came => {
    script.awaited = pids;
    const [first] = pids;
    if (first !== undefined) task.waits = first;
    return 'waits';
  };

  /** What a command has come to; where time has to pass until then, the process waits. */
  const settle = (leaf: Leaf, began: number, words: readonly string[], only: boolean, own?: Sinks): Came => {
    const ended = session.world.clock.now;
    const gone = !lives(pid);
    if (ended !== began) session.update(({ clock }) => void (clock.now = began));
    if (gone) return 'gone';
    if (leaf.endless) return 'waits';
    script.status = leaf.status;
    const later = leaf.written.filter(({ at }) => at > began);
    for (const { at, stream, text } of leaf.written) if (at <= began) write(stream, text, own);
    for (const { at, stream, text } of later) {
      const to = pathOf(stream, own);
      (task.unseen ??= []).push({ at, stream: to.stream, text, ...(to.path !== undefined && { path: to.path }) });
    }
    if (leaf.held?.kind === 'process') {
      if (leaf.held.pid === pid) {
        task.work = { kind: 'server' };
        delete task.at;
        return 'waits';
      }
      return wait([leaf.held.pid]);
    }
    if (ended <= began) {
      if (only) script.frames.length = 0;
      return 'done';
    }
    if (only) {
      become(words);
      task.work = { kind: 'ended', status: leaf.status };
    } else {
      const child = show(words);
      if (child !== undefined) script.shown = child;
    }
    if (Number.isFinite(ended)) task.at = ended;
    else delete task.at;
    return 'waits';
  };

  const become = (words: readonly string[]): void =>
    session.update(({ kernel }) => {
      const process = kernel.processes[pid];
      if (!process) return;
      process.program = programOf(words);
      process.command = [...words];
    });

  const childOf = (process: Process, words: readonly string[]) => ({
    parent: pid,
    machine: process.machine,
    namespace: process.namespace,
    ...(process.container && {
      container: { id: process.container.id, pid: session.world.kernel.nextPid },
      hostname: process.hostname ?? '',
    }),
    program: programOf(words),
    command: [...words],
    started: session.world.clock.now,
  });

  /** A child that is seen until its command is over. */
  const show = (words: readonly string[]): number | undefined =>
    session.update(({ kernel }) => {
      const process = kernel.processes[pid];
      return process && startProcess(kernel, { ...childOf(process, words), sinks: {} }).pid;
    });

  const start = (words: readonly string[], child: Task, own?: Sinks): number | undefined => {
    const sinks = sinksFor(own);
    if (Object.keys(session.world.kernel.tasks ?? {}).length >= PROCESSES) throw new OutOfMemory();
    return session.update(({ kernel }) => {
      const process = kernel.processes[pid];
      return (
        process &&
        startTask(
          kernel,
          { ...childOf(process, words), ...(sinks && { sinks }) },
          { ...child, ...(task.as && { as: task.as }) },
        ).pid
      );
    });
  };

  /** The script's own surroundings for a construct that the library runs: its words, functions and last status. */
  const preparing = (node: Node): Node[] => [
    ...(script.words.length > 0 ? [commandOf('set', ['--', ...script.words])] : []),
    ...Object.entries(script.functions).flatMap(([, at]) => {
      const defined = nodeAt(script.texts, at);
      return isNode(defined) ? [defined] : [];
    }),
    ...(script.status !== 0 && contains(node, (each) => each.type === 'ParameterExpansion' && each['parameter'] === '?')
      ? [
          {
            type: 'Subshell',
            redirections: [],
            body: scriptOf([commandOf('exit', [String(script.status)])])['statements'],
          },
        ]
      : []),
  ];

  const take = (characters: number): void => {
    charge('memory', characters);
    if (characters > MEMORY) throw new OutOfMemory();
  };

  /** What its jobs came to that one of its own commands has ended. */
  const reap = (): void => {
    const exits = session.world.kernel.tasks?.[pid]?.exits ?? {};
    for (const [job, exit] of Object.entries(exits))
      if (script.jobs[Number(job)] === null) script.jobs[Number(job)] = exit;
  };

  const around = { bash: script.bash, zero: script.name, stdin: script.stdin };
  const keep = ({ cwd, env, limits }: Pick<Leaf, 'cwd' | 'env' | 'limits'>): void => {
    take(Math.max(0, sizeOf(env) - sizeOf(script.env)));
    reap();
    script.cwd = cwd;
    script.env = { ...env };
    if (limits) script.limits = limits;
  };

  return {
    pid,
    task,
    script,
    spend,
    take,
    lives,
    now: () => session.world.clock.now,
    err: (text) => write('err', text),
    voice,
    async run(words, { only, exec, sinks, reads }) {
      spend(1);
      const began = session.world.clock.now;
      if (goesOnByItself(session.world, place, words)) {
        const task_: Task = {
          at: began,
          work: { kind: 'program', argv: [...words], cwd: script.cwd, env: { ...script.env } },
        };
        if (only) {
          const to = sinksFor(sinks);
          session.update(({ kernel }) => {
            const process = kernel.processes[pid];
            if (process && to) process.sinks = to;
          });
          Object.assign(task, task_);
          delete task.handlers;
          return 'waits';
        }
        const child = start(words, task_, sinks);
        return child === undefined ? 'gone' : wait([child]);
      }
      const leaf = await runLeaf(stepping, words, {
        cwd: script.cwd,
        env: script.env,
        limits: script.limits,
        ...around,
        exec,
        reads,
        sinks: sinksFor(sinks),
        itself: only,
      });
      keep(leaf);
      return settle(leaf, began, words, only, sinks);
    },
    beside: (words) => {
      const argv = [...words];
      start(argv, { at: session.world.clock.now, work: { kind: 'program', argv, cwd: script.cwd, env: script.env } });
    },
    async runWhole(node) {
      spend(LIBRARY);
      const began = session.world.clock.now;
      const what =
        typeof node['text'] === 'string' ? { text: node['text'] } : { script: scriptOf([...preparing(node), node]) };
      const leaf = await runLeaf(stepping, what, {
        cwd: script.cwd,
        env: script.env,
        limits: script.limits,
        ...around,
        sinks: sinksFor(),
      });
      keep(leaf);
      return settle(leaf, began, wordsShown(node), false);
    },
    async expand(words) {
      spend(LIBRARY);
      let found: readonly string[] = [];
      const began = session.world.clock.now;
      const command = { ...commandOf(WORDS, []), args: words };
      const leaf = await runLeaf(
        stepping,
        { script: scriptOf([...preparing(command), command]) },
        {
          cwd: script.cwd,
          env: script.env,
          limits: script.limits,
          ...around,
          extra: { name: WORDS, run: (args) => ((found = args), 0) },
        },
      );
      keep(leaf);
      session.update(({ clock }) => void (clock.now = began));
      for (const { stream, text } of leaf.written) if (stream === 'err') write(stream, text);
      return [...found];
    },
    open: (sinks, appends) => {
      const paths = new Set([sinks.out, sinks.err].filter((path) => path !== undefined && !/^&|^\/dev\//.test(path)));
      for (const path of paths) {
        const reason = obstacle(treeAt(session.world, place), path ?? '');
        if (reason !== undefined) {
          write('err', unopened(voice, 1, path ?? '', false, reason));
          return false;
        }
        if (appends.has(path ?? '')) continue;
        try {
          session.update((world) => writeText(treeAt(world, place), path ?? '', ''));
        } catch (error) {
          if (!(error instanceof FileError)) throw error;
          return false;
        }
      }
      return true;
    },
    openPipe: () => {
      const path = `/dev/fd/${pid}`;
      session.update((world) => setDescriptor(treeAt(world, place), path, ''));
      return path;
    },
    closePipe: (path) => session.update((world) => setDescriptor(treeAt(world, place), path, undefined)),
    read: (path) => {
      const file = find(treeAt(session.world, place), path);
      return file?.kind === 'file' ? file.read() : undefined;
    },
    fork: (frames: Frame[]) => {
      const process = session.world.kernel.processes[pid];
      const words = process?.command ?? ['sh'];
      const { frames: _, jobs: __, awaited: ___, shown: ____, ...memory } = script;
      const copied: ScriptWork = JSON.parse(JSON.stringify({ ...memory, frames, jobs: {} })) as ScriptWork;
      return start(words, { at: session.world.clock.now, work: copied }) ?? 0;
    },
  };
}

/** How `ps` shows what the library runs: the first command of it that waits, else the shell itself. */
function wordsShown(node: Node): readonly string[] {
  let found: readonly string[] | undefined;
  contains(node, (each) => {
    if (each.type !== 'SimpleCommand' || !isNode(each['name'])) return false;
    const words = [each['name'], ...(each['args'] as Node[])].map((word) =>
      ((word['parts'] ?? []) as Node[])
        .map((part) => (typeof part['value'] === 'string' ? part['value'] : ''))
        .join(''),
    );
    found ??= words;
    return true;
  });
  return found ?? ['sh'];
}

const programOf = ([name = 'sh']: readonly string[]): string => name.slice(name.lastIndexOf('/') + 1);

/** Ends what was only shown while a command was at it. */
export function hideChild({ running: { session } }: Stepping, script: ScriptWork): void {
  const { shown } = script;
  if (shown === undefined) return;
  delete script.shown;
  session.update(({ kernel }) => endProcess(kernel, shown));
}
