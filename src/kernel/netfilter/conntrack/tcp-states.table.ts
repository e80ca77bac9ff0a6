import type { TcpState } from './conntrack.ts';

/** What a segment does to a flow's state: the next state, or it changes nothing, or it does not belong to the flow. */
export type TcpStep = TcpState | 'IGNORE' | 'INVALID';
export type TcpSegment = 'syn' | 'synack' | 'fin' | 'ack' | 'rst';

type Steps = Record<TcpSegment, Record<TcpState | 'NONE', TcpStep>>;

const COLUMNS = [
  'NONE',
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'SYN_SENT2',
] as const;

const SHORT: Record<string, TcpStep> = {
  SS: 'SYN_SENT',
  SR: 'SYN_RECV',
  ES: 'ESTABLISHED',
  FW: 'FIN_WAIT',
  CW: 'CLOSE_WAIT',
  LA: 'LAST_ACK',
  TW: 'TIME_WAIT',
  CL: 'CLOSE',
  S2: 'SYN_SENT2',
  IG: 'IGNORE',
  IV: 'INVALID',
};

function row(steps: string): Record<TcpState | 'NONE', TcpStep> {
  const words = steps.split(' ');
  return Object.fromEntries(COLUMNS.map((state, i) => [state, SHORT[words[i] ?? ''] ?? 'INVALID'])) as Record<
    TcpState | 'NONE',
    TcpStep
  >;
}

/** net/netfilter/nf_conntrack_proto_tcp.c, tcp_conntracks: by direction, segment and the state so far (COLUMNS). */
export const TCP_STEPS: Record<'original' | 'reply', Steps> = {
  original: {
    syn: row('SS SS IG IG IG IG IG SS SS S2'),
    synack: row('IV IV SR IV IV IV IV IV IV SR'),
    fin: row('IV IV FW FW LA LA LA TW CL IV'),
    ack: row('ES IV ES ES CW CW TW TW CL IV'),
    rst: row('IV CL CL CL CL CL CL CL CL CL'),
  },
  reply: {
    syn: row('IV S2 IV IV IV IV IV SS IV S2'),
    synack: row('IV SR IG IG IG IG IG IG IG SR'),
    fin: row('IV IV FW FW LA LA LA TW CL IV'),
    ack: row('IV IG SR ES CW CW TW TW CL IG'),
    rst: row('IV CL CL CL CL CL CL CL CL CL'),
  },
};

/** Seconds a flow is remembered in each state without another segment (net.netfilter.nf_conntrack_tcp_timeout_*). */
export const TCP_TIMEOUTS: Record<TcpState, number> = {
  SYN_SENT: 120,
  SYN_RECV: 60,
  ESTABLISHED: 432_000,
  FIN_WAIT: 120,
  CLOSE_WAIT: 60,
  LAST_ACK: 30,
  TIME_WAIT: 120,
  CLOSE: 10,
  SYN_SENT2: 120,
};
