import type { DnsMessage, Frame, Packet } from '../kernel/packet/frame.ts';
import type { Hop } from '../kernel/hop.ts';

/** One packet's way: NAT, routers and tunnels keep its number, an answer has its own. */
export interface Journey {
  readonly packet: number;
  /** The packet that caused it. */
  readonly cause: number | undefined;
  readonly flow: number;
  /** What it was when it was made. */
  readonly made: Frame;
  /** Indices of its hops. */
  readonly hops: readonly number[];
}

/** The journeys of some hops, in the order in which they begin. */
export function journeysOf(hops: readonly Hop[]): readonly Journey[] {
  const journeys = new Map<number, Journey & { hops: number[] }>();
  for (const [index, { packet, cause, flow, frame }] of hops.entries()) {
    const known = journeys.get(packet);
    if (known) known.hops.push(index);
    else journeys.set(packet, { packet, cause, flow, made: frame, hops: [index] });
  }
  return [...journeys.values()];
}

/** Whether it only asks for, or tells, a MAC address (ARP, neighbour discovery). */
export function isDiscovery({ made: { payload } }: Journey): boolean {
  if (payload.kind === 'arp') return true;
  const { transport } = payload;
  return (
    transport.kind === 'icmp' &&
    (transport.type === 'neighbour-solicitation' || transport.type === 'neighbour-advertisement')
  );
}

/** Whether it asks for, or tells, what a name stands for. */
export const isNaming = ({ made }: Journey): boolean => dnsOf(made) !== undefined;

/** The DNS message in a frame, if it holds one. */
export function dnsOf({ payload }: Frame): DnsMessage | undefined {
  if (payload.kind !== 'ip' || payload.transport.kind !== 'udp') return undefined;
  const { data } = payload.transport;
  return data.kind === 'dns' ? data.message : undefined;
}

/** The packet of a journey that is no ARP. */
export function packetOf({ made: { payload } }: Journey): Packet {
  if (payload.kind !== 'ip') throw new TypeError('ARP holds no IP packet');
  return payload;
}
