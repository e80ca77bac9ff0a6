import { signalMain, stopContainer } from '../../engine/api.ts';
import { endProcesses } from '../../kernel/process/processes.ts';
import { isRunning, type Container } from '../../engine/container/container.ts';
import { engineHost } from '../../world/engine-host.ts';
import type { Foreground, Place, World } from '../../world/world.ts';
import type { Jobs } from '../jobs.ts';
import { endCapture } from '../linux/tcpdump/captures.ts';
import type { Session } from '../session.ts';
import { foregroundAt } from './terminal.ts';
import { own } from '../../kernel/own.ts';

/** Exit code of what an interrupt ended. */
export const INTERRUPTED = 130;

/** Lets something hold the terminal of the line. False where nobody sits there. */
export function hold(session: Session, { person, place, holds }: Jobs, what: Foreground): boolean {
  if (holds) {
    holds(what);
    return true;
  }
  if (person) session.update((world) => void ((world.foreground ??= {})[place] = what));
  return person;
}

/** Gives a terminal back to its shell. */
function letGo(world: World, place: Place): void {
  if (!world.foreground) return;
  delete world.foreground[place];
  if (Object.keys(world.foreground).length === 0) delete world.foreground;
}

/** Interrupts a process: it says what it has to say and ends. */
export function interrupt(session: Session, jobs: Jobs, pid: number): void {
  endCapture(session, jobs, pid, { interrupted: true });
  const group = groupOf(session.world, pid);
  for (const member of group)
    if (session.world.kernel.processes[member]?.capture) endCapture(session, jobs, member, { interrupted: true });
  session.update(({ kernel }) => endProcesses(kernel, [pid, ...group]));
}

/** The processes that an interrupt reaches with the one in the foreground: its children, but for those in the background. */
function groupOf(world: World, pid: number): number[] {
  const { processes, tasks } = world.kernel;
  const work = tasks?.[pid]?.work;
  if (!work) return [];
  const beside = work.kind === 'script' ? work.jobs : {};
  const children = Object.values(processes).filter(({ pid: child, parent }) => parent === pid && !(child in beside));
  return children.flatMap(({ pid: child }) => [child, ...groupOf(world, child)]);
}

/** The docker client gives up at the third interrupt (docker/cli: forceExitAfter3TerminationSignals). */
const PATIENCE = 3;

/** Ctrl-C at a place's terminal. Returns the exit code of what it ended; undefined where that goes on, or nothing was there. */
export function interruptAt(session: Session, jobs: Jobs, place: Place): number | undefined {
  const held = foregroundAt(session.world, place);
  if (!held) {
    if (own(session.world.foreground, place)) session.update((world) => letGo(world, place));
    return undefined;
  }
  jobs.terminal.err('^C');
  if (held.kind === 'process') {
    session.update((world) => letGo(world, place));
    if (held.reached) interrupt(session, jobs, held.pid);
    return jobs.exits.get(held.pid) ?? INTERRUPTED;
  }
  if (held.kind === 'compose') {
    interruptCompose(session, jobs, held);
    session.update((world) => letGo(world, place));
    return INTERRUPTED;
  }
  return interruptContainer(session, jobs, place, held);
}

/** `docker compose up` stops all that it started, one after the other, and tells of it among their output. */
function interruptCompose(session: Session, { terminal }: Jobs, held: Foreground & { kind: 'compose' }): void {
  const { machine, stops } = held;
  terminal.out('Gracefully Stopping... press Ctrl+C again to force\n');
  const tell = (name: string, what: string): void =>
    terminal.out(`\u001b[K Container ${name}  \u001b[32m${what}\u001b[0m\n`);
  for (const id of stops) {
    const container = own(session.world.machines, machine)?.engine?.containers[id];
    if (!container) continue;
    tell(container.name, 'Stopping');
    session.update((world) => stopContainer(engineHost(world, machine), id));
    tell(container.name, 'Stopped');
  }
}

function interruptContainer(
  session: Session,
  { terminal }: Jobs,
  place: Place,
  held: Foreground & { kind: 'container' },
): number | undefined {
  const { machine, id, interrupts } = held;
  if (interrupts === undefined) {
    session.update((world) => letGo(world, place));
    return INTERRUPTED;
  }
  const container = (): Container | undefined => own(session.world.machines, machine)?.engine?.containers[id];
  session.update((world) => signalMain(engineHost(world, machine), id, 'INT', false));
  const after = container();
  if (!after || !isRunning(after)) {
    session.update((world) => letGo(world, place));
    return after?.state.exitCode ?? 0;
  }
  if (interrupts + 1 < PATIENCE) {
    const again: Foreground = { ...held, interrupts: interrupts + 1 };
    session.update((world) => void ((world.foreground ??= {})[place] = again));
    return undefined;
  }
  session.update((world) => letGo(world, place));
  terminal.err('\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n');
  return 1;
}

/** A line is typed where something holds the terminal: that is interrupted until it gives the terminal back. */
export function takeTerminal(session: Session, jobs: Jobs, place: Place): void {
  for (let left = PATIENCE; left > 0 && own(session.world.foreground, place); left -= 1)
    interruptAt(session, jobs, place);
}
