import type { Ip } from '../../../ip/address.ts';
import type { Decision, Verdict } from '../../hop.ts';
import { runHook, type HookContext, type HookVerdict, type Rejection } from '../../netfilter/hook.ts';
import type { Hook, TableFamily } from '../../netfilter/table.ts';
import type { Packet } from '../../packet/frame.ts';
import { linkByName } from '../../link/lookup.ts';
import { selectSource } from '../../route/routes.ts';
import { filterOf, hasHook, routeTo, type Device, type Memory } from '../memory.ts';
import { packetOf, rewrite, type Skb } from '../skb.ts';
import { clockOf, dropped, ON, tell, type Walk } from '../walk.ts';

/** Where a packet stands when a hook sees it. */
export interface Standing {
  readonly in?: Device | undefined;
  readonly out?: Device | undefined;
  readonly physIn?: Device | undefined;
  readonly physOut?: Device | undefined;
}

/** What a hook made of a packet. */
export type Passed = 'on' | 'dropped' | Rejection;

/** Sends a packet through one hook of its namespace, which may rewrite it. */
export function pass(walk: Walk, memory: Memory, skb: Skb, hook: Hook, standing: Standing): Passed {
  const packet = packetOf(skb);
  const family: TableFamily = packet.source.includes(':') ? 'ip6' : 'ip';
  if (!hasHook(memory, family, hook)) return 'on';
  const result = runHook(contextOf(walk, memory, skb, packet, family, hook, standing));
  skb.connection = result.connection;
  rewrite(skb, result.packet);
  if (result.verdict === 'accept') return 'on';
  return result.verdict === 'drop' ? 'dropped' : result.verdict;
}

function contextOf(
  walk: Walk,
  memory: Memory,
  skb: Skb,
  packet: Packet,
  family: TableFamily,
  hook: Hook,
  standing: Standing,
): HookContext {
  return {
    memory: filterOf(memory),
    family,
    hook,
    packet,
    now: clockOf(walk),
    addressType: memory.facts.addressType,
    primaryAddress: (device) => primaryAddress(memory, packet, device),
    in: standing.in?.link.name,
    out: standing.out?.link.name,
    physIn: standing.physIn?.link.name,
    physOut: standing.physOut?.link.name,
    connection: skb.connection,
    sourceMac: skb.input && skb.frame.source,
    tell: walk.hops && teller(walk, memory, skb, standing),
  };
}

/** Writes the hops of what decided; a packet's headers stand in them as they were left. */
function teller(walk: Walk, memory: Memory, skb: Skb, standing: Standing): NonNullable<HookContext['tell']> {
  const device = standing.in?.inward ?? standing.out?.outward;
  return (decision: Decision, verdict: HookVerdict, packet: Packet) => {
    const before = skb.frame;
    rewrite(skb, packet);
    const told: Verdict = verdict === 'rewritten' ? { kind: 'rewritten', before } : VERDICTS[verdict];
    tell(walk, skb, {
      memory,
      stage: decision.kind === 'connection' ? 'conntrack' : 'netfilter',
      decision,
      verdict: told,
      device,
    });
  };
}

const VERDICTS: Readonly<Record<Exclude<HookVerdict, 'rewritten'>, Verdict>> = {
  on: ON,
  'dropped by rule': dropped('rule'),
  'dropped by policy': dropped('policy'),
};

/** The device's address on the way to the packet's next hop (nf_nat_masquerade_ipv4: inet_select_addr). */
function primaryAddress(memory: Memory, packet: Packet, name: string): Ip | undefined {
  const link = linkByName(memory.namespace, name);
  return link && selectSource(memory.namespace, link.index, routeTo(memory, packet.destination).nextHop);
}
