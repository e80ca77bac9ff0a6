import type { Listening } from '../../../engine/images/command.ts';
import type { Capture } from '../../../kernel/process/capture.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import type { NamespaceId } from '../../../kernel/namespace.ts';
import type { Process, Sinks } from '../../../kernel/process/process.ts';
import { endProcess, startProcess } from '../../../kernel/process/processes.ts';
import { bind } from '../../../kernel/socket/sockets.ts';
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceId } from '../names/query.ts';

/** A process that stays when the command that started it has ended. */
export interface Server {
  readonly program: string;
  readonly command: readonly string[];
  readonly listens: readonly Listening[];
  /** Its working directory, where what it serves depends on that. */
  readonly cwd?: string | undefined;
  /** Pid of the process that started it; pid 1 where absent. */
  readonly parent?: number;
  readonly capture?: Capture;
  /** Clock (ms) of its end, where that is known. */
  readonly until?: number;
}

/** Where the output of a process goes that outlives its command: to the terminal, if there is one. */
const sinksOf = ({ sinks, jobs: { person, place } }: Call): Sinks =>
  sinks ?? (person ? { out: { place }, err: { place } } : {});

/** Starts a server at a place. Returns its pid, or why it could not have its sockets; then it is not there. */
export function startServer(
  call: Call,
  { program, command, listens, cwd, parent = 1, capture, until = call.until }: Server,
): number | 'in-use' | 'not-available' {
  const started = call.update((world) => {
    const id = namespaceId(call);
    const namespace = world.kernel.namespaces[id];
    const location = locate(world, call.place);
    if (!namespace || !location) return 'not-available';
    const { container } = location;
    const itself = call.within?.itself ? world.kernel.processes[call.within.pid] : undefined;
    if (itself) return takePlace(world.kernel, itself, { program, command, listens, cwd, capture }, id);
    const { pid } = startProcess(world.kernel, {
      parent: call.within?.pid ?? parent,
      machine: location.machine.name,
      namespace: id,
      program,
      command: [...command],
      ...(cwd !== undefined && { cwd }),
      started: world.clock.now,
      ...((call.sinks ?? !call.within) && { sinks: sinksOf(call) }),
      ...(until !== undefined && { until }),
      ...(capture && { capture }),
      ...(container && { container: { id: container.id, pid: world.kernel.nextPid }, hostname: location.hostname }),
    });
    for (const listening of listens) {
      const bound = bind(namespace, { ...listening, pid });
      if (bound === 'ok') continue;
      endProcess(world.kernel, pid);
      return bound;
    }
    return pid;
  });
  if (typeof started === 'number' && !call.within) call.attach(started);
  return started;
}

/** A process becomes a server itself. */
function takePlace(
  kernel: Kernel,
  process: Process,
  {
    program,
    command,
    listens,
    cwd,
    capture,
  }: Pick<Server, 'program' | 'command' | 'listens' | 'cwd'> & { capture: Capture | undefined },
  id: NamespaceId,
): number | 'in-use' | 'not-available' {
  const namespace = kernel.namespaces[id];
  for (const listening of listens) {
    const bound = namespace ? bind(namespace, { ...listening, pid: process.pid }) : 'not-available';
    if (bound !== 'ok') return bound;
  }
  process.program = program;
  process.command = [...command];
  if (cwd !== undefined) process.cwd = cwd;
  if (capture) {
    process.capture = capture;
    (kernel.watched ??= []).push(process.pid);
  }
  return process.pid;
}
