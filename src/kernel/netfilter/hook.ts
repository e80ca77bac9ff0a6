import type { Ip, Mac } from '../../ip/address.ts';
import type { Packet } from '../packet/frame.ts';
import type { Decision, RuleDecision } from '../hop.ts';
import { lengthOf } from '../packet/length.ts';
import type { Connection } from './conntrack/conntrack.ts';
import { balance, unbalance } from './balance.ts';
import { BUILT_IN, TABLES } from './built-in.ts';
import { usesConntrack } from './extensions/matches.ts';
import { evaluate, evaluateBase, type NatTarget, type TableVerdict } from './evaluate.ts';
import { hasBases, hasOthers, natChains, withBases, type Called } from './nft/order.ts';
import { usesConntrackAt } from './nft/conntrack-use.ts';
import type { FilterMemory } from './memory.ts';
import { bindSide, sideOf, translate } from './conntrack/nat.ts';
import { protocolOf, setConnection, type Passage } from './passage.ts';
import type { AddressType, Hook, NatRange, RejectWith, TableFamily, TableName } from './table.ts';
import type { Traced } from './tracing.ts';
import { confirm, track } from './conntrack/track.ts';

/** What conntrack says of a packet. It travels with the packet through one namespace, over its loopback too, never into another. */
export interface PacketConnection {
  /** Absent where the packet is INVALID or UNTRACKED. */
  readonly connection?: Connection;
  readonly state: 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED';
  readonly direction: 'original' | 'reply';
}

/** One packet at one hook of a namespace. */
export interface HookContext {
  readonly memory: FilterMemory;
  readonly family: TableFamily;
  readonly hook: Hook;
  readonly packet: Packet;
  /** Name of the device it came in by (PREROUTING, INPUT, FORWARD). */
  readonly in: string | undefined;
  /** Name of the device it goes out by (FORWARD, OUTPUT, POSTROUTING). */
  readonly out: string | undefined;
  /** Bridge ports, where br_netfilter hands over a bridged frame. */
  readonly physIn: string | undefined;
  readonly physOut: string | undefined;
  /** Clock (ms). */
  readonly now: number;
  /** What an earlier hook of this namespace returned for the packet. */
  readonly connection: PacketConnection | undefined;
  readonly traced?: Traced | undefined;
  /** Source of the frame the packet came in. */
  readonly sourceMac: Mac | undefined;
  /** Of all devices, or of one only where it is named. */
  addressType(ip: Ip, device?: string): AddressType;
  /** Whether packets for an address would go by a device. */
  leadsBy?: ((ip: Ip, device: string) => boolean) | undefined;
  /** The address masquerading takes: of the named device, chosen for the packet's next hop; REDIRECT takes that of the incoming one. */
  primaryAddress(device: string): Ip | undefined;
  /** Told of every entry that decided something, in order; absent where only outcomes matter. */
  readonly tell: ((decision: Decision, verdict: HookVerdict, packet: Packet) => void) | undefined;
}

/** How a told decision left the packet, which `tell` gets as it then is. */
export type HookVerdict = 'on' | 'rewritten' | 'dropped by rule' | 'dropped by policy' | 'unknown';

/** What became of a packet at a hook. */
export interface HookResult {
  readonly verdict: 'accept' | 'drop' | Rejection | Unknown;
  readonly packet: Packet;
  readonly connection: PacketConnection | undefined;
  readonly traced?: Traced | undefined;
}

/** Dropped, and the sender gets to know. */
export interface Rejection {
  readonly reject: RejectWith;
}

/** Nobody can tell, because of a rule that is not wholly known here. */
export interface Unknown {
  readonly unknown: RuleDecision;
}

/** What is done at each hook, in the order of the priorities (include/uapi/linux/netfilter_ipv4.h). */
type Part = TableName | 'track' | 'ipvs' | 'confirm';

const ORDER: Record<Hook, readonly Part[]> = {
  PREROUTING: ['raw', 'track', 'mangle', 'nat'],
  INPUT: ['mangle', 'filter', 'security', 'ipvs', 'nat', 'confirm'],
  FORWARD: ['mangle', 'filter', 'security', 'ipvs'],
  OUTPUT: ['raw', 'track', 'mangle', 'nat', 'filter', 'security'],
  POSTROUTING: ['mangle', 'nat', 'confirm'],
};

/** Whether anything at all is done at a hook: the walker need not call where this is false. */
export function filtersAt(memory: FilterMemory, family: TableFamily, hook: Hook): boolean {
  const tables = memory.namespace.netfilter[family];
  for (const name of TABLES) if (tables[name]?.chains[hook]) return true;
  return hasBases(memory, family, hook) || tracksConnections(memory, family);
}

/** Whether conntrack is at work: something in the namespace needs it (nf_ct_netns_get). */
export function tracksConnections(memory: FilterMemory, family: TableFamily): boolean {
  return (memory.tracks[family] ??= needsConntrack(memory, family));
}

function needsConntrack({ namespace }: FilterMemory, family: TableFamily): boolean {
  const tables = namespace.netfilter[family];
  if (BUILT_IN.nat.some((hook) => tables.nat?.chains[hook]) || usesConntrackAt(namespace, family)) return true;
  return Object.values(tables).some((table) =>
    Object.values(table.chains).some((chain) => chain.rules.some((rule) => usesConntrack(rule))),
  );
}

/** The order of a hook; where nft has chains of its own, with those among it. */
function orderAt(memory: FilterMemory, family: TableFamily, hook: Hook): readonly Called<Part>[] {
  if (!hasOthers(memory)) return ORDER[hook];
  const orders = (memory.orders ??= new Map());
  const key = `${family} ${hook}`;
  let order = orders.get(key);
  if (!order) orders.set(key, (order = withBases(memory, family, hook, ORDER[hook])));
  return order as readonly Called<Part>[];
}

/** Sends a packet through one hook of a namespace. */
export function runHook(context: HookContext): HookResult {
  const { packet, hook, memory, family, now } = context;
  const passage: Passage = {
    context,
    length: lengthOf(packet),
    protocol: protocolOf(packet),
    packet,
    connection: context.connection,
    traced: context.traced,
    untold: true,
  };
  const tables = memory.namespace.netfilter[family];
  for (const part of orderAt(memory, family, hook)) {
    if (typeof part === 'object') {
      const verdict = evaluateBase(passage, part.id, part.table, part.chain);
      const end = endOf(verdict);
      if (end) return result(end, passage);
    } else if (part === 'track') {
      trackAt(passage);
    } else if (part === 'confirm') {
      if (passage.connection) confirm(memory, passage.connection, now);
    } else if (part === 'ipvs') {
      if (memory.namespace.virtualServices === undefined) continue;
      const balanced = hook === 'INPUT' ? balance(passage) : unbalance(passage);
      if (balanced === 'refused') return result({ reject: 'icmp-port-unreachable' }, passage);
      // It is not for this host any more.
      if (balanced === 'balanced') break;
    } else if (part === 'nat') {
      const end = passage.connection && natAt(passage);
      if (end) return result(end, passage);
    } else {
      const table = tables[part];
      if (!table) continue;
      const verdict = evaluate(passage, part, table);
      const end = endOf(verdict);
      if (end) return result(end, passage);
    }
  }
  return result('accept', passage);
}

/** What ends a packet's way at a hook. */
function endOf(verdict: TableVerdict): Exclude<HookResult['verdict'], 'accept'> | undefined {
  switch (verdict.kind) {
    case 'drop':
      return 'drop';
    case 'reject':
      return { reject: verdict.with };
    case 'unknown':
      return { unknown: verdict.by };
    default:
      return undefined;
  }
}

const result = (verdict: HookResult['verdict'], { packet, connection, traced }: Passage): HookResult => ({
  verdict,
  packet,
  connection,
  traced,
});

/** A packet that came over the loopback, or is not to be tracked, keeps what it has. */
function trackAt(passage: Passage): void {
  const { memory, family, now, tell } = passage.context;
  if (passage.connection || !tracksConnections(memory, family)) return;
  passage.connection = track(memory, passage.packet, now);
  tell?.(told(passage.connection), 'on', passage.packet);
}

function told({ connection, state, direction }: PacketConnection): Decision {
  return connection ? { kind: 'connection', connection, state, direction } : { kind: 'connection', state, direction };
}

/** The nat tables see what begins a connection; everything after goes by what they decided. Returns what ends its way. */
function natAt(passage: Passage): 'drop' | Unknown | undefined {
  const { hook, tell, out } = passage.context;
  const decided = beginsFlow(passage) ? bind(passage) : 'bound';
  if (decided === 'drop' || !passage.connection) return 'drop';
  if (decided && typeof decided === 'object' && 'unknown' in decided) return decided;
  const { connection, direction } = passage.connection;
  // It was masqueraded with the address of another way out (nf_nat_oif_changed).
  const strayed = hook === 'POSTROUTING' && direction === 'original' && connection?.masqueraded;
  if (strayed && strayed !== out) return 'drop';
  const before = passage.packet;
  passage.packet = translate(before, passage.connection, hook);
  const rewritten = passage.packet !== before;
  const by: Decision | undefined = decided === 'bound' ? (rewritten ? told(passage.connection) : undefined) : decided;
  if (by) tell?.(by, rewritten ? 'rewritten' : 'on', passage.packet);
  return undefined;
}

/** What begins a connection, or is sent because of one that was just refused; errors are translated with their flow. */
function beginsFlow({ connection, packet }: Passage): boolean {
  if (connection?.state === 'NEW') return true;
  return connection?.state === 'RELATED' && packet.transport.kind !== 'icmp';
}

/** Asks the nat table once for each side of a new connection. Returns the rule that decided, if one did. */
function bind(passage: Passage): Decision | Unknown | undefined | 'bound' | 'drop' {
  const { hook, memory, now, out } = passage.context;
  const side = sideOf(hook);
  const connection = passage.connection?.connection;
  if (!connection || (side === 'source' ? connection.sourceNat : connection.destinationNat)) return 'bound';
  const verdict = askNat(passage);
  if (verdict?.kind === 'drop' || verdict?.kind === 'reject') return 'drop';
  if (verdict?.kind === 'unknown') return { unknown: verdict.by };
  if (verdict?.kind !== 'translate') {
    setConnection(passage, bindSide(memory, connection, side, undefined, now));
    return 'bound';
  }
  const range = rangeOf(verdict.target, passage);
  if (!range) return 'drop';
  const bound = bindSide(memory, connection, side, range, now);
  setConnection(passage, verdict.target.kind === 'MASQUERADE' && out ? { ...bound, masqueraded: out } : bound);
  return verdict.by;
}

/** What the nat chains say of a new connection: the first that translates or drops has the word. */
function askNat(passage: Passage): TableVerdict | undefined {
  const { memory, family, hook } = passage.context;
  const table = memory.namespace.netfilter[family].nat;
  if (!hasOthers(memory)) return table && evaluate(passage, 'nat', table);
  for (const { id, table: holder, chain } of natChains(memory, family, hook)) {
    const verdict = evaluateBase(passage, id, holder, chain);
    if (verdict.kind !== 'accept') return verdict;
  }
  return undefined;
}

/** The addresses and ports a rule translates to; undefined where the device has no address to lend. */
function rangeOf(target: NatTarget, { context }: Passage): NatRange | undefined {
  if (target.kind === 'DNAT' || target.kind === 'SNAT') return target.to;
  const ports = target.ports ? { port: target.ports.from, portTo: target.ports.to } : {};
  const address = target.kind === 'MASQUERADE' ? lent(context, context.out) : redirected(context);
  return address === undefined ? undefined : { address, ...ports };
}

const lent = (context: HookContext, device: string | undefined): Ip | undefined =>
  device === undefined ? undefined : context.primaryAddress(device);

/** REDIRECT: to the loopback what this machine sends, to the incoming device's address what comes in. */
function redirected(context: HookContext): Ip | undefined {
  if (context.hook === 'OUTPUT') return context.family === 'ip' ? '127.0.0.1' : '::1';
  return lent(context, context.in);
}
