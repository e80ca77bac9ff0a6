import { signalMain } from '../../engine/api.ts';
import { endProcess } from '../../kernel/process/processes.ts';
import { isRunning, type Container } from '../../engine/container/container.ts';
import { engineHost } from '../../world/place.ts';
import type { Foreground, Place, World } from '../../world/world.ts';
import type { Jobs } from '../jobs.ts';
import { endCapture } from '../linux/tcpdump/captures.ts';
import type { Session } from '../session.ts';
import { foregroundAt } from './terminal.ts';
import { own } from '../../kernel/own.ts';

/** Exit code of what an interrupt ended. */
export const INTERRUPTED = 130;

/** Lets something hold the terminal of the line. False where nobody sits there. */
export function hold(session: Session, { person, place }: Jobs, what: Foreground): boolean {
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
  session.update(({ kernel }) => endProcess(kernel, pid));
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
  return interruptContainer(session, jobs, place, held);
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
