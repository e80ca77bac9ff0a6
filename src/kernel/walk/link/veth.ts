import type { Decision } from '../../hop.ts';
import { deviceOf, type Device } from '../memory.ts';
import type { Skb } from '../skb.ts';
import { WIRE } from '../timing.ts';
import { after, dropped, memoryOf, tell, type Walk } from '../walk.ts';
import { arrived, NO_CARRIER, sizeOf } from './device.ts';
import { receive } from './receive.ts';

/** A veth sends a frame: it comes in at the other end (veth_xmit). */
export const sendFromVeth = (walk: Walk, device: Device, skb: Skb): void =>
  void after(walk, WIRE, () => cross(walk, device, skb));

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
