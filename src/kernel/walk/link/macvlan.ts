import type { Macvlan } from '../../link/link.ts';
import type { Device } from '../memory.ts';
import { clone, type Skb } from '../skb.ts';
import type { Walk } from '../walk.ts';
import { arrived, isGroup } from './device.ts';
import { transmit } from './transmit.ts';
import { hand, handSoon, loop, lowerOf, sendNowhere, uppersOf } from './upper.ts';

export interface Child extends Device {
  readonly link: Macvlan;
}

const isChild = (device: Device): device is Child => device.link.kind === 'macvlan';

/** The macvlans of a device that are up: only those are in the port's table of addresses (macvlan_hash_add). */
const childrenOf = (walk: Walk, lower: Device): Child[] =>
  uppersOf(walk, lower).filter((device): device is Child => isChild(device) && device.link.up);

/**
 * A macvlan sends a frame (macvlan_queue_xmit): in bridge mode to its brothers at once, past the taps of the device below;
 * all else by the wire. The stack of the device below is nobody's destination: what is sent there never comes back in.
 */
export function sendFromMacvlan(walk: Walk, device: Device, skb: Skb): void {
  const lower = lowerOf(walk, device);
  if (!lower) return sendNowhere(walk, device, skb);
  if (isChild(device) && device.link.mode === 'bridge') {
    const { destination } = skb.frame;
    const brothers = childrenOf(walk, lower).filter((child) => child !== device && child.link.mode === 'bridge');
    if (isGroup(destination)) handSoon(walk, brothers, skb);
    else if (brothers.some(({ link }) => link.mac === destination)) return loop(walk, lower, skb);
  }
  transmit(walk, lower, skb);
}

/** A frame came in by a device that macvlans stand on (macvlan_handle_frame). Returns whether one of them took it for itself. */
export function receiveForMacvlans(walk: Walk, lower: Device, skb: Skb): boolean {
  const children = childrenOf(walk, lower);
  const { source, destination } = skb.frame;
  if (isGroup(destination)) {
    const sender = children.find(({ link }) => link.mac === source);
    const mode = sender?.link.mode;
    if (sender && mode !== 'vepa' && mode !== 'bridge') {
      hand(walk, sender, skb);
      return true;
    }
    // Brothers in bridge mode saw a bridged frame on its way out.
    const hearers = children.filter(
      (child) =>
        !sender ||
        (child !== sender && (child.link.mode === 'vepa' || (mode === 'vepa' && child.link.mode === 'bridge'))),
    );
    handSoon(walk, hearers, clone(skb));
    return false;
  }
  const child = children.find(({ link }) => link.mode === 'passthru' || link.mac === destination);
  if (!child) return false;
  hand(walk, child, arrived(skb));
  return true;
}
