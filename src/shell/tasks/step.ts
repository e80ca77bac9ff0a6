/** One step of a process that goes on by and by. */
import { endMain, parseSignal } from '../../engine/api.ts';
import type { FollowWork, Task, TimeoutWork } from '../../kernel/process/task.ts';
import { noteExit } from '../../kernel/process/task.ts';
import { endProcess, endProcesses } from '../../kernel/process/processes.ts';
import { engineHost } from '../../world/engine-host.ts';
import { placeOfProcess } from '../linux/processes/place.ts';
import { callAs } from '../run.ts';
import type { Running } from '../running.ts';
import { goOn } from '../script/machine.ts';
import { ToolError } from '../tool/tool-error.ts';
import type { Excess } from '../work.ts';
import { commandWork, COSTS, isEndless, isForeground, KILLED, MEMORY, OutOfMemory } from './account.ts';
import { followers } from './followers.ts';
import { hideChild, hostFor } from './host.ts';
import { print, toFile } from './output.ts';
import { containerOf, isMain } from './place.ts';
import { begin } from './program.ts';
import { Slice, type Stepping, type Went } from './types.ts';

/** What it takes to take up a character of what a process has in mind, and to put it down again. */
const COPIED = 0.0005;

/**
 * Lets a process go on until it waits, ends, or has used its share of work. The clock is where its time has come.
 * @returns what it has used
 */
export async function stepTask(running: Running, pid: number, share: number): Promise<number> {
  const { session } = running;
  const { processes, tasks } = session.world.kernel;
  const process = processes[pid];
  const kept = tasks?.[pid];
  if (!process || !kept) return 1;
  const memory = JSON.stringify(kept);
  const taking = 1 + Math.floor(memory.length * COPIED);
  if (memory.length > MEMORY) {
    end(running, pid, KILLED);
    return 1;
  }
  const task = JSON.parse(memory) as Task;
  const line = isForeground(running.jobs, session.world.kernel, pid) ? running.work : undefined;
  const isWatched = !line && running.jobs.watched.has(process.container?.id ?? '');
  let used = 0;
  const spend = (steps: number): void => {
    // What has begun is done: even the smallest share lets it come on.
    if (used > share) throw new Slice();
    used += steps;
    line?.spend('commands', 1 / COSTS.commands);
  };
  const charge = (what: Excess, amount: number): void => {
    used += amount * COSTS[what];
    // Output counts where it is shown.
    if (what !== 'output') line?.spend(what, amount);
    if (isWatched && what === 'hops') running.work.spend(what, amount);
  };
  const inner: Running = { ...running, stepping: new Set([...(running.stepping ?? []), pid]) };
  const stepping: Stepping = {
    running: inner,
    pid,
    place: placeOfProcess(session.world, process),
    task,
    spend,
    charge,
  };
  const began = session.world.clock.now;
  if (show(stepping)) {
    store(stepping);
    return taking;
  }
  delete task.at;
  const slices = task.busy ?? 0;
  delete task.busy;
  try {
    const went = await go(stepping);
    if (typeof went === 'object') {
      if (task.work.kind === 'script') running.jobs.left.set(pid, { cwd: task.work.cwd, env: task.work.env });
      end(running, pid, went.exit);
    }
    if (went === 'waits') store(stepping);
  } catch (error) {
    if (error instanceof OutOfMemory) {
      end(running, pid, KILLED);
      return used + taking;
    }
    if (!(error instanceof Slice)) throw error;
    task.busy = slices + 1;
    task.at = began;
    store(stepping);
  }
  return used + taking;
}

/** Shows what was written ahead of its time and has its time now. Returns whether that is all that was to be done. */
function show({ running, pid, place, task }: Stepping): boolean {
  const { unseen, at } = task;
  if (!unseen) return false;
  const now = running.session.world.clock.now;
  for (const { at: due, stream, text, path } of unseen) {
    if (due > now) continue;
    if (path === undefined) print(running, pid, stream, text);
    else toFile(running, place, path, text);
  }
  const left = unseen.filter(({ at: due }) => due > now);
  if (left.length > 0) task.unseen = left;
  else delete task.unseen;
  return at === undefined || at > now;
}

function store({ running: { session }, pid, task }: Stepping): void {
  session.update(({ kernel }) => {
    if (kernel.processes[pid]) (kernel.tasks ??= {})[pid] = task;
  });
}

async function go(stepping: Stepping): Promise<Went> {
  const { task, running, pid } = stepping;
  for (;;) {
    switch (task.work.kind) {
      case 'program': {
        const went = await begin(stepping, task.work);
        if (went !== 'on') return went;
        break;
      }
      case 'script': {
        hideChild(stepping, task.work);
        const went = await goOn(hostFor(stepping, task.work));
        // Its place was taken by another command.
        if (went === 'waits' && (task.work.kind as string) === 'program') break;
        return went;
      }
      case 'follow':
        return follow(stepping, task.work);
      case 'timeout':
        return timeUp(stepping, task.work);
      case 'ended':
        return { exit: task.work.status };
      case 'server':
        // What it started in its own place is over, and it with that.
        if (task.waits !== undefined && !running.session.world.kernel.processes[task.waits])
          return { exit: task.exits?.[task.waits] ?? 0 };
        return running.session.world.kernel.processes[pid] ? 'waits' : 'gone';
    }
  }
}

/** What `timeout` gives where its time was up. */
const TIMED_OUT = 124;

function timeUp({ running, task }: Stepping, { child, signal, preserve }: TimeoutWork): Went {
  const { session } = running;
  if (!session.world.kernel.processes[child]) return { exit: task.exits?.[child] ?? 0 };
  const { number } = parseSignal(signal);
  const ending = session.world.kernel.tasks?.[child]?.work;
  if (signal === 'TERM' && ending?.kind === 'follow' && followers[ending.what]?.heedsTerm) sayLast(running, child);
  session.update(({ kernel }) => endProcesses(kernel, [child, ...descendants(kernel.processes, child)]));
  return { exit: preserve || signal === 'KILL' ? 128 + number : TIMED_OUT };
}

/** Pids of the children of a process, and of theirs. */
export function descendants(
  processes: Readonly<Record<number, { pid: number; parent: number }>>,
  of: number,
): number[] {
  const children = Object.values(processes).filter(({ parent }) => parent === of);
  return children.flatMap(({ pid }) => [pid, ...descendants(processes, pid)]);
}

async function follow(stepping: Stepping, work: FollowWork): Promise<Went> {
  const { running, pid, place, task, spend } = stepping;
  const { session } = running;
  spend(5);
  const follower = followers[work.what];
  if (!follower) return { exit: 1 };
  const began = session.world.clock.now;
  const write = (stream: 'out' | 'err') => (text: string) => {
    const at = session.world.clock.now;
    if (at <= began) print(running, pid, stream, text);
    else (task.unseen ??= []).push({ at, stream, text });
  };
  const output = { out: write('out'), err: write('err') };
  const call = callAs(
    { ...running, ...output, tty: false, work: commandWork(stepping), within: { pid, itself: true } },
    place,
    work,
  );
  try {
    const { at, state, exit } = await follower.step(call, work.state);
    session.update(({ clock }) => void (clock.now = began));
    if (exit !== undefined) return { exit };
    work.state = state;
    if (at === undefined) task.follows = true;
    else task.at = at;
    return session.world.kernel.processes[pid] ? 'waits' : 'gone';
  } catch (error) {
    session.update(({ clock }) => void (clock.now = began));
    if (error instanceof ToolError) {
      print(running, pid, 'err', error.stderr);
      return { exit: error.exit };
    }
    isEndless(stepping, error);
    return 'waits';
  }
}

/** Lets a follower say what it has to say before it is interrupted. */
export function sayLast(running: Running, pid: number): void {
  const { session } = running;
  const task = session.world.kernel.tasks?.[pid];
  const process = session.world.kernel.processes[pid];
  if (task?.work.kind !== 'follow' || !process) return;
  const { work } = task;
  const output = {
    out: (text: string) => print(running, pid, 'out', text),
    err: (text: string) => print(running, pid, 'err', text),
  };
  const call = callAs({ ...running, ...output, tty: false }, placeOfProcess(session.world, process), work);
  followers[work.what]?.last?.(call, work.state);
  // It is said once.
  session.update(({ kernel }) => {
    const saying = kernel.tasks?.[pid];
    if (saying) saying.work = { kind: 'server' };
  });
}

/** Ends a process; who waits for it learns how. */
export function end({ session, jobs }: Running, pid: number, exit: number): void {
  jobs.exits.set(pid, exit);
  const ending = session.world.kernel.processes[pid];
  // Who is attached to a container asks for its first process.
  const main = ending && isMain(session.world, ending) ? containerOf(session.world, ending)?.state.pid : undefined;
  if (main !== undefined) jobs.exits.set(main, exit);
  session.update((world) => {
    const { kernel, clock } = world;
    const process = kernel.processes[pid];
    if (!process) return;
    noteExit(kernel, pid, exit);
    const waiting = kernel.tasks?.[process.parent];
    if (waiting?.waits === pid) waiting.at = clock.now;
    if (isMain(world, process) && process.container)
      endMain(engineHost(world, process.machine), process.container.id, exit);
    else endProcess(kernel, pid);
  });
}
