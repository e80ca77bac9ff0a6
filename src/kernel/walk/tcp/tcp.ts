import type { Ip } from '../../../ip/address.ts';
import type { Packet, Tcp, TcpFlags } from '../../packet/frame.ts';
import { send, sendSkb, type Sent } from '../ip/output.ts';
import type { Memory } from '../memory.ts';
import type { Event } from '../queue.ts';
import type { Skb } from '../skb.ts';
import { DELAYED_ACK, RETRANSMISSIONS, RETRANSMIT, SECOND, SYN_ACK_TIMEOUTS, SYN_TIMEOUTS } from '../timing.ts';
import { after, make, type Walk } from '../walk.ts';

/** The four numbers of a connection, as one end has them. */
export interface Ends {
  readonly local: Ip;
  readonly localPort: number;
  readonly remote: Ip;
  readonly remotePort: number;
}

/** What the program at one end of a connection is told. Each is called at the time of the segment's arrival. */
export interface TcpUser {
  established(by: Skb): void;
  /** Octets arrived; `tcb.received` holds all. */
  data(by: Skb): void;
  /** The peer sent FIN. */
  ended(by: Skb): void;
  /** RST; in answer to our SYN it is a refusal. */
  reset(by: Skb): void;
  /** An ICMP error about our SYN. */
  unreachable(by: Skb): void;
}

/** One end of a connection (transmission control block, RFC 9293). Sequence numbers count from 0. */
export interface Tcb extends Ends {
  readonly memory: Memory;
  readonly flow: number;
  readonly ttl: number;
  readonly user: TcpUser;
  /** The process that has it, where the kernel knows one. */
  readonly pid: number | undefined;
  state: 'SYN_SENT' | 'SYN_RECEIVED' | 'ESTABLISHED' | 'CLOSED';
  sendNext: number;
  receiveNext: number;
  readonly unacknowledged: Unacknowledged[];
  received: string;
  finSent: boolean;
  finReceived: boolean;
  /** The program has closed its socket: nobody takes what still comes. */
  released: boolean;
  /** The packet that came in last, which causes what goes out. */
  cause: number | undefined;
  delayedAck: Event | undefined;
  /** The longest (µs) that an answer took. */
  roundTrip: number;
}

interface Unacknowledged {
  readonly flags: TcpFlags;
  readonly data: string;
  readonly sequence: number;
  readonly end: number;
  skb: Skb | undefined;
  tries: number;
  /** When (µs) it was sent first. */
  sent: number;
  timer: Event | undefined;
}

/** net.ipv4.ip_default_ttl */
export const INITIAL_TTL = 64;

export const keyOfEnds = ({ local, localPort, remote, remotePort }: Ends): string =>
  `${local} ${localPort} ${remote} ${remotePort}`;

/** Makes one end; it is known in its namespace until it is closed. */
export function openTcb(
  memory: Memory,
  ends: Ends,
  state: Tcb['state'],
  user: TcpUser,
  meta: { flow: number; cause: number | undefined; ttl?: number | undefined; pid?: number | undefined },
): Tcb {
  const tcb: Tcb = {
    local: ends.local,
    localPort: ends.localPort,
    remote: ends.remote,
    remotePort: ends.remotePort,
    flow: meta.flow,
    cause: meta.cause,
    ttl: meta.ttl ?? INITIAL_TTL,
    memory,
    user,
    pid: meta.pid,
    state,
    sendNext: 0,
    receiveNext: 0,
    unacknowledged: [],
    received: '',
    finSent: false,
    finReceived: false,
    released: false,
    delayedAck: undefined,
    roundTrip: 0,
  };
  (memory.connections ??= new Map()).set(keyOfEnds(ends), tcb);
  return tcb;
}

/** Forgets one end, with all that it would still have sent. */
export function drop(tcb: Tcb): void {
  tcb.state = 'CLOSED';
  tcb.memory.connections?.delete(keyOfEnds(tcb));
  if (tcb.delayedAck) tcb.delayedAck.cancelled = true;
  for (const { timer } of tcb.unacknowledged) if (timer) timer.cancelled = true;
  tcb.unacknowledged.length = 0;
}

function packetFor(tcb: Tcb, flags: TcpFlags, data: string, sequence: number): Packet {
  const transport: Tcp = {
    kind: 'tcp',
    sourcePort: tcb.localPort,
    destinationPort: tcb.remotePort,
    flags,
    data,
    sequence,
    ...(flags === 'S' || flags === 'R' ? {} : { acknowledgement: tcb.receiveNext }),
  };
  return { kind: 'ip', source: tcb.local, destination: tcb.remote, ttl: tcb.ttl, transport };
}

/** Sends a segment; what takes a sequence number is sent again until it is acknowledged. Returns what the first sending said. */
export function sendSegment(walk: Walk, tcb: Tcb, flags: TcpFlags, data = ''): Sent {
  if (tcb.delayedAck) tcb.delayedAck.cancelled = true;
  tcb.delayedAck = undefined;
  const length = data.length + (flags === '.' || flags === 'P.' ? 0 : 1);
  if (length === 0) return send(walk, tcb.memory, tcb.flow, tcb.cause, packetFor(tcb, flags, data, tcb.sendNext));
  const sequence = tcb.sendNext;
  tcb.sendNext += length;
  const segment: Unacknowledged = {
    flags,
    data,
    sequence,
    end: tcb.sendNext,
    skb: undefined,
    tries: 0,
    sent: walk.now,
    timer: undefined,
  };
  tcb.unacknowledged.push(segment);
  return emit(walk, tcb, segment);
}

function emit(walk: Walk, tcb: Tcb, segment: Unacknowledged): Sent {
  const timeout = timeoutOf(tcb, segment);
  if (timeout !== undefined) segment.timer = after(walk, timeout, () => retry(walk, tcb, segment));
  segment.tries++;
  const { flags, data, sequence } = segment;
  segment.skb = make(walk, tcb.flow, tcb.cause, packetFor(tcb, flags, data, sequence));
  return sendSkb(walk, tcb.memory, segment.skb);
}

function timeoutOf({ roundTrip }: Tcb, { flags, tries }: Unacknowledged): number | undefined {
  if (flags === 'S' || flags === 'S.') {
    const seconds = (flags === 'S' ? SYN_TIMEOUTS : SYN_ACK_TIMEOUTS)[tries];
    return seconds === undefined ? undefined : seconds * SECOND;
  }
  return tries < RETRANSMISSIONS ? (RETRANSMIT + roundTrip) * 2 ** tries : undefined;
}

/** A segment that still waits for its next hop's address is not sent a second time (skb_still_in_host_queue). */
function retry(walk: Walk, tcb: Tcb, segment: Unacknowledged): void {
  if (tcb.state === 'CLOSED') return;
  if (!segment.skb?.waiting) {
    emit(walk, tcb, segment);
    return;
  }
  const timeout = timeoutOf(tcb, segment);
  segment.tries++;
  if (timeout !== undefined) segment.timer = after(walk, timeout, () => retry(walk, tcb, segment));
}

/** Takes off what an acknowledgement covers; what was sent once tells how long the way is. */
export function acknowledge(walk: Walk, tcb: Tcb, upTo: number): void {
  while (tcb.unacknowledged[0] && tcb.unacknowledged[0].end <= upTo) {
    const segment = tcb.unacknowledged.shift();
    if (segment?.timer) segment.timer.cancelled = true;
    if (segment?.tries === 1) tcb.roundTrip = Math.max(tcb.roundTrip, walk.now - segment.sent);
  }
}

/** Acknowledges a stream's end a little later, unless a segment goes back before. */
export function acknowledgeLater(walk: Walk, tcb: Tcb): void {
  tcb.delayedAck ??= after(walk, DELAYED_ACK, () => {
    tcb.delayedAck = undefined;
    sendSegment(walk, tcb, '.');
  });
}

/** The program shuts its writing side: FIN, once. */
export function finish(walk: Walk, tcb: Tcb): void {
  if (tcb.state === 'SYN_SENT') return drop(tcb);
  if (tcb.state === 'CLOSED' || tcb.finSent) return;
  tcb.finSent = true;
  sendSegment(walk, tcb, 'F.');
}

/** The program closes its socket. */
export function close(walk: Walk, tcb: Tcb): void {
  tcb.released = true;
  finish(walk, tcb);
}

/** The program gives up, or closes with octets unread: RST. */
export function abort(walk: Walk, tcb: Tcb): void {
  if (tcb.state === 'CLOSED') return;
  const syn = tcb.state === 'SYN_SENT';
  if (!syn) send(walk, tcb.memory, tcb.flow, tcb.cause, packetFor(tcb, 'R.', '', tcb.sendNext));
  drop(tcb);
}
