import { ZERO_MAC } from '../../ip/address.ts';
import type { Arp, Frame, Packet } from '../packet/frame.ts';
import type { PacketConnection } from '../netfilter/hook.ts';
import type { Traced } from '../netfilter/tracing.ts';
import type { RouteKey } from '../route/lookup.ts';
import type { Device } from './memory.ts';

/** A packet in the kernel's hands: its headers now, and what the kernel keeps beside them (sk_buff). */
export interface Skb {
  /** Its number in the trace. */
  readonly id: number;
  readonly cause: number | undefined;
  readonly flow: number;
  /** The packet in its frame, which has zero addresses where it has not been on a link yet. */
  frame: Frame;
  /** The device it came in by; absent where it was made here. */
  input: Device | undefined;
  /** What conntrack of this namespace says of it. */
  connection: PacketConnection | undefined;
  /** Its way through the rules is told. */
  traced: Traced | undefined;
  /** The bridge port it came in by, where br_netfilter has sent it through PREROUTING already. */
  bridged: Device | undefined;
  /** Waits for its next hop's address. */
  waiting: boolean;
  /** Octets without the Ethernet header, once counted; no rewriting changes them. */
  size: number | undefined;
}

/** A packet as it is made here or enters a namespace. */
export function newSkb(id: number, cause: number | undefined, flow: number, frame: Frame, size?: number): Skb {
  return {
    id,
    cause,
    flow,
    frame,
    input: undefined,
    connection: undefined,
    traced: undefined,
    bridged: undefined,
    waiting: false,
    size,
  };
}

/** A frame for a payload that has not been on a link. */
export const unframed = (payload: Arp | Packet): Frame => ({ source: ZERO_MAC, destination: ZERO_MAC, payload });

/** The IP packet in the frame. Only what is no ARP may be asked for it. */
export function packetOf({ frame: { payload } }: Skb): Packet {
  if (payload.kind !== 'ip') throw new TypeError('ARP holds no IP packet');
  return payload;
}

/** What the route of a packet may depend on. */
export const routeKey = ({ destination, source, mark, transport }: Packet, input: Device | undefined): RouteKey => ({
  destination,
  source,
  mark,
  transport,
  input: input?.link.name,
});

export const routeKeyOf = (skb: Skb): RouteKey => routeKey(packetOf(skb), skb.input);

/** Puts other headers in the place of a packet's own. */
export function rewrite(skb: Skb, packet: Packet): void {
  if (skb.frame.payload !== packet) skb.frame = { ...skb.frame, payload: packet };
}

/** Another skb with the same packet, for another way. */
export const clone = (skb: Skb): Skb => ({ ...skb });
