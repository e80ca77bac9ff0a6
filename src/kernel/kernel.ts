import { KernelError } from './errno.ts';
import type { Ip } from '../ip/address.ts';
import type { Packet } from './packet/frame.ts';
import type { KernelModule } from './modules.ts';
import type { Namespace, NamespaceId } from './namespace.ts';
import type { Process } from './process/process.ts';
import type { Task } from './process/task.ts';

/** Packets that wait for a neighbour's answer when nobody listens for theirs any more. */
export interface Waiting {
  namespace: NamespaceId;
  /** Interface index. */
  device: number;
  neighbour: Ip;
  /** Clock (ms) at which the neighbour was first asked for. */
  since: number;
  packets: readonly Packet[];
}

/** The Linux network stacks of all machines: each namespace, and the processes that hold sockets in them. */
export interface Kernel {
  namespaces: Record<NamespaceId, Namespace>;
  /** By pid, which is unique over all machines. */
  processes: Record<number, Process>;
  nextPid: number;
  /** Pids of the processes that capture packets or have a time limit, in the order of their start; absent where there are none. */
  watched?: number[];
  /** What processes do by and by, by pid; absent where none does. */
  tasks?: Record<number, Task>;
  /** What it was built without; absent where it has all. */
  lacks?: readonly KernelModule[];
  /** The handle that the next queueing discipline gets; absent where none got one. */
  nextQdisc?: number;
  /** Absent where there never were any. */
  waiting?: Waiting[];
}

/** A kernel without namespaces or processes. */
export const emptyKernel = (): Kernel => ({ namespaces: {}, processes: {}, nextPid: 1 });

/** The namespace of an id. Throws ENOENT where there is none. */
export function namespaceOf(kernel: Kernel, id: NamespaceId): Namespace {
  const namespace = kernel.namespaces[id];
  if (!namespace) throw new KernelError('ENOENT');
  return namespace;
}
