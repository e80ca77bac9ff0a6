import type { Ip } from '../../ip/address.ts';
import { keyOf, sameTuple, type Connection, type Tuple } from './conntrack/conntrack.ts';
import type { Effect } from '../effect.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import { own } from '../own.ts';
import type { Member } from './ipset/ipset.ts';
import type { Element, NamedCounter, NamedSet } from './nft/ruleset.ts';
import type { TraceEvent } from './tracing.ts';
import type { SharedEntry } from './shared.ts';
import { tableOfId, tablesOf, idOf } from './nft/tables.ts';
import type { Bucket, Chain, Rule, TableFamily, TableId } from './table.ts';

/** What a trace did to one namespace's connections and counters. The namespace itself stays as it is. */
export interface FilterMemory {
  readonly namespace: Namespace;
  /** Entered or changed in this trace, by the original direction's key. */
  readonly connections: Map<string, Connection>;
  /** Reply direction's key -> original direction's key. */
  readonly replies: Map<string, string>;
  /** What to add to counters, by chain: first its policy's, then its rules'. */
  readonly counts: Map<Chain, (Count | undefined)[]>;
  /** What is left of the limits of rules, and how far they counted. */
  readonly buckets: Map<Rule, Bucket>;
  /** Whether conntrack is at work there, once it was asked. */
  readonly tracks: { ip?: boolean; ip6?: boolean };
  /** Who got the last connection to each of the load balancer's services, by mark. */
  readonly turns: Map<number, Ip>;
  /** What is called at a hook, by family and hook, where nft has chains of its own. */
  orders?: Map<string, readonly unknown[]>;
  /** Sets that packets changed: what they hold now, and where they are. */
  elements?: Map<NamedSet, readonly Element[]>;
  changedSets?: Map<NamedSet, NamedPlace>;
  /** What is left under names that rules share, where packets changed it. */
  shared?: Map<string, readonly SharedEntry[]>;
  /** What sets of ipset hold that packets changed, by their names. */
  members?: Map<string, readonly Member[]>;
  /** What was told of packets that are traced. */
  traces?: TraceEvent[];
  namedCounts?: Map<NamedCounter, NamedPlace & { readonly packets: number; readonly bytes: number }>;
}

/** Where a thing with a name is, in one of the tables. */
interface NamedPlace {
  readonly family: TableFamily;
  readonly table: TableId;
  readonly name: string;
}

/** Where a rule is, or without an index a chain's policy. */
interface Place {
  readonly family: TableFamily;
  readonly table: TableId;
  readonly chain: string;
  readonly index?: number;
}

interface Count {
  readonly family: TableFamily;
  readonly table: TableId;
  readonly chain: string;
  /** Absent for a policy. */
  readonly index: number | undefined;
  readonly rule: Rule | undefined;
  packets: number;
  bytes: number;
}

export const createMemory = (namespace: Namespace): FilterMemory => ({
  namespace,
  connections: new Map(),
  replies: new Map(),
  counts: new Map(),
  buckets: new Map(),
  tracks: {},
  turns: new Map(),
});

/** Adds a packet to the counters of a chain's rule, or without an index of its policy. */
export function count(
  { counts }: FilterMemory,
  family: TableFamily,
  table: TableId,
  chain: Chain,
  index: number | undefined,
  bytes: number,
): void {
  let ofChain = counts.get(chain);
  if (!ofChain) counts.set(chain, (ofChain = []));
  const place = index === undefined ? 0 : index + 1;
  const known = ofChain[place];
  if (known) {
    known.packets++;
    known.bytes += bytes;
    return;
  }
  const rule = index === undefined ? undefined : chain.rules[index];
  ofChain[place] = { family, table, chain: chain.name, index, rule, packets: 1, bytes };
}

/** A living connection, the way a packet goes in it, and the key of its original direction. */
export interface Found {
  readonly connection: Connection;
  readonly direction: 'original' | 'reply';
  readonly key: string;
}

/** A living connection that has the tuple in one of its directions. */
export function findConnection(memory: FilterMemory, tuple: Tuple, now: number): Found | undefined {
  const key = keyOf(tuple);
  const connection = connectionBy(memory, key, now);
  if (connection) return { connection, direction: 'original', key };
  const original = memory.replies.get(key) ?? memory.namespace.replies[key];
  const answered = original === undefined ? undefined : connectionBy(memory, original, now);
  if (original === undefined || !answered || !sameTuple(answered.reply, tuple)) return undefined;
  return { connection: answered, direction: 'reply', key: original };
}

function connectionBy(memory: FilterMemory, key: string, now: number): Connection | undefined {
  const connection = memory.connections.get(key) ?? memory.namespace.connections[key];
  return connection && connection.expires > now ? connection : undefined;
}

/** Enters a connection, or replaces it by what became of it. */
export function keepConnection(memory: FilterMemory, connection: Connection): void {
  const key = keyOf(connection.original);
  memory.connections.set(key, connection);
  memory.replies.set(keyOf(connection.reply), key);
}

/** Replaces a connection by what a packet made of it, its tuples as they were. */
export function updateConnection({ connections }: FilterMemory, { key }: Found, connection: Connection): void {
  connections.set(key, connection);
}

/** Whether the connection is in the table, not only on its first packet's way. */
export const isKept = (memory: FilterMemory, { original }: Connection, now: number): boolean =>
  connectionBy(memory, keyOf(original), now) !== undefined;

/** What the trace leaves behind in this namespace. Counters come as the amounts to add; a connection whose time is over is gone. */
export function effectsOf(memory: FilterMemory, clock: number): Effect[] {
  const namespace = memory.namespace.id;
  const effects: Effect[] = [];
  for (const connection of memory.connections.values())
    effects.push({ kind: 'connection', namespace, connection, clock });
  for (const [mark, server] of memory.turns) effects.push({ kind: 'turn', namespace, mark, server });
  effects.push(...nftEffects(memory));
  for (const [key, entries] of memory.shared ?? []) effects.push({ kind: 'shared', namespace, key, entries });
  for (const [set, members] of memory.members ?? []) effects.push({ kind: 'members', namespace, set, members });
  if (memory.traces) effects.push({ kind: 'traced', namespace, events: memory.traces });
  const counts = countsOf(memory);
  for (const each of counts) effects.push(ruleEffect(namespace, each, each.rule && memory.buckets.get(each.rule)));
  return memory.buckets.size === 0 ? effects : [...effects, ...missedBuckets(memory, counts)];
}

/** What packets did to the sets and counters that have names. */
function nftEffects({ namespace: { id: namespace }, elements, changedSets, namedCounts }: FilterMemory): Effect[] {
  if (!changedSets && !namedCounts) return [];
  return [
    ...[...(changedSets ?? [])].map(([set, place]): Effect => ({
      kind: 'elements',
      namespace,
      ...place,
      elements: elements?.get(set) ?? [],
    })),
    ...[...(namedCounts?.values() ?? [])].map((counted): Effect => ({ kind: 'named-counter', namespace, ...counted })),
  ];
}

function ruleEffect(
  namespace: NamespaceId,
  { family, table, chain, index, packets, bytes }: Count,
  bucket: Bucket | undefined,
): Effect {
  const effect = { kind: 'rule', namespace, family, table, chain, packets, bytes } as const;
  if (index === undefined) return effect;
  return bucket ? { ...effect, index, bucket } : { ...effect, index };
}

function countsOf({ counts }: FilterMemory): Count[] {
  const all: Count[] = [];
  for (const ofChain of counts.values()) for (const each of ofChain) if (each) all.push(each);
  return all;
}

/** Rules that looked at their limit or count without a match. */
function missedBuckets({ namespace, buckets }: FilterMemory, counts: readonly Count[]): Effect[] {
  const counted = new Set(counts.map(({ rule }) => rule));
  return [...buckets].flatMap(([rule, bucket]): Effect[] => {
    const place = counted.has(rule) ? undefined : placeOf(namespace, rule);
    return place ? [{ kind: 'rule', namespace: namespace.id, ...place, packets: 0, bytes: 0, bucket }] : [];
  });
}

function placeOf(namespace: Namespace, rule: Rule): Place | undefined {
  for (const { family, name, table, xtables } of tablesOf(namespace)) {
    for (const chain of Object.values(table.chains)) {
      const index = chain.rules.indexOf(rule);
      const place = { chain: chain.name, index };
      if (index < 0) continue;
      if (xtables) return { family: xtables.family, table: xtables.name, ...place };
      return { family: 'ip', table: idOf({ family, name }), ...place };
    }
  }
  return undefined;
}

/** Adds what a trace counted to a rule's or a policy's counters, where that rule still is. */
export function addCounts(namespace: Namespace, effect: Extract<Effect, { kind: 'rule' }>): void {
  const chain = own(tableOfId(namespace, effect.family, effect.table)?.chains, effect.chain);
  const counted = effect.index === undefined ? chain : chain?.rules[effect.index];
  if (!counted) return;
  counted.counters.packets += effect.packets;
  counted.counters.bytes += effect.bytes;
  if (effect.bucket && 'matches' in counted) counted.bucket = effect.bucket;
}

/** Puts in place what packets left in a set of a table. */
export function putElements(namespace: Namespace, effect: Extract<Effect, { kind: 'elements' }>): void {
  const set = own(tableOfId(namespace, effect.family, effect.table)?.sets, effect.name);
  if (set) set.elements = [...effect.elements];
}

/** Adds what a trace counted to a counter with a name. */
export function addNamedCounts(namespace: Namespace, effect: Extract<Effect, { kind: 'named-counter' }>): void {
  const counter = own(tableOfId(namespace, effect.family, effect.table)?.counters, effect.name);
  if (!counter) return;
  counter.packets += effect.packets;
  counter.bytes += effect.bytes;
}
