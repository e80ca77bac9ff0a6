import { inverted, tupleOf, type Connection, type TcpState } from '../conntrack.ts';
import type { Icmp, Packet, Tcp } from '../frame.ts';
import { lengthOf } from '../length.ts';
import type { PacketConnection } from './hook.ts';
import { findConnection, keepConnection, updateConnection, type FilterMemory, type Found } from './memory.ts';
import { TCP_STEPS, TCP_TIMEOUTS, type TcpSegment, type TcpStep } from './tcp-states.table.ts';

const SECOND = 1000;
/** Seconds: net.netfilter.nf_conntrack_{udp,udp_stream,icmp}_timeout. */
const UDP_TIMEOUT = 30;
const UDP_STREAM_TIMEOUT = 120;
const ICMP_TIMEOUT = 30;
/** A flow of datagrams that still runs after this is a stream (nf_conntrack_proto_udp.c). */
const UDP_STREAM_AFTER = 2 * SECOND;

const INVALID: PacketConnection = { state: 'INVALID', direction: 'original' };
const UNTRACKED: PacketConnection = { state: 'UNTRACKED', direction: 'original' };

/** Finds or begins the connection of a packet, and notes what the packet does to it (nf_conntrack_in). */
export function track(memory: FilterMemory, packet: Packet, now: number): PacketConnection {
  const { transport } = packet;
  if (transport.kind === 'icmp') {
    if (transport.about) return related(memory, transport.about, now);
    if (transport.type === 'neighbour-solicitation' || transport.type === 'neighbour-advertisement') return UNTRACKED;
  }
  const tuple = tupleOf(packet);
  if (!tuple) return INVALID;
  const found = findConnection(memory, tuple, now);
  const length = lengthOf(packet);
  const reopened = found !== undefined && reopens(transport, found);
  if (reopened) keepConnection(memory, { ...found.connection, expires: now });
  if (!found || reopened) {
    const begun = begin(packet, now);
    return begun ? { connection: counted(begun, 'original', length), state: 'NEW', direction: 'original' } : INVALID;
  }
  const { connection, direction } = found;
  const next = advance(connection, direction, transport, now);
  if (!next) return INVALID;
  const seenReply = connection.seenReply || direction === 'reply';
  const kept = counted(seenReply === next.seenReply ? next : { ...next, seenReply }, direction, length);
  updateConnection(memory, found, kept);
  return { connection: kept, state: seenReply ? 'ESTABLISHED' : 'NEW', direction };
}

/** An error speaks of a packet that was sent: it belongs to the flow that packet would answer. */
function related(memory: FilterMemory, about: Packet, now: number): PacketConnection {
  const tuple = tupleOf(about);
  const found = tuple && findConnection(memory, inverted(tuple), now);
  if (!found) return INVALID;
  const { connection, direction } = found;
  return { connection, direction, state: 'RELATED' };
}

function begin(packet: Packet, now: number): Connection | undefined {
  const { transport } = packet;
  const tuple = tupleOf(packet);
  if (!tuple || (transport.kind === 'icmp' && transport.type !== 'echo-request')) return undefined;
  const tcpState = transport.kind === 'tcp' ? TCP_STEPS.original[segmentOf(transport)].NONE : undefined;
  if (tcpState === 'INVALID' || tcpState === 'IGNORE') return undefined;
  return {
    original: tuple,
    reply: inverted(tuple),
    ...(tcpState ? { tcpState } : {}),
    seenReply: false,
    assured: false,
    sourceNat: false,
    destinationNat: false,
    mark: 0,
    started: now,
    expires: now + SECOND * firstTimeout(transport.kind, tcpState),
    originalCounters: { packets: 0, bytes: 0 },
    replyCounters: { packets: 0, bytes: 0 },
  };
}

function firstTimeout(protocol: 'tcp' | 'udp' | 'icmp', tcpState: TcpState | undefined): number {
  if (tcpState) return TCP_TIMEOUTS[tcpState];
  return protocol === 'udp' ? UDP_TIMEOUT : ICMP_TIMEOUT;
}

/** A SYN on a flow that has ended begins a new one. */
function reopens(transport: Packet['transport'], { connection, direction }: Found): boolean {
  if (transport.kind !== 'tcp' || segmentOf(transport) !== 'syn') return false;
  const over = connection.tcpState === 'TIME_WAIT' || connection.tcpState === 'CLOSE';
  return over && TCP_STEPS[direction].syn[connection.tcpState ?? 'NONE'] === 'SYN_SENT';
}

/** The connection after a packet; undefined where the packet does not belong to it. */
function advance(
  connection: Connection,
  direction: 'original' | 'reply',
  transport: Packet['transport'],
  now: number,
): Connection | undefined {
  if (transport.kind === 'tcp') return advanceTcp(connection, direction, transport, now);
  if (transport.kind === 'icmp') return advanceIcmp(connection, direction, transport, now);
  const stream = connection.seenReply && now > connection.started + UDP_STREAM_AFTER;
  return {
    ...connection,
    assured: connection.assured || stream,
    expires: now + SECOND * (stream ? UDP_STREAM_TIMEOUT : UDP_TIMEOUT),
  };
}

function advanceIcmp(connection: Connection, direction: string, icmp: Icmp, now: number): Connection | undefined {
  const expected = direction === 'original' ? 'echo-request' : 'echo-reply';
  return icmp.type === expected ? { ...connection, expires: now + SECOND * ICMP_TIMEOUT } : undefined;
}

function advanceTcp(
  connection: Connection,
  direction: 'original' | 'reply',
  tcp: Tcp,
  now: number,
): Connection | undefined {
  const before = connection.tcpState ?? 'SYN_SENT';
  const segment = segmentOf(tcp);
  const step: TcpStep = TCP_STEPS[direction][segment][before];
  if (step === 'INVALID') return undefined;
  if (step === 'IGNORE') return connection;
  // A first answer that refuses leaves nothing to remember (nf_conntrack_tcp_packet).
  if (segment === 'rst' && !connection.seenReply) return { ...connection, tcpState: step, expires: now };
  const assured = connection.assured || ((before === 'SYN_RECV' || before === 'ESTABLISHED') && step === 'ESTABLISHED');
  return { ...connection, tcpState: step, assured, expires: now + SECOND * TCP_TIMEOUTS[step] };
}

function segmentOf(tcp: Tcp): TcpSegment {
  switch (tcp.flags) {
    case 'S':
      return 'syn';
    case 'S.':
      return 'synack';
    case 'F.':
      return 'fin';
    case 'R':
    case 'R.':
      return 'rst';
    case '.':
    case 'P.':
      return 'ack';
  }
}

function counted(connection: Connection, direction: 'original' | 'reply', bytes: number): Connection {
  const which = direction === 'original' ? 'originalCounters' : 'replyCounters';
  const { packets, bytes: before } = connection[which];
  return { ...connection, [which]: { packets: packets + 1, bytes: before + bytes } };
}

/** Enters the connection of a packet that made its way (nf_conntrack_confirm). Where another packet was faster, its entry stays. */
export function confirm(memory: FilterMemory, { connection, state }: PacketConnection, now: number): void {
  if (!connection || state !== 'NEW' || connection.expires <= now) return;
  if (findConnection(memory, connection.original, now)) return;
  keepConnection(memory, connection);
}
