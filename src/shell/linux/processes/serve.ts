import type { Listening } from '../../../engine/images/command.ts';
import type { Capture } from '../../../kernel/process/capture.ts';
import type { Sinks } from '../../../kernel/process/process.ts';
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
  /** Pid of the process that started it; pid 1 where absent. */
  readonly parent?: number;
  readonly capture?: Capture;
}

/** Where the output of a process goes that outlives its command: to the terminal, if there is one. */
const sinksOf = ({ sinks, jobs: { person, place } }: Call): Sinks =>
  sinks ?? (person ? { out: { place }, err: { place } } : {});

/** Starts a server at a place. Returns its pid, or why it could not have its sockets; then it is not there. */
export function startServer(
  call: Call,
  { program, command, listens, parent = 1, capture }: Server,
): number | 'in-use' | 'not-available' {
  const started = call.update((world) => {
    const id = namespaceId(call);
    const namespace = world.kernel.namespaces[id];
    const location = locate(world, call.place);
    if (!namespace || !location) return 'not-available';
    const { container } = location;
    const { pid } = startProcess(world.kernel, {
      parent,
      machine: location.machine.name,
      namespace: id,
      program,
      command: [...command],
      started: world.clock.now,
      sinks: sinksOf(call),
      ...(call.until !== undefined && { until: call.until }),
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
  if (typeof started === 'number') call.attach(started);
  return started;
}
