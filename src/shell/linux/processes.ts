import type { Process } from '../../kernel/process.ts';
import { locate } from '../../world/place.ts';
import type { Call } from '../tool.ts';

/** A process as a place sees it: by the numbers of its own PID namespace. */
export interface SeenProcess {
  readonly process: Process;
  readonly pid: number;
  /** 0 where the parent is outside. */
  readonly parent: number;
  readonly user: string;
}

/** The image's nginx drops its workers' privileges; all else runs as root. */
export const userOf = ({ command }: Process): string =>
  command[0]?.startsWith('nginx: worker') === true ? 'www-data' : 'root';

/** The processes that /proc shows at a place, by pid: of a container its own, unless it shares the host's. */
export function processesAt(call: Call): SeenProcess[] {
  const { kernel } = call.world();
  const location = locate(call.world(), call.place);
  const container = location?.container;
  const all = Object.values(kernel.processes).filter(({ machine }) => machine === location?.machine.name);
  if (!container || container.hostConfig.PidMode === 'host')
    return all.map((process) => ({ process, pid: process.pid, parent: process.parent, user: userOf(process) }));
  const own = all.filter((process) => process.container?.id === container.id);
  const numbers = new Map(own.map((process) => [process.pid, process.container?.pid ?? 0]));
  return own
    .map((process) => ({
      process,
      pid: numbers.get(process.pid) ?? 0,
      parent: numbers.get(process.parent) ?? 0,
      user: userOf(process),
    }))
    .sort((a, b) => a.pid - b.pid);
}

/** The processes that hold a socket of another, which they were given by it: an nginx master's workers. Newest first. */
export function holdersOf(call: Call, seen: readonly SeenProcess[], pid: number): SeenProcess[] {
  const owner = call.world().kernel.processes[pid];
  return seen
    .filter(({ process }) => process.pid === pid || (process.parent === pid && process.program === owner?.program))
    .reverse();
}

/** Whether a place may look at what a process has open: root may look at root's, and only without limits at others'. */
export function mayInspect(call: Call, { process, user }: SeenProcess): boolean {
  const container = locate(call.world(), call.place)?.container;
  if (!container || container.hostConfig.Privileged) return true;
  return user === 'root' && process.container?.id === container.id;
}
