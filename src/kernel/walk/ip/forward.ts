import type { Packet } from '../../packet/frame.ts';
import type { RouteDecision } from '../../route/lookup.ts';
import { admit } from '../netfilter/hooks.ts';
import { redirect, timeExceeded } from '../icmp/error.ts';
import { isTooLarge, output } from './output.ts';
import { deviceOf, isOn, routeTo, type Device, type Memory } from '../memory.ts';
import { packetOf, rewrite, type Skb } from '../skb.ts';
import { tally } from '../statistics.ts';
import { dropped, tell, type Walk } from '../walk.ts';

/** A packet one hop older. */
function aged({ kind, source, destination, ttl, transport, dontFragment, mark }: Packet): Packet {
  const packet = { kind, source, destination, ttl: ttl - 1, transport };
  if (mark !== undefined) return { ...packet, mark, ...(dontFragment === undefined ? {} : { dontFragment }) };
  return dontFragment === undefined ? packet : { ...packet, dontFragment };
}

/** Whether the sender is on the link that a packet goes back out of: it could have gone there itself (fib_validate_source). */
const isNear = (memory: Memory, { source, destination }: Packet): boolean =>
  routeTo(memory, { destination: source, source: destination }).route?.via === undefined;

/** Passes a packet on (ip_forward): its time to live and size, FORWARD, and out. */
export function forward(walk: Walk, from: Device, skb: Skb, decision: RouteDecision): void {
  const { memory } = from;
  const to = deviceOf(memory, decision.device);
  if (!to) return;
  const packet = packetOf(skb);
  if (packet.ttl <= 1) {
    tell(walk, skb, {
      memory,
      stage: 'routing',
      decision: { kind: 'ttl', ttl: packet.ttl },
      verdict: dropped('ttl-expired'),
      device: from.inward,
    });
    return timeExceeded(walk, memory, skb);
  }
  if (isTooLarge(walk, memory, skb, decision, to)) return;
  if (to === from && isOn(from, 'send_redirects') && isNear(memory, packet))
    redirect(walk, memory, skb, decision.nextHop);
  const before = skb.frame;
  rewrite(skb, aged(packet));
  tell(walk, skb, {
    memory,
    stage: 'routing',
    decision: { kind: 'ttl', ttl: packet.ttl - 1 },
    verdict: { kind: 'rewritten', before },
    device: from.inward,
  });
  if (admit(walk, memory, skb, 'FORWARD', { in: from, out: to }) !== 'on') return;
  tally(memory, skb, 'IpForwDatagrams');
  output(walk, memory, skb, decision, to);
}
