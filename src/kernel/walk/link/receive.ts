import type { Decision } from '../../hop.ts';
import type { Device } from '../memory.ts';
import type { Skb } from '../skb.ts';
import { count, HERE, isGroup, PROMISCUOUS } from './device.ts';
import { dropped, ON, tell, type Walk } from '../walk.ts';

/** Whether a frame that came in by a device is for somebody else (PACKET_OTHERHOST). */
export const isForOther = (device: Device, skb: Skb): boolean =>
  device.link.kind !== 'loopback' && skb.frame.destination !== device.link.mac && !isGroup(skb.frame.destination);

/** A frame comes in by a device from outside. */
export function receive(walk: Walk, device: Device, skb: Skb): void {
  const { link } = device;
  if (!link.up) return;
  if (walk.cut)
    return tell(walk, skb, {
      memory: device.memory,
      stage: 'link',
      decision: HERE,
      verdict: dropped('loop'),
      device: device.inward,
    });
  count(device, 'received', skb, link.kind === 'veth' ? 14 : 0);
  receiveFrame(walk, device, skb);
}

/**
 * What becomes of a frame that a device has (netif_receive_skb): taps see it, then a sub-interface, a bridge or what stands on the
 * device takes it, or the protocol does.
 */
export function receiveFrame(walk: Walk, device: Device, skb: Skb, other = isForOther(device, skb)): void {
  const { link, memory } = device;
  if (link.master === undefined && link.uppers === undefined && skb.frame.vlan === undefined)
    return receiveHere(walk, device, skb, other);
  tell(walk, skb, { memory, stage: 'link', decision: other ? PROMISCUOUS : HERE, verdict: ON, device: device.inward });
  if (skb.frame.vlan !== undefined && walk.handlers.receiveTagged(walk, device, skb)) return;
  if (link.master !== undefined) return walk.handlers.receiveOnPort(walk, device, skb);
  if (link.uppers && walk.handlers.receiveForUppers(walk, device, skb)) return;
  if (other || skb.frame.vlan !== undefined)
    return tell(walk, skb, {
      memory,
      stage: 'bridge',
      decision: FOR_NONE,
      verdict: dropped('other-host'),
      device: device.inward,
    });
  toProtocol(walk, device, skb);
}

/** None of those that stand on a device wants a frame. */
const FOR_NONE: Decision = { kind: 'forwarding', ports: [], how: 'none' };

/** A frame has come to the device that its protocol knows; one for another station ends there, seen by taps alone. */
function receiveHere(walk: Walk, device: Device, skb: Skb, other: boolean): void {
  const { memory } = device;
  if (other)
    return tell(walk, skb, {
      memory,
      stage: 'link',
      decision: PROMISCUOUS,
      verdict: dropped('other-host'),
      device: device.inward,
    });
  tell(walk, skb, { memory, stage: 'link', decision: HERE, verdict: ON, device: device.inward });
  toProtocol(walk, device, skb);
}

function toProtocol(walk: Walk, device: Device, skb: Skb): void {
  skb.input = device;
  const { payload } = skb.frame;
  if (payload.kind === 'arp') walk.handlers.receiveArp(walk, device, skb, payload);
  else walk.handlers.receiveIp(walk, device, skb);
}
