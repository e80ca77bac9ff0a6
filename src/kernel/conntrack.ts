import type { Ip } from '../ip/address.ts';

/** One direction of a flow. For ICMP echo the ports hold the identifier. */
export interface Tuple {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly source: Ip;
  readonly destination: Ip;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** A conntrack entry, as `conntrack -L` lists it. */
export interface Connection {
  original: Tuple;
  reply: Tuple;
  /** TCP state as /proc/net/nf_conntrack names it; absent for udp and icmp. */
  tcpState?: 'SYN_SENT' | 'SYN_RECV' | 'ESTABLISHED' | 'FIN_WAIT' | 'CLOSE_WAIT' | 'LAST_ACK' | 'TIME_WAIT' | 'CLOSE';
  seenReply: boolean;
  assured: boolean;
  /** Whether nat tables were asked for it (they see the first packet only). */
  sourceNat: boolean;
  destinationNat: boolean;
  mark: number;
  /** Clock (ms) at which it is forgotten. */
  expires: number;
  originalCounters: { packets: number; bytes: number };
  replyCounters: { packets: number; bytes: number };
}

export const keyOf = (t: Tuple): string =>
  `${t.protocol} ${t.source}:${t.sourcePort}>${t.destination}:${t.destinationPort}`;
