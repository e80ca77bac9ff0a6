import type { Macvlan } from '../../link/link.ts';
import { deviceOf, type Device } from '../memory.ts';
import { receiveFrame } from './receive.ts';
import { clone, type Skb } from '../skb.ts';
import { WIRE } from '../timing.ts';
import { arrived, count, ETHERNET_HEADER, HERE, isGroup } from './device.ts';
import { transmit } from './transmit.ts';
import { after, dropped, memoryOf, tell, type Walk } from '../walk.ts';

export interface Child extends Device {
  readonly link: Macvlan;
}

const isChild = (device: Device): device is Child => device.link.kind === 'macvlan';

/** The device that one stands on. */
export function lowerOf(walk: Walk, { link }: Device): Device | undefined {
  if (!('lower' in link)) return undefined;
  const memory = memoryOf(walk, link.lower.namespace);
  return memory && deviceOf(memory, link.lower.index);
}

/** The devices that stand on one. */
export function uppersOf(walk: Walk, { link }: Device): Device[] {
  return (link.uppers ?? []).flatMap(({ namespace, index }) => {
    const memory = memoryOf(walk, namespace);
    return (memory && deviceOf(memory, index)) ?? [];
  });
}

/** The macvlans of a device that are up: only those are in the port's table of addresses (macvlan_hash_add). */
const childrenOf = (walk: Walk, lower: Device): Child[] =>
  uppersOf(walk, lower).filter((device): device is Child => isChild(device) && device.link.up);

/** A macvlan gets a frame, now or once the sender is done. */
function hand(walk: Walk, child: Child, skb: Skb): void {
  count(child, 'received', skb, ETHERNET_HEADER);
  receiveFrame(walk, child, skb, false);
}

function handSoon(walk: Walk, children: readonly Child[], skb: Skb): void {
  for (const child of children) {
    const copy = arrived(skb);
    after(walk, WIRE, () => hand(walk, child, copy));
  }
}

/**
 * A macvlan sends a frame (macvlan_queue_xmit): in bridge mode to its brothers at once, past the taps of the device below;
 * all else by the wire. The stack of the device below is nobody's destination: what is sent there never comes back in.
 */
export function sendFromMacvlan(walk: Walk, device: Device, skb: Skb): void {
  const lower = lowerOf(walk, device);
  if (!lower)
    return tell(walk, skb, {
      memory: device.memory,
      stage: 'link',
      decision: HERE,
      verdict: dropped('no-carrier'),
      device: device.outward,
    });
  if (isChild(device) && device.link.mode === 'bridge') {
    const { destination } = skb.frame;
    const brothers = childrenOf(walk, lower).filter((child) => child !== device && child.link.mode === 'bridge');
    if (isGroup(destination)) handSoon(walk, brothers, skb);
    else if (brothers.some(({ link }) => link.mac === destination)) return loop(walk, lower, skb);
  }
  transmit(walk, lower, skb);
}

/** Turns a frame round at the device below, as if it had come in there (dev_forward_skb). */
export function loop(walk: Walk, lower: Device, skb: Skb): void {
  if (!lower.link.up) return;
  const copy = arrived(skb);
  after(walk, WIRE, () => receiveFrame(walk, lower, copy));
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
