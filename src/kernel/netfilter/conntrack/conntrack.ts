import type { Ip } from '../../../ip/address.ts';
import type { Packet } from '../../packet/frame.ts';
import type { Namespace } from '../../namespace.ts';

/** One direction of a flow. For ICMP echo the ports hold the identifier; IGMP has none. */
export interface Tuple {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'igmp';
  readonly source: Ip;
  readonly destination: Ip;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** TCP states as /proc/net/nf_conntrack names them. */
export type TcpState =
  | 'SYN_SENT'
  | 'SYN_RECV'
  | 'ESTABLISHED'
  | 'FIN_WAIT'
  | 'CLOSE_WAIT'
  | 'LAST_ACK'
  | 'TIME_WAIT'
  | 'CLOSE'
  | 'SYN_SENT2';

/** A conntrack entry, as `conntrack -L` lists it. */
export interface Connection {
  original: Tuple;
  reply: Tuple;
  /** Absent for udp and icmp. */
  tcpState?: TcpState;
  seenReply: boolean;
  assured: boolean;
  /** Whether nat tables were asked for it (they see the first packet only). */
  sourceNat: boolean;
  destinationNat: boolean;
  /** The device whose address it was masqueraded with. */
  masqueraded?: string;
  /** IPVS has chosen who answers, and translates the destination itself. */
  balanced?: true;
  mark: number;
  /** Clock (ms) of its first packet. */
  started: number;
  /** Clock (ms) at which it is forgotten. */
  expires: number;
  originalCounters: { packets: number; bytes: number };
  replyCounters: { packets: number; bytes: number };
}

export const keyOf = (t: Tuple): string =>
  `${t.protocol} ${t.source}:${t.sourcePort}>${t.destination}:${t.destinationPort}`;

export const sameTuple = (a: Tuple, b: Tuple): boolean =>
  a.sourcePort === b.sourcePort &&
  a.destinationPort === b.destinationPort &&
  a.source === b.source &&
  a.destination === b.destination &&
  a.protocol === b.protocol;

/** The tuple of the answers to a tuple. */
export const inverted = (t: Tuple): Tuple => ({
  protocol: t.protocol,
  source: t.destination,
  destination: t.source,
  sourcePort: t.destinationPort,
  destinationPort: t.sourcePort,
});

/** The flow a packet belongs to by its headers; undefined for ICMP that is neither echo request nor reply. */
export function tupleOf(packet: Packet): Tuple | undefined {
  const { source, destination, transport } = packet;
  if (transport.kind !== 'icmp') {
    const { sourcePort, destinationPort } = transport;
    return { protocol: transport.kind, source, destination, sourcePort, destinationPort };
  }
  if (transport.type !== 'echo-request' && transport.type !== 'echo-reply') return undefined;
  return { protocol: 'icmp', source, destination, sourcePort: transport.id, destinationPort: transport.id };
}

/** Whether its source, as seen by the other end, is not the one it was sent with. */
export const sourceTranslated = ({ original, reply }: Connection): boolean =>
  original.source !== reply.destination || original.sourcePort !== reply.destinationPort;

/** Whether it goes to another destination than the one it was sent to. */
export const destinationTranslated = ({ original, reply }: Connection): boolean =>
  original.destination !== reply.source || original.destinationPort !== reply.sourcePort;

/** The entries still alive at a time, oldest first. */
export const connectionsAt = (namespace: Namespace, clock: number): Connection[] =>
  Object.values(namespace.connections).filter((connection) => connection.expires > clock);

/** Enters or replaces a connection; removes it where its time is over at `clock`. */
export function putConnection(namespace: Namespace, connection: Connection, clock: number): void {
  const key = keyOf(connection.original);
  removeConnection(namespace, key);
  if (connection.expires <= clock) return;
  if (isTurn(connection, clock)) collectGarbage(namespace, clock);
  namespace.connections[key] = connection;
  namespace.replies[keyOf(connection.reply)] = key;
}

/** So many connections come between two times at which old ones are looked at: that takes the longer the more there are. */
const TURNS = 16;

const isTurn = ({ original: { sourcePort } }: Connection, clock: number): boolean =>
  (Math.imul(Math.floor(clock) + sourcePort, 0x9e3779b1) >>> 16) % TURNS === 0;

/**
 * Removes some of the entries whose time is over, as the kernel does bit by bit (gc_worker), so that they do not pile up:
 * it looks at those that were changed longest ago, and at some elsewhere because those may last for days.
 */
function collectGarbage(namespace: Namespace, clock: number): void {
  // Unlike Object.keys it asks no key of a draft whether it is enumerable: all are.
  const keys = Reflect.ownKeys(namespace.connections) as string[];
  const elsewhere = (Math.imul(Math.floor(clock), 0x9e3779b1) >>> 0) % Math.max(1, keys.length);
  for (const start of [0, elsewhere])
    for (const key of keys.slice(start, start + 2 * TURNS)) {
      const connection = namespace.connections[key];
      if (connection && connection.expires <= clock) removeConnection(namespace, key);
    }
}

function removeConnection(namespace: Namespace, key: string): void {
  const known = namespace.connections[key];
  if (!known) return;
  const reply = keyOf(known.reply);
  if (namespace.replies[reply] === key) delete namespace.replies[reply];
  delete namespace.connections[key];
}

/** Removes the connections for which `which` holds (`conntrack -D`, an address that went away); returns them. */
export function forgetConnections(namespace: Namespace, which: (connection: Connection) => boolean): Connection[] {
  const gone = Object.entries(namespace.connections).filter(([, connection]) => which(connection));
  for (const [key] of gone) removeConnection(namespace, key);
  return gone.map(([, connection]) => connection);
}
