import { receiveArp } from './arp.ts';
import { receiveOnPort } from './bridge.ts';
import { receiveIp } from './ip-input.ts';
import type { Device } from './memory.ts';
import type { Skb } from './skb.ts';
import { count, HERE, isGroup, PROMISCUOUS } from './transmit.ts';
import { dropped, ON, tell, type Walk } from './walk.ts';

/** Whether a frame that came in by a device is for somebody else (PACKET_OTHERHOST). */
export const isForOther = (device: Device, skb: Skb): boolean =>
  device.link.kind !== 'loopback' && skb.frame.destination !== device.link.mac && !isGroup(skb.frame.destination);

/** A frame comes in by a device (netif_receive_skb): taps see it, then a bridge takes it from its port, or the protocol does. */
export function receive(walk: Walk, device: Device, skb: Skb): void {
  if (!device.link.up) return;
  const other = isForOther(device, skb);
  count(device.received, skb.frame, device.link.kind === 'veth' ? 14 : 0);
  tell(walk, skb, device.memory, 'link', other ? PROMISCUOUS : HERE, ON, device.inward);
  if (device.link.master === undefined) receiveHere(walk, device, skb, other);
  else receiveOnPort(walk, device, skb);
}

/** Hands a frame to its protocol. */
export function receiveHere(walk: Walk, device: Device, skb: Skb, other: boolean): void {
  skb.input = device;
  if (other) {
    const decision = { kind: 'device', promiscuous: true } as const;
    // Not 'link': it is on no device a second time.
    return tell(walk, skb, device.memory, 'neighbour', decision, dropped('other-host'), device.inward);
  }
  const { payload } = skb.frame;
  if (payload.kind === 'arp') receiveArp(walk, device, skb, payload);
  else receiveIp(walk, device, skb);
}
