import { BROADCAST_MAC, type Mac } from '../../../ip/address.ts';
import type { Decision } from '../../hop.ts';
import { fragmentOffsets } from '../../packet/fragments.ts';
import { lengthOf } from '../../packet/length.ts';
import type { Device } from '../memory.ts';
import { newSkb, type Skb } from '../skb.ts';

export const ETHERNET_HEADER = 14;
const ARP_LENGTH = 28;
const IP_HEADER = 20;

/** On a device, for its own or a group's address. */
export const HERE: Decision = { kind: 'device', promiscuous: false };
export const PROMISCUOUS: Decision = { kind: 'device', promiscuous: true };
export const NO_CARRIER: Decision = { kind: 'setting', name: 'carrier', value: '0' };

/** Whether a frame goes to more than one station: its address has the group bit. */
export const isGroup = (mac: Mac): boolean => mac === BROADCAST_MAC || '13579bdf'.includes(mac.charAt(1));

/** Octets of what a frame holds. */
export const sizeOf = (skb: Skb): number =>
  (skb.size ??= skb.frame.payload.kind === 'arp' ? ARP_LENGTH : lengthOf(skb.frame.payload));

/** Counts a frame that a device received or sent. */
export function count(device: Device, way: 'received' | 'sent', skb: Skb, header: number): void {
  const traffic = (device.traffic ??= { received: { packets: 0, bytes: 0 }, sent: { packets: 0, bytes: 0 } });
  const { cut, payload } = skb.frame;
  const pieces = cut === undefined || payload.kind === 'arp' ? 1 : fragmentOffsets(payload, cut).length;
  traffic[way].packets += pieces;
  traffic[way].bytes += pieces * header + sizeOf(skb) + (pieces - 1) * IP_HEADER;
}

/** A frame as it enters another namespace: a mark is no part of it. */
export function arrived({ id, cause, flow, frame, size }: Skb): Skb {
  if (frame.payload.kind === 'arp' || frame.payload.mark === undefined) return newSkb(id, cause, flow, frame, size);
  const { mark: _, ...payload } = frame.payload;
  return newSkb(id, cause, flow, { ...frame, payload }, size);
}
