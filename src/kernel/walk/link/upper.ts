import { deviceOf, type Device } from '../memory.ts';
import type { Skb } from '../skb.ts';
import { WIRE } from '../timing.ts';
import { after, dropped, memoryOf, tell, type Walk } from '../walk.ts';
import { arrived, count, ETHERNET_HEADER, HERE } from './device.ts';
import { receiveFrame } from './receive.ts';

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

/** A device that stands on none, whose other end is gone, sends nothing. */
export const sendNowhere = (walk: Walk, { memory, outward }: Device, skb: Skb): void =>
  tell(walk, skb, { memory, stage: 'link', decision: HERE, verdict: dropped('no-carrier'), device: outward });

/** A device that stands on another gets a frame from there. */
export function hand(walk: Walk, upper: Device, skb: Skb): void {
  count(upper, 'received', skb, ETHERNET_HEADER);
  receiveFrame(walk, upper, skb, false);
}

/** Several get a copy each, once the sender is done. */
export function handSoon(walk: Walk, uppers: readonly Device[], skb: Skb): void {
  for (const upper of uppers) {
    const copy = arrived(skb);
    after(walk, WIRE, () => hand(walk, upper, copy));
  }
}

/** Turns a frame round at the device below, as if it had come in there (dev_forward_skb). */
export function loop(walk: Walk, lower: Device, skb: Skb): void {
  if (!lower.link.up) return;
  const copy = arrived(skb);
  after(walk, WIRE, () => receiveFrame(walk, lower, copy));
}
