import type { Ip } from '../../../ip/address.ts';
import type { Decision, Verdict } from '../../hop.ts';
import { runHook, type HookContext, type HookVerdict, type Rejection } from '../../netfilter/hook.ts';
import type { Hook, TableFamily } from '../../netfilter/table.ts';
import type { Packet } from '../../packet/frame.ts';
import { linkByName } from '../../link/lookup.ts';
import type { RouteKey } from '../../route/lookup.ts';
import { selectSource } from '../../route/source.ts';
import { filterOf, hasHook, routeTo, type Device, type Memory } from '../memory.ts';
import { packetOf, rewrite, routeKey, type Skb } from '../skb.ts';
import { clockOf, dropped, ON, tell, type Walk } from '../walk.ts';

/** The devices that a packet came in and goes out by when a hook sees it (nf_hook_state). */
export interface Ways {
  readonly in?: Device | undefined;
  readonly out?: Device | undefined;
  readonly physIn?: Device | undefined;
  readonly physOut?: Device | undefined;
}

/** What a hook made of a packet. */
export type Passed = 'on' | 'dropped' | Rejection;

/** Sends a packet through one hook of its namespace, which may rewrite it. */
export function pass(walk: Walk, memory: Memory, skb: Skb, hook: Hook, ways: Ways): Passed {
  const packet = packetOf(skb);
  const family: TableFamily = packet.source.includes(':') ? 'ip6' : 'ip';
  if (!hasHook(memory, family, hook)) return 'on';
  walk.steps++;
  const result = runHook(contextOf(walk, memory, skb, packet, family, hook, ways));
  skb.connection = result.connection;
  skb.traced = result.traced;
  rewrite(skb, result.packet);
  if (result.verdict === 'accept') return 'on';
  if (result.verdict === 'drop') return 'dropped';
  if ('reject' in result.verdict) return result.verdict;
  walk.untold.get(skb.flow)?.(result.verdict.unknown);
  return 'dropped';
}

/** As `pass`; where a rule rejects the packet, its sender is told. */
export function admit(walk: Walk, memory: Memory, skb: Skb, hook: Hook, ways: Ways): 'on' | 'dropped' | 'rejected' {
  const passed = pass(walk, memory, skb, hook, ways);
  if (passed === 'on' || passed === 'dropped') return passed;
  walk.handlers.reject(walk, memory, skb, passed.reject);
  return 'rejected';
}

function contextOf(
  walk: Walk,
  memory: Memory,
  skb: Skb,
  packet: Packet,
  family: TableFamily,
  hook: Hook,
  ways: Ways,
): HookContext {
  return {
    memory: filterOf(memory),
    family,
    hook,
    packet,
    now: clockOf(walk),
    addressType: memory.facts.addressType,
    leadsBy: memory.facts.leadsBy,
    primaryAddress: (device) => primaryAddress(memory, routeKey(packet, skb.input), device),
    in: ways.in?.link.name,
    out: ways.out?.link.name,
    physIn: ways.physIn?.link.name,
    physOut: ways.physOut?.link.name,
    connection: skb.connection,
    traced: skb.traced,
    sourceMac: skb.input && skb.frame.source,
    tell: walk.hops && teller(walk, memory, skb, ways),
  };
}

/** Writes the hops of what decided; a packet's headers stand in them as they were left. */
function teller(walk: Walk, memory: Memory, skb: Skb, ways: Ways): NonNullable<HookContext['tell']> {
  const device = ways.in?.inward ?? ways.out?.outward;
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
  unknown: dropped('unknown'),
};

/** The device's address on the way to the packet's next hop (nf_nat_masquerade_ipv4: inet_select_addr). */
function primaryAddress(memory: Memory, key: RouteKey, name: string): Ip | undefined {
  const link = linkByName(memory.namespace, name);
  return link && selectSource(memory.namespace, link.index, routeTo(memory, key).nextHop);
}
