/** What a command does, as far as its surroundings can tell. */
export interface Command {
  /** The name of its process (/proc/PID/comm), which is also its entry in the table of programs. */
  program: string;
  /** The sockets it opens, in order. */
  listens: readonly Listening[];
  /** Whether it goes on until it is stopped. */
  runsForever: boolean;
}

export interface Listening {
  protocol: 'tcp' | 'udp';
  address: string;
  port: number;
  v6only?: boolean;
  backlog: number;
  fd: number;
}
