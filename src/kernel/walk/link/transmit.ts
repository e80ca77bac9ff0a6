import { BROADCAST_MAC, type Mac } from '../../../ip/address.ts';
import type { Decision } from '../../hop.ts';
import { fragmentOffsets } from '../../packet/fragments.ts';
import { lengthOf } from '../../packet/length.ts';
import { sendFromBridge } from '../bridge/bridge.ts';
import { sendFromIpvlan } from './ipvlan.ts';
import { sendFromMacvlan } from './macvlan.ts';
import { deviceOf, type Device } from '../memory.ts';
import { receive } from './receive.ts';
import { newSkb, type Skb } from '../skb.ts';
import { LOOPBACK, WIRE } from '../timing.ts';
import { sendFromVlan } from './vlan.ts';
import { sendFromVxlan } from './vxlan.ts';
import { after, dropped, memoryOf, ON, tell, type Walk } from '../walk.ts';

export const ETHERNET_HEADER = 14;
const ARP_LENGTH = 28;
const IP_HEADER = 20;

/** On a device, for its own or a group's address. */
export const HERE: Decision = { kind: 'device', promiscuous: false };
export const PROMISCUOUS: Decision = { kind: 'device', promiscuous: true };
const NO_CARRIER: Decision = { kind: 'setting', name: 'carrier', value: '0' };
/** A dummy's frames end in it. */
const NOWHERE: Decision = { kind: 'forwarding', ports: [], how: 'none' };
const DOWN: Decision = { kind: 'setting', name: 'up', value: '0' };

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

/**
 * Sends a frame out of a device (dev_queue_xmit). Taps see it, unless the device is down or without carrier, whose queue drops it.
 * lo's frames are seen going out here and coming in at once; packet captures leave out the first.
 */
export function transmit(walk: Walk, device: Device, skb: Skb): void {
  const { memory, link } = device;
  if (!link.up)
    return tell(walk, skb, {
      memory,
      stage: 'link',
      decision: DOWN,
      verdict: dropped('link-down'),
      device: device.outward,
    });
  if (!device.carrier)
    return tell(walk, skb, {
      memory,
      stage: 'link',
      decision: NO_CARRIER,
      verdict: dropped('no-carrier'),
      device: device.outward,
    });
  tell(walk, skb, { memory, stage: 'link', decision: HERE, verdict: ON, device: device.outward });
  count(device, 'sent', skb, link.kind === 'loopback' ? 0 : ETHERNET_HEADER);
  switch (link.kind) {
    case 'loopback':
      after(walk, LOOPBACK, () => receive(walk, device, skb));
      return;
    case 'veth':
      after(walk, WIRE, () => cross(walk, device, skb));
      return;
    case 'bridge':
      return sendFromBridge(walk, device, skb);
    case 'macvlan':
      return sendFromMacvlan(walk, device, skb);
    case 'ipvlan':
      return sendFromIpvlan(walk, device, skb);
    case 'vlan':
      return sendFromVlan(walk, device, skb);
    case 'vxlan':
      return sendFromVxlan(walk, device, skb);
    case 'dummy':
      tell(walk, skb, {
        memory,
        stage: 'bridge',
        decision: NOWHERE,
        verdict: dropped('no-port'),
        device: device.outward,
      });
  }
}

/** Arrives at the other end of a veth. What the kernel kept beside the headers stays behind (skb_scrub_packet). */
function cross(walk: Walk, device: Device, skb: Skb): void {
  if (device.link.kind !== 'veth') return;
  const { namespace, index } = device.link.peer;
  const memory = memoryOf(walk, namespace);
  const peer = memory && deviceOf(memory, index);
  if (!peer)
    return tell(walk, skb, {
      memory: device.memory,
      stage: 'link',
      decision: NO_CARRIER,
      verdict: dropped('no-namespace'),
      device: device.outward,
    });
  if (fits(peer, skb)) return receive(walk, peer, arrived(skb));
  const mtu: Decision = { kind: 'setting', name: 'mtu', value: String(peer.link.mtu) };
  tell(walk, skb, {
    memory: peer.memory,
    stage: 'link',
    decision: mtu,
    verdict: dropped('too-big'),
    device: peer.inward,
  });
}

/** What a veth takes beyond its MTU: a VLAN tag. */
const VLAN_TAG = 4;

/** Whether the other end takes the frame, or the fragments it stands for (is_skb_forwardable). TCP is cut by the device at last, if at all. */
function fits(to: Device, skb: Skb): boolean {
  const { payload, cut } = skb.frame;
  if (payload.kind === 'arp' || payload.transport.kind === 'tcp') return true;
  return (cut ?? sizeOf(skb)) <= to.link.mtu + VLAN_TAG;
}

/** A frame as it enters another namespace: a mark is no part of it. */
export function arrived({ id, cause, flow, frame, size }: Skb): Skb {
  if (frame.payload.kind === 'arp' || frame.payload.mark === undefined) return newSkb(id, cause, flow, frame, size);
  const { mark: _, ...payload } = frame.payload;
  return newSkb(id, cause, flow, { ...frame, payload }, size);
}
