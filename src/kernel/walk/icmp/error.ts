import { isMulticast, isUnspecified, type Ip } from '../../../ip/address.ts';
import { destinationTranslated, sourceTranslated } from '../../netfilter/conntrack/conntrack.ts';
import type { Icmp, IcmpType, Packet } from '../../packet/frame.ts';
import type { PacketConnection } from '../../netfilter/hook.ts';
import { sendSkb } from '../ip/output.ts';
import { routeTo, type Memory } from '../memory.ts';
import { packetOf, type Skb } from '../skb.ts';
import { isGroup } from '../link/device.ts';
import { clockOf, make, type Walk } from '../walk.ts';

const ERROR_TTL = 64;

/** ICMP that tells of a mistake rather than asks or answers. */
export const isError = (icmp: Icmp): boolean => icmp.about !== undefined;

/** Errors are not sent about errors, nor about what went to many (icmp_send). */
function mayComplain(memory: Memory, skb: Skb, packet: Packet): boolean {
  if (packet.transport.kind === 'icmp' && isError(packet.transport)) return false;
  if (skb.input && isGroup(skb.frame.destination)) return false;
  if (isMulticast(packet.destination) || isMulticast(packet.source) || isUnspecified(packet.source)) return false;
  return routeTo(memory, { destination: packet.destination }).how !== 'broadcast';
}

/** Errors to one address are limited to one a second, after some at once (icmp_ratelimit, icmp_ratemask, XRLIM_BURST_FACTOR). */
const COST = 1000;
const BURST = 6 * COST;
/** What a router says of missing routes has a limit of its own before that, with the same tokens (ip_rt_error_burst). */
const ROUTE_BURST = 5 * COST;
const LIMITED: ReadonlySet<IcmpType> = new Set([
  'net-unreachable',
  'host-unreachable',
  'protocol-unreachable',
  'port-unreachable',
  'net-prohibited',
  'host-prohibited',
  'admin-prohibited',
  'time-exceeded',
]);

/** Takes the tokens for one error to an address; says whether there were enough (inet_peer_xrlim_allow). */
function take(walk: Walk, memory: Memory, peer: Ip, burst: number): boolean {
  const clock = Math.floor(clockOf(walk));
  const rate = memory.rates?.get(peer) ?? memory.namespace.rates[peer];
  const tokens = Math.min(burst, rate ? rate.tokens + clock - rate.updated : burst);
  const enough = tokens >= COST;
  (memory.rates ??= new Map()).set(peer, { tokens: enough ? tokens - COST : tokens, updated: clock });
  return enough;
}

/** Sends an error about a packet to its source, from `source` or from the address on the way there (icmp_send). */
export function complain(walk: Walk, memory: Memory, skb: Skb, type: IcmpType, detail?: string): void {
  const about = packetOf(skb);
  if (!mayComplain(memory, skb, about)) return;
  const back = routeTo(memory, { destination: about.source });
  const limited = LIMITED.has(type) && !about.source.includes(':');
  if (back.how !== 'local' && limited && !take(walk, memory, about.source, BURST)) return;
  const local = routeTo(memory, { destination: about.destination }).how === 'local';
  const source = local ? about.destination : back.source;
  if (source === undefined) return;
  const icmp: Icmp = { kind: 'icmp', type, id: 0, sequence: 0, size: 0, about: quoted(about) };
  const transport = detail === undefined ? icmp : { ...icmp, detail };
  const error = make(walk, skb.flow, skb.id, {
    kind: 'ip',
    source,
    destination: about.source,
    ttl: ERROR_TTL,
    transport,
  });
  if (skb.connection?.connection) error.connection = answerTo(skb.connection);
  sendSkb(walk, memory, error);
}

/** What conntrack says of a packet that the kernel sends back because of another (nf_conntrack_attach). */
export const answerTo = (connection: PacketConnection): PacketConnection => ({
  ...connection,
  state: 'RELATED',
  direction: connection.direction === 'original' ? 'reply' : 'original',
});

/** A quoted packet has no mark. */
function quoted(packet: Packet): Packet {
  if (packet.mark === undefined) return packet;
  const { mark: _, ...rest } = packet;
  return rest;
}

export const timeExceeded = (walk: Walk, memory: Memory, skb: Skb): void =>
  complain(walk, memory, skb, 'time-exceeded');

/** Tells a sender of a nearer gateway, unless that is dropped on its way out. */
export function redirect(walk: Walk, memory: Memory, skb: Skb, gateway: Ip): void {
  if (memory.namespace.netfilter.ip.nat && mayBeTranslated(skb)) return;
  complain(walk, memory, skb, 'redirect', gateway);
}

/** Redirects about a connection that is translated, or whose translation is not settled yet, are dropped (nf_nat_icmp_reply_translation). */
function mayBeTranslated({ connection }: Skb): boolean {
  const known = connection?.connection;
  if (!known) return false;
  return !known.sourceNat || !known.destinationNat || sourceTranslated(known) || destinationTranslated(known);
}

/** What a router says where routing leads nowhere: no route, or one of a type that refuses (ip_error). */
export function netUnreachable(walk: Walk, memory: Memory, skb: Skb, how: 'none' | 'unreachable' | 'prohibit'): void {
  const { source } = packetOf(skb);
  if (!source.includes(':') && !take(walk, memory, source, ROUTE_BURST)) return;
  const type = { none: 'net-unreachable', unreachable: 'host-unreachable', prohibit: 'admin-prohibited' } as const;
  complain(walk, memory, skb, type[how]);
}
