import { inverted, tupleOf, type Connection, type TcpState, type Tuple } from './conntrack.ts';
import type { Icmp, Packet, Tcp } from '../../packet/frame.ts';
import { lengthOf } from '../../packet/length.ts';
import type { PacketConnection } from '../hook.ts';
import { findConnection, keepConnection, updateConnection, type FilterMemory, type Found } from '../memory.ts';
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
    const begun = begin(tuple, transport, now);
    if (!begun) return INVALID;
    count(begun, 'original', length);
    return { connection: begun, state: 'NEW', direction: 'original' };
  }
  const { direction } = found;
  const connection = { ...found.connection };
  if (!advance(connection, direction, transport, now)) return INVALID;
  if (direction === 'reply') connection.seenReply = true;
  count(connection, direction, length);
  updateConnection(memory, found, connection);
  return { connection, state: connection.seenReply ? 'ESTABLISHED' : 'NEW', direction };
}

/** An error speaks of a packet that was sent: it belongs to the flow that packet would answer. */
function related(memory: FilterMemory, about: Packet, now: number): PacketConnection {
  const tuple = tupleOf(about);
  const found = tuple && findConnection(memory, inverted(tuple), now);
  if (!found) return INVALID;
  const { connection, direction } = found;
  return { connection, direction, state: 'RELATED' };
}

function begin(tuple: Tuple, transport: Packet['transport'], now: number): Connection | undefined {
  if (transport.kind === 'icmp' && transport.type !== 'echo-request') return undefined;
  const tcpState = transport.kind === 'tcp' ? TCP_STEPS.original[segmentOf(transport)].NONE : undefined;
  if (tcpState === 'INVALID' || tcpState === 'IGNORE') return undefined;
  const connection: Connection = {
    original: tuple,
    reply: inverted(tuple),
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
  if (tcpState) connection.tcpState = tcpState;
  return connection;
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

/** Brings a connection to where a packet leads it; false where the packet does not belong to it. */
function advance(
  connection: Connection,
  direction: 'original' | 'reply',
  transport: Packet['transport'],
  now: number,
): boolean {
  if (transport.kind === 'tcp') return advanceTcp(connection, direction, transport, now);
  if (transport.kind === 'icmp') return advanceIcmp(connection, direction, transport, now);
  const stream = connection.seenReply && now > connection.started + UDP_STREAM_AFTER;
  connection.assured ||= stream;
  connection.expires = now + SECOND * (stream ? UDP_STREAM_TIMEOUT : UDP_TIMEOUT);
  return true;
}

function advanceIcmp(connection: Connection, direction: string, icmp: Icmp, now: number): boolean {
  if (icmp.type !== (direction === 'original' ? 'echo-request' : 'echo-reply')) return false;
  connection.expires = now + SECOND * ICMP_TIMEOUT;
  return true;
}

function advanceTcp(connection: Connection, direction: 'original' | 'reply', tcp: Tcp, now: number): boolean {
  const before = connection.tcpState ?? 'SYN_SENT';
  const segment = segmentOf(tcp);
  const step: TcpStep = TCP_STEPS[direction][segment][before];
  if (step === 'INVALID') return false;
  if (step === 'IGNORE') return true;
  connection.tcpState = step;
  // A first answer that refuses leaves nothing to remember (nf_conntrack_tcp_packet).
  const refused = segment === 'rst' && !connection.seenReply;
  connection.expires = refused ? now : now + SECOND * TCP_TIMEOUTS[step];
  if (before === 'SYN_RECV' || before === 'ESTABLISHED') connection.assured ||= step === 'ESTABLISHED';
  return true;
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

function count(connection: Connection, direction: 'original' | 'reply', length: number): void {
  const which = direction === 'original' ? 'originalCounters' : 'replyCounters';
  const { packets, bytes } = connection[which];
  connection[which] = { packets: packets + 1, bytes: bytes + length };
}

/** Enters the connection of a packet that made its way (nf_conntrack_confirm). Where another packet was faster, its entry stays. */
export function confirm(memory: FilterMemory, { connection, state }: PacketConnection, now: number): void {
  if (!connection || state !== 'NEW' || connection.expires <= now) return;
  if (findConnection(memory, connection.original, now)) return;
  keepConnection(memory, connection);
}
