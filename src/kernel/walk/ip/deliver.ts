import type { Device } from '../memory.ts';
import { packetOf, type Skb } from '../skb.ts';
import { tally, tallyIcmp } from '../statistics.ts';
import type { Walk } from '../walk.ts';

/** Hands a packet to its transport protocol (ip_protocol_deliver_rcu). */
export function deliver(walk: Walk, device: Device, skb: Skb): void {
  const { transport } = packetOf(skb);
  tally(device.memory, skb, 'IpInDelivers');
  tallyIcmp(device.memory, skb, 'In');
  switch (transport.kind) {
    case 'tcp':
      return walk.handlers.receiveTcp(walk, device, skb, transport);
    case 'udp':
      return walk.handlers.receiveUdp(walk, device, skb, transport);
    case 'icmp':
      return walk.handlers.receiveIcmp(walk, device, skb, transport);
  }
}
