import type { Socket } from '../../../kernel/socket/socket.ts';

/** The socket tables that `-A` knows; the model has tcp and udp. */
export const TABLES: Readonly<Record<string, readonly string[]>> = {
  all: ['udp', 'tcp', 'raw', 'unix', 'packet', 'netlink'],
  inet: ['udp', 'tcp', 'raw'],
  tcp: ['tcp'],
  udp: ['udp'],
  raw: ['raw'],
  unix: ['unix', 'unix_stream'],
  unix_stream: ['unix'],
  unix_dgram: ['unix'],
  unix_seqpacket: ['unix'],
  packet: ['packet', 'packet_raw'],
  packet_raw: ['packet'],
  packet_dgram: ['packet'],
  netlink: ['netlink'],
  mptcp: ['mptcp'],
  dccp: ['dccp'],
  sctp: ['sctp'],
  vsock_stream: ['vsock'],
  vsock_dgram: ['vsock'],
  tipc: ['tipc'],
  xdp: ['xdp'],
};

/** The states of sockets, by ss's names. */
export const STATES = [
  'established',
  'syn-sent',
  'syn-recv',
  'fin-wait-1',
  'fin-wait-2',
  'time-wait',
  'closed',
  'unconnected',
  'close-wait',
  'last-ack',
  'listening',
  'closing',
  'bound-inactive',
] as const;

/** Sets of states by name, as far as sockets here can be in them. */
export const STATE_SETS: Readonly<Record<string, readonly string[]>> = {
  all: STATES,
  connected: STATES.filter((state) => !['closed', 'unconnected', 'listening'].includes(state)),
  synchronized: STATES.filter((state) => !['closed', 'unconnected', 'listening', 'syn-sent'].includes(state)),
  bucket: ['syn-recv', 'time-wait'],
  big: STATES.filter((state) => !['syn-recv', 'time-wait'].includes(state)),
  listen: ['listening'],
  connect: ['established'],
};

/** The states that a socket is in, by any of their names. */
export const statesOf = ({ protocol, peer }: Socket): readonly string[] =>
  peer ? ['established'] : protocol === 'tcp' ? ['listening'] : ['unconnected', 'closed'];

/** How a state is shown. */
export const SHOWN: Readonly<Record<string, string>> = {
  listening: 'LISTEN',
  established: 'ESTAB',
  unconnected: 'UNCONN',
};
