import type { Kernel } from '../kernel.ts';
import type { Process } from './process.ts';
import { closeSocketsOf } from '../socket/sockets.ts';

/** Starts a process; its pid is the kernel's next, one for all machines. */
export function startProcess(kernel: Kernel, process: Omit<Process, 'pid' | 'frozen'> & Partial<Process>): Process {
  const pid = kernel.nextPid++;
  kernel.processes[pid] = { frozen: false, ...process, pid };
  if (process.capture || process.until !== undefined) (kernel.watched ??= []).push(pid);
  return kernel.processes[pid];
}

/** Ends a process and closes its sockets. */
export function endProcess(kernel: Kernel, pid: number): void {
  const process = kernel.processes[pid];
  if (!process) return;
  for (const id of new Set([process.namespace, ...(process.sockets ?? [])])) {
    const namespace = kernel.namespaces[id];
    if (namespace) closeSocketsOf(namespace, pid);
  }
  delete kernel.processes[pid];
  if (!kernel.watched?.includes(pid)) return;
  kernel.watched = kernel.watched.filter((other) => other !== pid);
  if (kernel.watched.length === 0) delete kernel.watched;
}
