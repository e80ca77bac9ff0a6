/** Processes go on as time passes: each in its own time, one after the other, in the order in which their times come. */
import { dueForProbe } from '../../engine/api.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Task } from '../../kernel/process/task.ts';
import { hasDue, settleWorld } from '../../world/due.ts';
import { engineHost } from '../../world/engine-host.ts';
import type { World } from '../../world/world.ts';
import type { Running } from '../running.ts';
import type { Work } from '../work.ts';
import { isForeground } from './account.ts';
import { stepTask } from './step.ts';

export { sayLast } from './step.ts';

/** Work that all processes may do each time that they are let go on; what does not fit is left out, as on a machine that stalls. */
const WORK = 4000;
/** The same of all that they do while one line runs; the less is left of it, the less they may each time. */
const LINE = 20_000;
const PART = 5;
const LEAST = 60;

/** What processes have done while a line ran, by its account. */
const doneIn = new WeakMap<Work, number>();
/** What one may do without waiting; half of it when it goes on, and so forth. */
const SLICE = 6000;
/** What all those together may do that have gone on so for long. */
const BUSY = 200;

/** When a process goes on: what came due while it was frozen happens when it is thawed. */
function momentOf(kernel: Kernel, pid: number, { at, waits, unseen }: Task): number {
  const process = kernel.processes[pid];
  if (!process || process.frozen) return Infinity;
  const times = [at ?? Infinity, ...(unseen ?? []).map((each) => each.at)];
  if (waits !== undefined && !kernel.processes[waits]) times.push(0);
  return Math.max(Math.min(...times), process.thawed ?? 0);
}

const tasksOf = ({ kernel }: World): [number, Task][] =>
  Object.entries(kernel.tasks ?? {}).map(([pid, task]) => [Number(pid), task]);

/** The process whose time comes first, and when: of those that wait, and are at no command now. */
function first(world: World, atCommand?: ReadonlySet<number>): { pid: number; at: number } | undefined {
  let best: { pid: number; at: number } | undefined;
  for (const [pid, task] of tasksOf(world)) {
    if (task.busy !== undefined || atCommand?.has(pid)) continue;
    const at = momentOf(world.kernel, pid, task);
    if (at !== Infinity && (!best || at < best.at)) best = { pid, at };
  }
  return best;
}

/** Lets all processes go on whose time has come by now. */
export async function settleTasks(outer: Running): Promise<void> {
  const { session } = outer;
  const now = session.world.clock.now;
  const beside: Running = { ...outer, settling: true, traces: [], ran: new Set() };
  /** What a line waits for is its own traffic; that of others is not told. */
  const runningFor = (pid: number): Running => {
    const { jobs, traces, ran } = outer;
    const container = session.world.kernel.processes[pid]?.container?.id ?? '';
    return isForeground(jobs, session.world.kernel, pid) || jobs.watched.has(container)
      ? { ...beside, traces, ran }
      : beside;
  };
  const at = (moment: number): void => {
    if (session.world.clock.now !== moment) session.update(({ clock }) => void (clock.now = moment));
  };
  const before = doneIn.get(outer.work) ?? 0;
  const share = Math.max(LEAST, Math.min(WORK, Math.floor((LINE - before) / PART)));
  let left = share;
  let busy = BUSY;
  const rested = new Set<number>();
  try {
    for (;;) {
      const next = first(session.world, outer.stepping);
      if (left <= 0) break;
      if (!next || next.at > now) {
        if (!hasDue(session.world)) break;
        // What begins now may have something to do at once.
        session.update(settleWorld);
        continue;
      }
      at(Math.min(now, Math.max(next.at, 0) || now));
      if (hasDue(session.world)) session.update(settleWorld);
      left -= await stepTask(runningFor(next.pid), next.pid, SLICE);
      if (session.world.kernel.tasks?.[next.pid]?.busy) rested.add(next.pid);
      at(now);
    }
    if (left <= 0) leaveOut(outer, now);
    for (const [pid, task] of tasksOf(session.world)) {
      if (outer.stepping?.has(pid)) continue;
      if (task.follows && !session.world.kernel.processes[pid]?.frozen) await stepTask(runningFor(pid), pid, SLICE);
      if (!task.busy || rested.has(pid)) continue;
      const share = Math.floor(SLICE / 2 ** task.busy);
      if (share > BUSY) await stepTask(runningFor(pid), pid, share);
      else if (busy > 0) busy -= await stepTask(runningFor(pid), pid, Math.min(busy, BUSY / 4));
    }
  } finally {
    at(now);
  }
  if (hasDue(session.world)) session.update(settleWorld);
  doneIn.set(outer.work, before + share - left + BUSY - busy);
}

/** What there was no room for is not done: it goes on from now, whenever there is a slice of time, as what never waits does. */
function leaveOut({ session }: Running, now: number): void {
  session.update(({ kernel }) => {
    for (const task of Object.values(kernel.tasks ?? {}))
      if (task.at !== undefined && task.at <= now) Object.assign(task, { at: now, busy: (task.busy ?? 0) + 1 });
  });
}

/** When something next happens by itself, after now; undefined where nothing will. */
function nextMoment(world: World, atCommand?: ReadonlySet<number>): number | undefined {
  const { now } = world.clock;
  const task = first(world, atCommand);
  const moments = [task?.at ?? Infinity];
  for (const { engine } of Object.values(world.machines))
    if (engine) for (const { at } of Object.values(engine.pending)) moments.push(at);
  for (const { engine, name } of Object.values(world.machines))
    if (engine && Object.keys(engine.probed).length > 0)
      for (const { health } of dueForProbe({ ...engineHost(world, name), clock: { now: Infinity } }))
        moments.push(health?.next ?? Infinity);
  const next = Math.min(...moments.map((moment) => (moment <= now ? now + 1 : moment)));
  return next === Infinity ? undefined : next;
}

/** Moments that are gone through while something is waited for. */
const MOST_MOMENTS = 20_000;

/** Lets time pass until something is so, or a moment has come, or nothing more happens by itself. */
export async function passTime(
  running: Running,
  isSo: () => boolean,
  latest = Infinity,
): Promise<'so' | 'late' | 'never'> {
  const { session, work, jobs } = running;
  for (let moments = 0; ; moments += 1) {
    await settleTasks(running);
    if (isSo()) return 'so';
    const next = nextMoment(session.world, running.stepping);
    if (next === undefined && latest === Infinity) {
      const goesOn = [...jobs.foreground].some((pid) => session.world.kernel.tasks?.[pid]?.busy !== undefined);
      if (!goesOn) return 'never';
      work.spend('commands', BUSY);
      continue;
    }
    if (moments > MOST_MOMENTS || (doneIn.get(work) ?? 0) > LINE) {
      // A person looks on no longer.
      if (jobs.person && latest !== Infinity) return 'late';
      work.spend('commands', Infinity);
    }
    if (next === undefined || next > latest) {
      session.update(({ clock }) => void (clock.now = Math.max(clock.now, latest)));
      await settleTasks(running);
      return isSo() ? 'so' : 'late';
    }
    session.update(({ clock }) => void (clock.now = next));
  }
}
