import type { Ip } from '../../ip/address.ts';
import type { NetworkId } from '../network/network.ts';
import type { NodeId } from './cluster.ts';
import type { ServiceId } from './service.ts';

export type TaskId = string;
export type TaskState = 'new' | 'pending' | 'preparing' | 'running' | 'complete' | 'shutdown' | 'failed' | 'rejected';

/** A container's place in a swarm: one of a service's, or an attachment that a user asked for. */
export interface Task {
  id: TaskId;
  /** Absent for a container that was attached by hand. */
  service?: ServiceId;
  /** Number among a replicated service's tasks, from 1; 0 for the others. */
  slot: number;
  /** Absent until it is assigned. */
  node?: NodeId;
  addresses: Record<NetworkId, Ip>;
  /** The container's id, once it is made. */
  container?: string;
  image: string;
  /** Host ports that it publishes itself. */
  ports: string[];
  desired: 'running' | 'shutdown' | 'remove';
  state: TaskState;
  error?: string;
  created: number;
  /** Clock (ms) of its last change of state. */
  since: number;
  /** Clock (ms) of its next one. */
  due?: number;
}
