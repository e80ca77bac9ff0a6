import type { Device } from '../memory.ts';
import type { Skb } from '../skb.ts';
import type { Walk } from '../walk.ts';
import { count } from './device.ts';
import { isForOther, receiveFrame } from './receive.ts';
import { transmit } from './transmit.ts';
import { lowerOf, sendNowhere, uppersOf } from './upper.ts';

/** A sub-interface sends a frame: with its tag, by the device below (vlan_dev_hard_start_xmit). */
export function sendFromVlan(walk: Walk, device: Device, skb: Skb): void {
  const lower = lowerOf(walk, device);
  if (!lower || device.link.kind !== 'vlan') return sendNowhere(walk, device, skb);
  skb.frame = { ...skb.frame, vlan: device.link.id };
  transmit(walk, lower, skb);
}

/** A tagged frame goes up to the sub-interface of that VLAN, without its tag (vlan_do_receive). Returns whether there is one. */
export function receiveTagged(walk: Walk, lower: Device, skb: Skb): boolean {
  const { vlan, ...frame } = skb.frame;
  const upper = uppersOf(walk, lower).find(({ link }) => link.kind === 'vlan' && link.id === vlan);
  if (!upper) return false;
  if (!upper.link.up) return true;
  skb.frame = frame;
  count(upper, 'received', skb, 0);
  receiveFrame(walk, upper, skb, isForOther(upper, skb));
  return true;
}
