import { identity, userOf as userNumbered } from '../../../engine/container/users.ts';
import type { Process } from '../../../kernel/process/process.ts';
import { locate } from '../../../world/place.ts';
import { visibleProcesses } from '../../files/proc-pid.ts';
import { treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';

/** A process as a place sees it: by the numbers of its own PID namespace. */
export interface SeenProcess {
  readonly process: Process;
  readonly pid: number;
  /** 0 where the parent is outside. */
  readonly parent: number;
  readonly user: string;
}

/** The image's nginx drops its workers' privileges; all else runs as its container's user. */
export function userOf({ command }: Process, configured = ''): string {
  if (command[0]?.startsWith('nginx: worker') === true) return 'www-data';
  const { uid } = identity(configured);
  return userNumbered(uid)?.name ?? String(uid);
}

/** The processes that /proc shows at a place, by pid. */
export function processesAt(call: Call): SeenProcess[] {
  const tree = treeAt(call.world(), call.place, call.namespace);
  const containers = tree.location.machine.engine?.containers ?? {};
  const seen = visibleProcesses(tree);
  const numbers = new Map([...seen].map(([pid, process]) => [process.pid, pid]));
  return [...seen]
    .map(([pid, process]) => ({
      ...{ process, pid },
      parent: numbers.get(process.parent) ?? (process.container?.pid === pid ? 0 : process.parent),
      user: userOf(process, containers[process.container?.id ?? '']?.config.User),
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
