import type { Hop } from '../../../kernel/hop.ts';
import { endProcess } from '../../../kernel/process/processes.ts';
import type { Process } from '../../../kernel/process/process.ts';
import { record } from '../../../wire/pcap.ts';
import type { Seen } from '../../../wire/seen.ts';
import { wireOf } from '../../../wire/wire.ts';
import { append, emit, type Jobs } from '../../jobs.ts';
import type { Session } from '../../session.ts';
import type { Call } from '../../tool/call.ts';
import { placeOfProcess } from '../processes/place.ts';
import type { Filter } from './filter/filter.ts';
import { parseFilter } from './filter/parse.ts';
import { heard } from './hear.ts';
import { matches } from './filter/match.ts';
import type { CaptureContext, Capturing } from './captures.ts';
import { filterNames, printNames } from './names.ts';
import { readOptions, type Options } from './options.ts';
import { printFrame } from './print/frame.ts';
import type { Printing } from './print/printing.ts';

const plural = (count: number): string => `${count} packet${count === 1 ? '' : 's'}`;

/** Ends a capture, which tells how much it heard; `interrupted` by a signal rather than by its own count. */
export function endCapture(session: Session, jobs: Jobs, pid: number, { interrupted }: { interrupted: boolean }): void {
  const process = session.world.kernel.processes[pid];
  if (!process?.capture) return;
  const { captured, received } = process.capture;
  const options = optionsOf(process);
  if (interrupted && options?.write === undefined) emit(session, jobs, pid, 'out', '\n');
  if (options?.counts) emit(session, jobs, pid, 'out', `${plural(captured)}\n`);
  const counts = `${plural(captured)} captured\n${plural(received)} received by filter\n0 packets dropped by kernel\n`;
  emit(session, jobs, pid, 'err', counts);
  jobs.exits.set(pid, 0);
  session.update(({ kernel }) => endProcess(kernel, pid));
}

function optionsOf({ command }: Process): Options | undefined {
  const options = readOptions(command.slice(1));
  return 'complaint' in options ? undefined : options;
}

/** A capture at work on one trace. */
interface Work {
  readonly context: CaptureContext;
  readonly pid: number;
  readonly options: Options;
  readonly printing: Printing;
  readonly cooked: boolean;
}

/** A capture that has all it wants still counts what comes until its process hears of it (ms; a block of the ring's timeout). */
const LATENCY = 500;

/** Hands the frames of a trace, which began at `start`, to the captures that listened to it. */
export function hear(
  context: CaptureContext,
  captures: readonly Capturing[],
  hops: readonly Hop[],
  start: number,
): void {
  const { jobs, session } = context;
  const listen = (): void => listenTo(context, captures, hops, start);
  if (jobs.unheard) return void jobs.unheard.push(listen);
  // Names are asked for while frames are printed: what that sends is heard after them, and takes nobody else's time.
  jobs.unheard = [listen];
  const { now } = session.world.clock;
  for (let next = jobs.unheard.shift(); next; next = jobs.unheard.shift()) next();
  jobs.unheard = undefined;
  if (session.world.clock.now > now) session.update(({ clock }) => void (clock.now = now));
}

function listenTo(context: CaptureContext, captures: readonly Capturing[], hops: readonly Hop[], start: number): void {
  const { kernel, seed } = context.session.world;
  const wire = wireOf(kernel, hops, start, seed);
  for (const process of captures) {
    const options = optionsOf(process);
    if (!options) continue;
    const { namespace, capture } = process;
    const frames = heard(hops, { kernel, namespace, capture, promiscuous: options.promiscuous, start, wire });
    take(context, process, options, frames);
  }
}

function take(
  context: CaptureContext,
  { pid, command, capture, until = Infinity }: Capturing,
  options: Options,
  frames: readonly Seen[],
): void {
  const { session } = context;
  const process = session.world.kernel.processes[pid];
  if (!process) return;
  const call = context.callAt(placeOfProcess(session.world, process), command);
  const filter = filterOf(call, options, capture);
  const wanted = frames.filter(
    (seen) => seen.at <= until && goesRight(seen, options) && (!filter || matches(filter, seen)),
  );
  if (wanted.length === 0) return;
  const printing = {
    style: options.style,
    names: printNames(call, options.style, context.jobs.names),
    conversations: new Map(),
  };
  const work: Work = { context, pid, options, printing, cooked: capture.device === undefined };
  const left = (capture.limit ?? Infinity) - capture.captured;
  // Both copies of what goes over lo are counted, one is shown.
  const shown = wanted.filter(({ device, direction }) => device.name !== 'lo' || direction !== 'Out');
  const taken = shown.slice(0, left);
  const end = taken.length === left ? (taken.at(-1)?.at ?? 0) + LATENCY : Infinity;
  for (const seen of taken) tell(work, seen);
  session.update(({ kernel }) => {
    const listening = kernel.processes[pid]?.capture;
    if (listening) listening.received += wanted.filter(({ at }) => at <= end).length;
  });
  if (taken.length === left) endCapture(session, context.jobs, pid, { interrupted: false });
}

/** The filter of a capture; its names were resolved when it began. */
export function filterOf(
  call: Call,
  { filter }: Options,
  notes: { hosts: Record<string, string[]> },
): Filter | undefined {
  return parseFilter(filter, filterNames(call, notes));
}

export const goesRight = ({ direction }: Seen, { direction: wanted }: Options): boolean =>
  wanted === 'inout' || (direction === 'Out') === (wanted === 'out');

/** Prints or saves one frame. */
function tell({ context, pid, options, printing, cooked }: Work, seen: Seen): void {
  const { session, jobs } = context;
  const capture = session.world.kernel.processes[pid]?.capture;
  if (!capture) return;
  if (options.write === undefined || options.print) {
    const before = { count: capture.captured, first: capture.first, last: capture.last };
    const text = printFrame(seen, printing, before, cooked);
    if (!options.counts) emit(session, jobs, pid, 'out', text);
  }
  if (options.write !== undefined) {
    const process = session.world.kernel.processes[pid];
    const place = process && placeOfProcess(session.world, process);
    if (place !== undefined) append(session, { place, path: options.write }, record(seen, options.style.snapshot));
  }
  session.update(({ kernel }) => {
    const listening = kernel.processes[pid]?.capture;
    if (!listening) return;
    listening.captured += 1;
    listening.first ??= seen.at;
    listening.last = seen.at;
  });
}
