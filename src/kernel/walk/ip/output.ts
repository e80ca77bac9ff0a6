import { BROADCAST_MAC, type Mac } from '../../../ip/address.ts';
import { multicastMac } from '../../../ip/multicast.ts';
import type { Packet } from '../../packet/frame.ts';
import type { Decision } from '../../hop.ts';
import { isWhole } from '../../packet/fragments.ts';
import { lengthOf } from '../../packet/length.ts';
import { isWithoutArp } from '../../link/link.ts';
import type { RouteDecision } from '../../route/lookup.ts';
import { admit, pass } from '../netfilter/hooks.ts';
import { deviceOf, routeTo, type Device, type Memory } from '../memory.ts';
import { mtuTo } from './mtu.ts';
import { resolve } from '../neighbour/neighbour.ts';
import { packetOf, rewrite, routeKeyOf, type Skb } from '../skb.ts';
import { sizeOf } from '../link/device.ts';
import { transmit } from '../link/transmit.ts';
import { tally, tallyIcmp } from '../statistics.ts';
import { dropped, make, ON, tell, type Walk } from '../walk.ts';

/** What the sender's system call says: it went out, or why not (ENETUNREACH, EPERM, EPERM with an error on its way back, EMSGSIZE). */
export type Sent = 'sent' | 'no-route' | 'not-permitted' | 'rejected' | 'too-big';

/** The how of a routing hop. */
const HOW = { local: 'local', broadcast: 'broadcast', unicast: 'forward', multicast: 'forward' } as const;

/** Tells of a packet's route; `verdict` is what comes of it where the route leads anywhere. */
export function routeHop(walk: Walk, memory: Memory, skb: Skb, decision: RouteDecision, verdict = ON): void {
  if (!walk.hops) return;
  const { how, route, rule } = decision;
  const led = how in HOW ? HOW[how as keyof typeof HOW] : 'none';
  const by: Decision = route ? { kind: 'route', route, how: led } : { kind: 'route', how: led };
  const told = rule ? { ...by, by: rule } : by;
  const end = how in HOW ? verdict : dropped(how === 'none' ? 'no-route' : 'unreachable-route');
  tell(walk, skb, { memory, stage: 'routing', decision: told, verdict: end, device: skb.input?.inward });
}

/** Sends a packet that was made in a namespace: routing, OUTPUT, and out (ip_local_out). */
export function send(walk: Walk, memory: Memory, flow: number, cause: number | undefined, packet: Packet): Sent {
  return sendSkb(walk, memory, make(walk, flow, cause, packet));
}

export function sendSkb(walk: Walk, memory: Memory, skb: Skb): Sent {
  const { destination, mark } = packetOf(skb);
  const decision = routeTo(memory, routeKeyOf(skb));
  routeHop(walk, memory, skb, decision);
  const device = outputDevice(memory, decision);
  if (!device) {
    tally(memory, skb, 'IpOutNoRoutes');
    return 'no-route';
  }
  if (isTooLarge(walk, memory, skb, decision, device)) return 'too-big';
  tally(memory, skb, 'IpOutRequests');
  tallyIcmp(memory, skb, 'Out');
  const admitted = admit(walk, memory, skb, 'OUTPUT', { out: device });
  if (admitted !== 'on') return admitted === 'dropped' ? 'not-permitted' : 'rejected';
  const made = packetOf(skb);
  const marked = memory.facts.selective && made.mark !== mark;
  return made.destination === destination && !marked
    ? output(walk, memory, skb, decision, device)
    : rerouted(walk, memory, skb);
}

/** Sends what the load balancer has given another destination: routing, OUTPUT, and out (ip_vs_nat_xmit). */
export function sendOn(walk: Walk, memory: Memory, skb: Skb): void {
  const packet = packetOf(skb);
  rewrite(skb, { ...packet, ttl: packet.ttl - 1 });
  const decision = routeTo(memory, { destination: packet.destination });
  routeHop(walk, memory, skb, decision);
  const device = outputDevice(memory, decision);
  if (!device) return;
  const passed = pass(walk, memory, skb, 'OUTPUT', { out: device });
  if (passed === 'on') output(walk, memory, skb, decision, device);
}

const outputDevice = (memory: Memory, { how, device }: RouteDecision): Device | undefined =>
  how in HOW ? deviceOf(memory, device) : undefined;

/** After DNAT, or another mark, in OUTPUT a packet is routed anew, its source as it was (ip_route_me_harder). */
function rerouted(walk: Walk, memory: Memory, skb: Skb): Sent {
  const decision = routeTo(memory, routeKeyOf(skb));
  const device = outputDevice(memory, decision);
  routeHop(walk, memory, skb, decision);
  return device ? output(walk, memory, skb, decision, device) : 'not-permitted';
}

/** POSTROUTING, then the link (ip_output). */
export function output(walk: Walk, memory: Memory, skb: Skb, decision: RouteDecision, device: Device): Sent {
  const passed = pass(walk, memory, skb, 'POSTROUTING', { out: device });
  if (passed !== 'on') return 'not-permitted';
  tally(memory, skb, 'IpOutTransmits');
  toLink(walk, device, decision, skb);
  return 'sent';
}

const believes = ({ input }: Skb, { dontFragment }: Packet): boolean => input === undefined && dontFragment !== 'probe';

/** A sender cuts what is too large, DF or not, unless its program forbids that; IPv6 is cut by its sender alone. TCP is cut by the device. */
function mayNotBeCut({ input, frame }: Skb, packet: Packet): boolean {
  if (input === undefined || packet.transport.kind === 'tcp')
    return packet.dontFragment !== undefined && isWhole(packet);
  return packet.source.includes(':') || (frame.cut === undefined && isWhole(packet));
}

/**
 * Refuses what may not be cut and is too large for a device, before netfilter sees it: a sender here learns of it by its
 * system call, one elsewhere by ICMP.
 */
export function isTooLarge(walk: Walk, memory: Memory, skb: Skb, decision: RouteDecision, device: Device): boolean {
  const packet = packetOf(skb);
  if (!mayNotBeCut(skb, packet)) return false;
  const mtu = mtuTo(walk, device, decision, packet.destination, { believing: believes(skb, packet) });
  if (lengthOf(packet) <= mtu) return false;
  const told: Decision = { kind: 'setting', name: 'mtu', value: String(mtu) };
  tell(walk, skb, { memory, stage: 'routing', decision: told, verdict: dropped('too-big'), device: device.outward });
  if (skb.input) walk.handlers.sendIcmp(walk, memory, skb, 'fragmentation-needed', String(mtu));
  return true;
}

function toLink(walk: Walk, device: Device, decision: RouteDecision, skb: Skb): void {
  if (device.link.kind === 'loopback') return transmit(walk, device, skb);
  cut(walk, device, decision, skb);
  const { destination } = packetOf(skb);
  const group =
    decision.how === 'broadcast' ? BROADCAST_MAC : decision.how === 'multicast' ? multicastMac(destination) : undefined;
  if (group !== undefined) return frameOut(walk, device, skb, group);
  if (isWithoutArp(device.link)) return frameOut(walk, device, skb, device.link.mac);
  resolve(walk, device, decision.nextHop, skb, (mac) => frameOut(walk, device, skb, mac));
}

function frameOut(walk: Walk, device: Device, skb: Skb, destination: Mac): void {
  skb.frame = { ...skb.frame, source: device.link.mac, destination };
  transmit(walk, device, skb);
}

/** Cuts what is larger than the MTU; what came in pieces goes out in no larger ones (frag_max_size). TCP is cut by the device. */
function cut(walk: Walk, device: Device, decision: RouteDecision, skb: Skb): void {
  const packet = packetOf(skb);
  if (packet.transport.kind === 'tcp') return;
  const mtu = mtuTo(walk, device, decision, packet.destination, { believing: believes(skb, packet) });
  if (sizeOf(skb) > Math.min(mtu, skb.frame.cut ?? mtu))
    skb.frame = { ...skb.frame, cut: Math.min(mtu, skb.frame.cut ?? mtu) };
}
