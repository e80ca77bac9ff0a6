import type { Kernel } from '../kernel.ts';
import type { NamespaceId } from '../namespace.ts';
import type { Process } from './process.ts';
import { closeConnectionsOf } from '../socket/established.ts';
import { closeSocketsOf } from '../socket/sockets.ts';

/** Starts a process; its pid is the kernel's next, one for all machines. */
export function startProcess(kernel: Kernel, process: Omit<Process, 'pid' | 'frozen'> & Partial<Process>): Process {
  const pid = kernel.nextPid++;
  kernel.processes[pid] = { frozen: false, ...process, pid };
  if (process.capture || process.until !== undefined) (kernel.watched ??= []).push(pid);
  return kernel.processes[pid];
}

/** Ends a process and closes its sockets. */
export const endProcess = (kernel: Kernel, pid: number): void => endProcesses(kernel, [pid]);

/** Ends some processes and closes their sockets. */
export function endProcesses(kernel: Kernel, pids: readonly number[]): void {
  const ending = new Set(pids);
  const left = new Set<NamespaceId>();
  for (const pid of ending) {
    const process = kernel.processes[pid];
    if (!process) continue;
    for (const id of [process.namespace, ...(process.sockets ?? [])]) left.add(id);
    delete kernel.processes[pid];
    if (kernel.tasks?.[pid]) forgetTask(kernel, pid);
  }
  for (const id of left) {
    const namespace = kernel.namespaces[id];
    if (namespace) closeSocketsOf(namespace, ending);
  }
  closeConnectionsOf(kernel, ending);
  if (!kernel.watched?.some((pid) => ending.has(pid))) return;
  kernel.watched = kernel.watched.filter((pid) => !ending.has(pid));
  if (kernel.watched.length === 0) delete kernel.watched;
}

function forgetTask(kernel: Kernel, pid: number): void {
  delete kernel.tasks?.[pid];
  if (Object.keys(kernel.tasks ?? {}).length === 0) delete kernel.tasks;
}
