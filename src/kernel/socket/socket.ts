import type { Ip } from '../../ip/address.ts';

/** A socket that listens (tcp) or is bound (udp). */
/** The other end of a socket. */
export interface Peer {
  readonly address: Ip;
  readonly port: number;
}

export interface Socket {
  protocol: 'tcp' | 'udp';
  /** 0.0.0.0, ::, or one address. */
  address: Ip;
  port: number;
  /** An IPv6 socket that takes no IPv4. */
  v6only?: boolean;
  pid: number;
  /** The only one it hears (connect(2) on a datagram socket). */
  peer?: Peer;
  /** Bound, but not listening yet (tcp). */
  bound?: true;
  /** Listen backlog as ss prints it in Send-Q. */
  backlog: number;
  /** File descriptor as ss -p prints it. */
  fd: number;
}
