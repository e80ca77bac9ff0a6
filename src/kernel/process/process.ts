import type { Capture } from './capture.ts';
import type { Ip } from '../../ip/address.ts';
import type { NamespaceId } from '../namespace.ts';

/** A process; what it does with traffic is decided by its program's name. */
export interface Process {
  pid: number;
  parent: number;
  /** The machine whose process list it is in. */
  machine: string;
  /** Network namespace. */
  namespace: NamespaceId;
  /** Further namespaces in which it holds sockets, as dockerd does in sandboxes. */
  sockets?: NamespaceId[];
  /** Id of the container it belongs to, and its pid there. */
  container?: { id: string; pid: number };
  /** Host name in its UTS namespace; its machine's name where absent. */
  hostname?: string;
  /** As /proc/PID/comm and `ss -p` name it, and as the table of programs knows it. */
  program: string;
  /** What it does is not known, whatever the table has of that name: it takes what comes and says nothing. */
  mute?: true;
  /** As `ps` prints it. */
  command: string[];
  /** Its working directory, where what it does depends on that. */
  cwd?: string;
  /** Clock (ms) of its start. */
  started: number;
  /** Frozen by the cgroup freezer (docker pause): its kernel still answers, it does not. */
  frozen: boolean;
  /** Clock (ms) at which it was last thawed: what came due meanwhile happens then. */
  thawed?: number;
  /** Lines it wrote to stdout, for `docker logs`. */
  output?: string;
  /** And to stderr. */
  errors?: string;
  /** The configuration that it obeys, where that is not the one of its image. */
  loaded?: Loaded;
  /** What it counts from one request to the next. */
  notes?: Record<string, number>;
  /** Where its output goes instead; nowhere where a stream is absent. */
  sinks?: Sinks;
  /** Clock (ms) at which it is killed (`timeout`). */
  until?: number;
  /** A packet capture that it holds. */
  capture?: Capture;
}

/** A configuration as it was when a process read it: the texts of its files, and the addresses of the names in it. */
export interface Loaded {
  files: Record<string, string>;
  names: Record<string, Ip[]>;
}

/** A file at a place, or where no path is told the terminal of the place. */
export interface Sink {
  readonly place: string;
  readonly path?: string;
}

export interface Sinks {
  readonly out?: Sink;
  readonly err?: Sink;
}
