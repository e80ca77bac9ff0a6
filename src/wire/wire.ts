import { family } from '../ip/address.ts';
import type { Packet, Tcp } from '../kernel/packet/frame.ts';
import type { Hop } from '../kernel/hop.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { be16, be32, hash } from './octets.ts';

/** What stands in headers without the simulation needing it: numbers that senders choose at random, and their clocks. All follow from the seed. */
export interface Wire {
  /** When (ms since 1970) a packet was made. */
  readonly made: (packet: number) => number;
  /** The packet that caused another, as it was made. */
  readonly causeOf: (packet: number) => { readonly id: number; readonly packet: Packet } | undefined;
  /** The MAC address that a packet was first sent from. */
  readonly senderOf: (packet: number) => string;
  readonly tcp: (packet: number) => TcpWire;
  readonly chance: (what: string) => number;
}

/** What a TCP segment has beyond the numbers that count from its connection's first. */
export interface TcpWire {
  /** Where the numbers of the sender and of its peer begin. */
  readonly sequence: number;
  readonly acknowledgement: number;
  /** Timestamps (RFC 7323): the sender's clock, and the peer's as last heard. */
  readonly stamp: number;
  readonly echo: number;
  /** Maximum segment size of the sender's device. */
  readonly segment: number;
  readonly window: number;
  /** The acknowledgement of the segment that a reset answers. */
  readonly reset: number;
}

interface Origin {
  readonly id: number;
  readonly time: number;
  readonly packet: Packet;
  readonly cause: number | undefined;
  sender: string;
  mtu: number;
}

/** Reads a trace's hops, which began at `start` (ms since 1970). */
export function wireOf(kernel: Kernel, hops: readonly Hop[], start: number, seed: number): Wire {
  const origins = originsOf(kernel, hops);
  const chance = (what: string): number => hash(`${seed} ${what}`);
  const made = (id: number): number => start + (origins.get(id)?.time ?? 0) / 1000;
  const peerOf = ({ cause }: Origin): Origin | undefined => {
    const origin = cause === undefined ? undefined : origins.get(cause);
    return origin?.packet.transport.kind === 'tcp' ? origin : undefined;
  };
  const sequenceOf = (origin: Origin | undefined): number =>
    origin ? chance(`sequence ${start} ${endOf(origin)}`) : 0;
  const stampOf = (origin: Origin | undefined): number =>
    origin ? (chance(`clock ${start} ${endOf(origin)}`) + Math.floor(made(origin.id))) >>> 0 : 0;
  return {
    made,
    chance,
    causeOf: (id) => {
      const cause = origins.get(id)?.cause;
      const origin = cause === undefined ? undefined : origins.get(cause);
      return origin && { id: origin.id, packet: origin.packet };
    },
    senderOf: (id) => origins.get(id)?.sender ?? '00:00:00:00:00:00',
    tcp: (id) => {
      const origin = origins.get(id);
      const peer = origin && peerOf(origin);
      const segment = (origin?.mtu ?? 1500) - (origin && family(origin.packet.source) === 6 ? 60 : 40);
      return {
        sequence: sequenceOf(origin),
        acknowledgement: sequenceOf(peer),
        stamp: stampOf(origin),
        echo: stampOf(peer),
        segment,
        window: origin ? windowOf(tcpOf(origin), segment) : 0,
        reset: resetOf(sequenceOf(origin), peer),
      };
    },
  };
}

/** Every packet as it was made: at its first hop. */
function originsOf(kernel: Kernel, hops: readonly Hop[]): Map<number, Origin> {
  const origins = new Map<number, Origin>();
  for (const { packet: id, time, frame, cause, stage, device, namespace } of hops) {
    if (frame.payload.kind !== 'ip') continue;
    let origin = origins.get(id);
    if (!origin) origins.set(id, (origin = { id, time, packet: frame.payload, cause, sender: '', mtu: 0 }));
    if (origin.mtu > 0 || stage !== 'link' || device === undefined) continue;
    origin.sender = frame.source;
    origin.mtu = kernel.namespaces[namespace]?.links[device.index]?.mtu ?? 1500;
  }
  return origins;
}

const tcpOf = ({ packet }: Origin): Tcp | undefined => (packet.transport.kind === 'tcp' ? packet.transport : undefined);

/** The end of a connection that a segment is from, as its own host names it. */
const endOf = (origin: Origin): string => {
  const { source, destination } = origin.packet;
  const tcp = tcpOf(origin);
  return `${source} ${tcp?.sourcePort} ${destination} ${tcp?.destinationPort}`;
};

/** The segment a reset answers says which octet it expects next: that is the reset's number. */
const resetOf = (sequence: number, peer: Origin | undefined): number =>
  (sequence + ((peer && tcpOf(peer)?.acknowledgement) ?? 0)) >>> 0;

const LARGEST_WINDOW = 65535;
const STAMPS = 12;
/** As net.ipv4.tcp_rmem's largest value makes it. */
export const WINDOW_SCALE = 10;
/** A receiver grows its window by two segments for each that is not small (tcp_event_data_recv). */
const SMALL = 128;
/** Where a segment is larger than this, the receive buffer bounds the window. */
const LARGE_SEGMENT = 30_000;
const FULL_WINDOW = 74_752;
/** What comes in one piece at most. */
const PIECE = 14_480;

/** The window that a segment tells: whole segments of 64 KiB at first (tcp_select_initial_window). */
function windowOf(tcp: Tcp | undefined, segment: number): number {
  if (!tcp || tcp.flags.startsWith('R')) return 0;
  const whole = (size: number): number => LARGEST_WINDOW - (LARGEST_WINDOW % Math.max(1, size));
  if (tcp.flags === 'S') return whole(segment);
  if (tcp.flags === 'S.') return whole(segment - STAMPS);
  // Who was asked begins with segments without timestamps' room; which one this is shows in the first number.
  const received = (tcp.acknowledgement ?? 1) - 1;
  const grown = received >= SMALL ? Math.ceil(received / PIECE) * 2 * (segment - STAMPS) : 0;
  const first = whole(tcp.destinationPort < tcp.sourcePort ? segment : segment - STAMPS);
  const full = segment > LARGE_SEGMENT && grown > 0 ? FULL_WINDOW : first + grown;
  return Math.ceil(full / 2 ** WINDOW_SCALE);
}

/** The options of a segment: what it offers in its SYN, and timestamps in every other but a reset. */
export function tcpOptions({ flags }: Tcp, wire: TcpWire): number[] {
  if (flags.startsWith('R')) return [];
  const stamps = [8, 10, ...be32(wire.stamp), ...be32(wire.echo)];
  if (flags !== 'S' && flags !== 'S.') return [1, 1, ...stamps];
  return [2, 4, ...be16(wire.segment), 4, 2, ...stamps, 1, 3, 3, WINDOW_SCALE];
}
