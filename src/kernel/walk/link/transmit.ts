import type { Decision } from '../../hop.ts';
import { queueingName } from '../../link/qdisc.ts';
import type { Device } from '../memory.ts';
import type { Skb } from '../skb.ts';
import { after, dropped, ON, tell, type Walk } from '../walk.ts';
import { count, ETHERNET_HEADER, HERE, NO_CARRIER } from './device.ts';
import { waitOf } from './queueing.ts';

const DOWN: Decision = { kind: 'setting', name: 'up', value: '0' };

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
  if (link.qdiscs === undefined) return startXmit(walk, device, skb);
  const wait = waitOf(walk, device, skb);
  if (wait === undefined) return lose(walk, device, skb);
  if (wait > 0) after(walk, wait, () => startXmit(walk, device, skb));
  else startXmit(walk, device, skb);
}

/** What a queueing discipline loses, no tap sees. */
function lose(walk: Walk, device: Device, skb: Skb): void {
  const decision: Decision = { kind: 'setting', name: 'qdisc', value: queueingName(device.link) };
  tell(walk, skb, {
    memory: device.memory,
    stage: 'link',
    decision,
    verdict: dropped('queue'),
    device: device.outward,
  });
}

/** A frame leaves its queue (dev_hard_start_xmit). */
function startXmit(walk: Walk, device: Device, skb: Skb): void {
  const { memory, link } = device;
  walk.steps++;
  tell(walk, skb, { memory, stage: 'link', decision: HERE, verdict: ON, device: device.outward });
  count(device, 'sent', skb, link.kind === 'loopback' ? 0 : ETHERNET_HEADER);
  walk.handlers.startXmit[link.kind](walk, device, skb);
}
