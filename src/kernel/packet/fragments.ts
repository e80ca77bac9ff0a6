import type { Packet } from './frame.ts';
import { lengthOf } from './length.ts';

const IP_HEADER = 20;
const IP6_HEADER = 40;
/** Of IPv6, before each fragment. */
const FRAGMENT_HEADER = 8;

/** Where the fragments of a packet begin in what follows its header, if it is cut for an MTU: at multiples of eight (ip_do_fragment). */
export function fragmentOffsets(packet: Packet, mtu: number): number[] {
  const v6 = packet.source.includes(':');
  const header = v6 ? IP6_HEADER : IP_HEADER;
  const room = Math.max(8, (mtu - header - (v6 ? FRAGMENT_HEADER : 0)) & ~7);
  const end = lengthOf(packet) - header;
  const offsets: number[] = [];
  for (let at = 0; at < end; at += room) offsets.push(at);
  return offsets;
}

/** Whether a packet has the DF flag: path MTU discovery sets it for what programs send, unless they want none (ip_pmtudisc); the kernel's own ICMP goes without. */
export function isWhole({ transport, dontFragment }: Packet): boolean {
  if (dontFragment !== undefined) return dontFragment !== false;
  return transport.kind !== 'icmp' || transport.type === 'echo-request';
}
