import type { IcmpType } from '../../packet/frame.ts';
import type { RejectWith } from '../../netfilter/table.ts';
import { resetFor } from '../tcp/reset.ts';
import { answerTo, complain } from './error.ts';
import { sendSkb } from '../ip/output.ts';
import type { Memory } from '../memory.ts';
import { packetOf, type Skb } from '../skb.ts';
import { make, type Walk } from '../walk.ts';

const ICMP: Readonly<Record<Exclude<RejectWith, 'tcp-reset'>, IcmpType>> = {
  'icmp-net-unreachable': 'net-unreachable',
  'icmp-host-unreachable': 'host-unreachable',
  'icmp-port-unreachable': 'port-unreachable',
  'icmp-proto-unreachable': 'protocol-unreachable',
  'icmp-net-prohibited': 'net-prohibited',
  'icmp-host-prohibited': 'host-prohibited',
  'icmp-admin-prohibited': 'admin-prohibited',
  'icmp6-no-route': 'net-unreachable',
  'icmp6-adm-prohibited': 'admin-prohibited',
  'icmp6-addr-unreachable': 'host-unreachable',
  'icmp6-port-unreachable': 'port-unreachable',
};

/** Tells the sender of a packet that a rule refused it (ipt_REJECT). */
export function reject(walk: Walk, memory: Memory, skb: Skb, how: RejectWith): void {
  if (how !== 'tcp-reset') return complain(walk, memory, skb, ICMP[how]);
  const packet = packetOf(skb);
  if (packet.transport.kind !== 'tcp' || packet.transport.flags.startsWith('R')) return;
  const reset = make(walk, skb.flow, skb.id, resetFor(packet, packet.transport));
  if (skb.connection?.connection) reset.connection = answerTo(skb.connection);
  sendSkb(walk, memory, reset);
}
