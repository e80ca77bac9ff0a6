import type { Process, Sink } from '../kernel/process/process.ts';
import type { Foreground, Place, ShellState, World } from '../world/world.ts';
import { FileError } from './files/entry.ts';
import { find, treeAt, writeText } from './files/tree.ts';
import type { Session } from './session.ts';
import type { Output } from './tool/output.ts';

/** What goes on beside the command that runs: processes that outlive theirs. */
export interface Jobs {
  /** The place whose terminal, or whose `sh -c`, runs the line; and whether a person sits there. */
  readonly place: Place;
  readonly person: boolean;
  readonly terminal: Output;
  /** Processes whose command, or line, is still there: their output goes where its goes. In the order of their start. */
  readonly attached: Map<number, Output>;
  /** What those that have ended came to. */
  readonly exits: Map<number, number>;
  /** Where shells were, and their variables, as they came to their end. */
  readonly left: Map<number, ShellState>;
  /** What other terminals show meanwhile. */
  readonly elsewhere: Map<Place, { stdout: string; stderr: string }>;
  /** Names that captures have found for addresses. */
  readonly names: Map<string, string>;
  /** What is still to be shown to captures, while they are at it. */
  unheard: (() => void)[] | undefined;
  /** Where the output of containers goes that the line is attached to, by their ids. */
  readonly watched: Map<string, Output>;
  /** Processes that the line itself is, and waits for. */
  readonly foreground: Set<number>;
  /** Told what would hold a terminal, where a process runs its command as time passes. */
  readonly holds?: ((what: Foreground) => void) | undefined;
  /** Those of the line that lets time pass, where a process runs its command meanwhile: what is not its own is told there. */
  readonly outer?: Jobs | undefined;
  /** The process put in the background last. */
  last: number | undefined;
}

export const newJobs = (place: Place, person: boolean, terminal: Output): Jobs => ({
  place,
  person,
  terminal,
  attached: new Map(),
  exits: new Map(),
  left: new Map(),
  elsewhere: new Map(),
  watched: new Map(),
  foreground: new Set(),
  names: new Map(),
  unheard: undefined,
  last: undefined,
});

export type StreamName = 'out' | 'err';

/** Writes something for a process: to whom waits for it, to its file, to its terminal, or to its container's log. */
export function emit(session: Session, jobs: Jobs, pid: number, stream: StreamName, text: string): void {
  const process = session.world.kernel.processes[pid];
  const { sinks } = process ?? {};
  const sink = sinks?.[stream];
  if (sink?.path !== undefined) return append(session, sink, text);
  const waiting = jobs.attached.get(pid);
  if (waiting) return waiting[stream](text);
  if (jobs.outer) return emit(session, jobs.outer, pid, stream, text);
  if (sink) return show(jobs, sink.place, stream, text);
  if (process && !sinks)
    session.update(({ kernel }) => {
      const writing = kernel.processes[pid];
      if (writing) writing.output = (writing.output ?? '') + text;
    });
}

/** Adds a text to a file, if it is still there to be written. */
export function append(session: Session, { place, path = '' }: Sink, text: string): void {
  if (path === '/dev/null') return;
  try {
    session.update((world) => {
      const tree = treeAt(world, place);
      const before = find(tree, path);
      writeText(tree, path, (before?.kind === 'file' ? before.read() : '') + text);
    });
  } catch (error) {
    // Its file, or all the place, is gone.
    if (!(error instanceof FileError)) throw error;
  }
}

function show(jobs: Jobs, place: Place, stream: StreamName, text: string): void {
  if (!jobs.person) return;
  if (place === jobs.place) return jobs.terminal[stream](text);
  const shown = jobs.elsewhere.get(place) ?? { stdout: '', stderr: '' };
  jobs.elsewhere.set(place, shown);
  shown[stream === 'out' ? 'stdout' : 'stderr'] += text;
}

/** What a container's process prints is seen at the terminals that are attached to it. */
export function showFollowers(
  { foreground = {} }: Pick<World, 'foreground'>,
  jobs: Jobs,
  { container }: Pick<Process, 'container'>,
  text: string,
  stream: StreamName = 'out',
): void {
  if (!container) return;
  jobs.watched.get(container.id)?.[stream](text);
  if (jobs.outer) return showFollowers({ foreground }, jobs.outer, { container }, text, stream);
  for (const [place, held] of Object.entries(foreground)) {
    if (held.kind === 'container' && held.id === container.id) show(jobs, place, stream, text);
    const prefix = held.kind === 'compose' ? held.shows[container.id] : undefined;
    if (prefix !== undefined) show(jobs, place, stream, text.replace(/^(?=.)/gm, prefix));
  }
}

/** Sends on what a process has printed, where that does not belong to its container's log. */
export function release(
  session: Session,
  jobs: Jobs,
  {
    pid,
    text,
    stream = 'out',
  }: { readonly pid: number; readonly text: string; readonly stream?: StreamName | undefined },
): void {
  const process = session.world.kernel.processes[pid];
  const kept = stream === 'out' ? 'output' : 'errors';
  const printed = process?.[kept];
  if (!process || printed === undefined) return;
  if (!process.sinks) return showFollowers(session.world, jobs, process, text, stream);
  session.update(({ kernel }) => void delete kernel.processes[pid]?.[kept]);
  emit(session, jobs, pid, stream, printed);
}
