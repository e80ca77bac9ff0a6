import { keyOf, type Connection, type Tuple } from '../conntrack.ts';
import type { Effect } from '../effect.ts';
import type { Namespace } from '../namespace.ts';
import { TABLES } from './built-in.ts';
import { own } from './own.ts';
import type { Bucket, Chain, Rule, TableFamily, TableName } from './table.ts';

/** What a trace did to one namespace's connections and counters. The namespace itself stays as it is. */
export interface FilterMemory {
  readonly namespace: Namespace;
  /** Entered or changed in this trace, by the original direction's key. */
  readonly connections: Map<string, Connection>;
  /** Reply direction's key -> original direction's key. */
  readonly replies: Map<string, string>;
  /** What to add to the counters of rules and, by chain, of policies. */
  readonly counts: Map<Rule | Chain, Count>;
  /** What is left of the limits of rules, and how far they counted. */
  readonly buckets: Map<Rule, Bucket>;
  /** Whether conntrack is at work there, once it was asked. */
  readonly tracks: { ip?: boolean; ip6?: boolean };
}

/** Where a rule is, or without an index a chain's policy. */
interface Place {
  readonly family: TableFamily;
  readonly table: TableName;
  readonly chain: string;
  readonly index?: number;
}

interface Count extends Place {
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
});

/** Adds a packet to the counters of a rule, or of a chain's policy. */
export function count(memory: FilterMemory, what: Rule | Chain, place: Place, bytes: number): void {
  let known = memory.counts.get(what);
  if (!known) memory.counts.set(what, (known = { ...place, packets: 0, bytes: 0 }));
  known.packets++;
  known.bytes += bytes;
}

/** A living connection that has the tuple in one of its directions. */
export function findConnection(
  memory: FilterMemory,
  tuple: Tuple,
  now: number,
): { connection: Connection; direction: 'original' | 'reply' } | undefined {
  const key = keyOf(tuple);
  const connection = connectionBy(memory, key, now);
  if (connection) return { connection, direction: 'original' };
  const original = memory.replies.get(key) ?? memory.namespace.replies[key];
  const answered = original === undefined ? undefined : connectionBy(memory, original, now);
  return answered && keyOf(answered.reply) === key ? { connection: answered, direction: 'reply' } : undefined;
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

/** Whether the connection is in the table, not only on its first packet's way. */
export const isKept = (memory: FilterMemory, { original }: Connection, now: number): boolean =>
  connectionBy(memory, keyOf(original), now) !== undefined;

/** What the trace leaves behind in this namespace. Counters come as the amounts to add; a connection whose time is over is gone. */
export function effectsOf(memory: FilterMemory): Effect[] {
  const namespace = memory.namespace.id;
  const connections = [...memory.connections.values()].map((connection): Effect => ({
    kind: 'connection',
    namespace,
    connection,
  }));
  const counted = [...memory.counts].map(([what, each]): Effect => {
    const bucket = 'matches' in what ? memory.buckets.get(what) : undefined;
    return { kind: 'rule', namespace, ...each, ...(bucket ? { bucket } : {}) };
  });
  return [...connections, ...counted, ...missedBuckets(memory)];
}

/** Rules that looked at their limit or count without a match. */
function missedBuckets({ namespace, counts, buckets }: FilterMemory): Effect[] {
  return [...buckets].flatMap(([rule, bucket]): Effect[] => {
    const place = counts.has(rule) ? undefined : placeOf(namespace, rule);
    return place ? [{ kind: 'rule', namespace: namespace.id, ...place, packets: 0, bytes: 0, bucket }] : [];
  });
}

function placeOf({ netfilter }: Namespace, rule: Rule): Place | undefined {
  for (const family of ['ip', 'ip6'] as const) {
    for (const table of TABLES) {
      for (const { name, rules } of Object.values(netfilter[family][table]?.chains ?? {})) {
        const index = rules.indexOf(rule);
        if (index >= 0) return { family, table, chain: name, index };
      }
    }
  }
  return undefined;
}

/** Adds what a trace counted to a rule's or a policy's counters, where that rule still is. */
export function addCounts(namespace: Namespace, effect: Extract<Effect, { kind: 'rule' }>): void {
  const chain = own(namespace.netfilter[effect.family][effect.table]?.chains, effect.chain);
  const counted = effect.index === undefined ? chain : chain?.rules[effect.index];
  if (!counted) return;
  counted.counters.packets += effect.packets;
  counted.counters.bytes += effect.bytes;
  if (effect.bucket && 'matches' in counted) counted.bucket = effect.bucket;
}
