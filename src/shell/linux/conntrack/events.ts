/** What `conntrack -E` tells: the events of a namespace's connections, by what they were when it last looked. */
import { keyOf, type Connection, type TcpState } from '../../../kernel/netfilter/conntrack/conntrack.ts';
import { entryOf } from './connection-text.ts';

export type EventKind = 'NEW' | 'UPDATES' | 'DESTROY';

export interface ConntrackEvent {
  readonly kind: EventKind;
  readonly connection: Connection;
  /** As it stood then: its line without its mark. */
  readonly text: string;
}

/** The states that a connection goes through from its first segment to its last, and their time limits in s (nf_conntrack_proto_tcp.c). */
const WAY: readonly (readonly [TcpState, number])[] = [
  ['SYN_SENT', 120],
  ['SYN_RECV', 60],
  ['ESTABLISHED', 432_000],
  ['FIN_WAIT', 120],
  ['LAST_ACK', 30],
  ['TIME_WAIT', 120],
];
/** s (nf_conntrack_proto_icmp.c, nf_conntrack_proto_udp.c) */
const DATAGRAMS = 30;

const PREFIXES: Readonly<Record<EventKind, string>> = {
  NEW: '    [NEW] ',
  UPDATES: ' [UPDATE] ',
  DESTROY: '[DESTROY] ',
};

const lineOf = (kind: EventKind, connection: Connection, clock: number): ConntrackEvent => ({
  kind,
  connection,
  text: `${PREFIXES[kind]}${entryOf(connection, clock).entry.replace(/ mark=0$/, '')}`,
});

/** How far a connection has come on its way. */
const reached = ({ tcpState, seenReply }: Connection): number =>
  tcpState === undefined ? Number(seenReply) : WAY.findIndex(([state]) => state === tcpState);

/** A connection as it was at a step of its way. */
function atStep(connection: Connection, step: number, clock: number): Connection {
  const { tcpState, seenReply } = connection;
  if (tcpState === undefined)
    return { ...connection, seenReply: seenReply && step > 0, expires: clock + DATAGRAMS * 1000 };
  const [state, seconds] = WAY[step] ?? [tcpState, 0];
  return {
    ...connection,
    tcpState: state,
    seenReply: step > 0,
    assured: step > 1 && connection.assured,
    expires: clock + seconds * 1000,
  };
}

/** How far each connection had come, by its key, and since when it is the same one. */
export type Seen = Record<string, { readonly step: number; readonly connection: Connection }>;

export const seenOf = (living: readonly Connection[]): Seen =>
  Object.fromEntries(
    living.map((connection) => [keyOf(connection.original), { step: reached(connection), connection }]),
  );

/** What happened between two looks. */
export function eventsBetween(before: Seen, living: readonly Connection[], clock: number): ConntrackEvent[] {
  const now = seenOf(living);
  const gone = Object.entries(before).filter(
    ([key, { connection }]) => now[key]?.connection.started !== connection.started,
  );
  const destroyed = gone.map(([, { connection }]) => {
    const event = lineOf('DESTROY', connection, clock);
    return connection.expires > clock ? { ...event, text: `${event.text} [USERSPACE]` } : event;
  });
  const came = Object.entries(now).flatMap(([key, { step, connection }]) => {
    const known = before[key];
    const same = known?.connection.started === connection.started;
    const from = same ? known.step + 1 : 0;
    return Array.from({ length: Math.max(0, step + 1 - from) }, (_, i) =>
      lineOf(from + i === 0 ? 'NEW' : 'UPDATES', atStep(connection, from + i, clock), clock),
    );
  });
  return [...destroyed, ...came];
}
