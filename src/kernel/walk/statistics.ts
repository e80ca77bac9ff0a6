/** What a namespace's IPv4 stack counts (net/ipv4/proc.c), as far as it is modelled; /proc/net/snmp and nstat name it so. */
import type { IcmpType } from '../packet/frame.ts';
import type { Memory } from './memory.ts';
import { packetOf, type Skb } from './skb.ts';

/** In the order in which the kernel tells them. */
export const STATISTICS = [
  'IpInReceives',
  'IpForwDatagrams',
  'IpInDelivers',
  'IpOutRequests',
  'IpOutNoRoutes',
  'IpOutTransmits',
  'IcmpInMsgs',
  'IcmpInDestUnreachs',
  'IcmpInTimeExcds',
  'IcmpInRedirects',
  'IcmpInEchos',
  'IcmpInEchoReps',
  'IcmpOutMsgs',
  'IcmpOutDestUnreachs',
  'IcmpOutTimeExcds',
  'IcmpOutRedirects',
  'IcmpOutEchos',
  'IcmpOutEchoReps',
  'TcpExtIPReversePathFilter',
  'IpExtInNoRoutes',
] as const;
export type Statistic = (typeof STATISTICS)[number];

/** Counts what happens to an IPv4 packet. */
export function tally(memory: Memory, skb: Skb, what: Statistic): void {
  if (!packetOf(skb).source.includes(':')) bump(memory, what);
}

function bump(memory: Memory, what: Statistic): void {
  const counts = (memory.statistics ??= {});
  counts[what] = (counts[what] ?? 0) + 1;
}

const MESSAGES: Readonly<Partial<Record<IcmpType, string>>> = {
  'echo-request': 'Echos',
  'echo-reply': 'EchoReps',
  'time-exceeded': 'TimeExcds',
  redirect: 'Redirects',
  'port-unreachable': 'DestUnreachs',
  'host-unreachable': 'DestUnreachs',
  'net-unreachable': 'DestUnreachs',
  'fragmentation-needed': 'DestUnreachs',
};

/** Counts an ICMP message for this host, or of it. */
export function tallyIcmp(memory: Memory, skb: Skb, way: 'In' | 'Out'): void {
  const { source, transport } = packetOf(skb);
  if (transport.kind !== 'icmp' || source.includes(':')) return;
  bump(memory, `Icmp${way}Msgs`);
  const message = MESSAGES[transport.type] ?? (transport.about ? 'DestUnreachs' : undefined);
  if (message !== undefined) bump(memory, `Icmp${way}${message}` as Statistic);
}
