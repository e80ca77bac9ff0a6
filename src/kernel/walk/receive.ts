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
  const { link, memory } = device;
  if (!link.up) return;
  count(device, 'received', skb, link.kind === 'veth' ? 14 : 0);
  if (link.master === undefined) return receiveHere(walk, device, skb, isForOther(device, skb));
  tell(walk, skb, memory, 'link', isForOther(device, skb) ? PROMISCUOUS : HERE, ON, device.inward);
  receiveOnPort(walk, device, skb);
}

/** A frame has come to the device that its protocol knows; one for another station ends there, seen by taps alone. */
export function receiveHere(walk: Walk, device: Device, skb: Skb, other: boolean): void {
  const { memory } = device;
  if (other) return tell(walk, skb, memory, 'link', PROMISCUOUS, dropped('other-host'), device.inward);
  tell(walk, skb, memory, 'link', HERE, ON, device.inward);
  skb.input = device;
  const { payload } = skb.frame;
  if (payload.kind === 'arp') receiveArp(walk, device, skb, payload);
  else receiveIp(walk, device, skb);
}
