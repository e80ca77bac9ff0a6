import type { Hop } from '../../../kernel/hop.ts';
import { endProcess } from '../../../kernel/process/processes.ts';
import type { Process } from '../../../kernel/process/process.ts';
import type { Place, World } from '../../../world/world.ts';
import type { Jobs } from '../../jobs.ts';
import type { Session } from '../../session.ts';
import type { Call } from '../../tool/call.ts';
import { onDemand } from '../../tool/later.ts';

/** What captures do: much code, loaded when there first is one. */
export const capturing = onDemand(() => import('./capture.ts'));

/** What captures need of the line that runs. */
export interface CaptureContext {
  readonly session: Session;
  readonly jobs: Jobs;
  /** A call as of a process at a place. */
  readonly callAt: (place: Place, argv: readonly string[]) => Call;
}

export type Capturing = Process & Required<Pick<Process, 'capture'>>;

const watched = ({ kernel }: World): Process[] => (kernel.watched ?? []).flatMap((pid) => kernel.processes[pid] ?? []);
const isCapturing = (process: Process): process is Capturing => process.capture !== undefined;

/** The processes that capture packets now. */
export const capturesIn = (world: World): Capturing[] =>
  world.kernel.watched === undefined
    ? []
    : (watched(world).filter((process) => isCapturing(process) && !process.frozen) as Capturing[]);

/** To be waited for before a line begins on a world that has captures; undefined where nothing is to wait for. */
export function awaitCaptures(world: World): Promise<unknown> | undefined {
  if (!watched(world).some(isCapturing)) return undefined;
  const doing = capturing();
  return doing instanceof Promise ? doing : undefined;
}

/** What captures do, where there is one: its line waited, or tcpdump has begun it. */
function present(): Exclude<ReturnType<typeof capturing>, Promise<unknown>> {
  const doing = capturing();
  if (doing instanceof Promise) throw new Error('a line began before its captures were loaded');
  return doing;
}

/** Ends what has come to its time limit. */
export function endDue(context: CaptureContext): void {
  const { world } = context.session;
  if (world.kernel.watched === undefined) return;
  for (const { pid, until } of watched(world))
    if (until !== undefined && until <= world.clock.now) endJob(context, pid);
}

const TIMED_OUT = 124;

function endJob(context: CaptureContext, pid: number): void {
  const { session, jobs } = context;
  endCapture(session, jobs, pid, { interrupted: true });
  session.update(({ kernel }) => endProcess(kernel, pid));
  jobs.exits.set(pid, TIMED_OUT);
}

/** Ends a process's capture, if it has one, which tells how much it heard; `interrupted` by a signal. */
export function endCapture(session: Session, jobs: Jobs, pid: number, how: { interrupted: boolean }): void {
  if (session.world.kernel.processes[pid]?.capture) present().endCapture(session, jobs, pid, how);
}

/** Hands the frames of a trace, which began at `start`, to the captures that listened to it. */
export function hear(
  context: CaptureContext,
  captures: readonly Capturing[],
  hops: readonly Hop[],
  start: number,
): void {
  if (captures.length > 0) present().hear(context, captures, hops, start);
}
