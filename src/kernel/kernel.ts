import type { Namespace, NamespaceId } from './namespace.ts';
import type { Process } from './process.ts';

/** The Linux network stacks of all machines: each namespace, and the processes that hold sockets in them. */
export interface Kernel {
  namespaces: Record<NamespaceId, Namespace>;
  /** By pid, which is unique over all machines. */
  processes: Record<number, Process>;
  nextPid: number;
  /** Pids of the processes that capture packets or have a time limit, in the order of their start; absent where there are none. */
  watched?: number[];
}
