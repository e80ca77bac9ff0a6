/** Starts a process at a place that goes on as time passes. */
import type { Sinks } from '../../kernel/process/process.ts';
import { startTask, type Task } from '../../kernel/process/task.ts';
import { locate, type Location } from '../../world/place.ts';
import type { Place } from '../../world/world.ts';
import type { Session } from '../session.ts';

export interface Spawned {
  readonly place: Place;
  /** Its words, as `ps` shows them. */
  readonly words: readonly string[];
  readonly work: Task['work'];
  readonly as?: Task['as'];
  readonly namespace?: string | undefined;
  /** Where its output goes; to its container's log where absent. */
  readonly sinks?: Sinks | undefined;
}

/** Returns its pid; undefined where the place has no processes. */
export function spawn(session: Session, { place, words, work, as, namespace, sinks }: Spawned): number | undefined {
  return session.update((world) => {
    const location: Location | undefined = locate(world, place);
    const id = namespace ?? location?.namespace;
    if (!location || id === undefined) return undefined;
    const { container, machine, hostname } = location;
    const [name = 'sh'] = words;
    return startTask(
      world.kernel,
      {
        parent: container?.shim ?? 1,
        machine: machine.name,
        namespace: id,
        program: name.slice(name.lastIndexOf('/') + 1),
        command: [...words],
        started: world.clock.now,
        ...(sinks && { sinks }),
        ...(container && { container: { id: container.id, pid: world.kernel.nextPid }, hostname }),
      },
      { at: world.clock.now, work, ...(as && { as }) },
    ).pid;
  });
}
