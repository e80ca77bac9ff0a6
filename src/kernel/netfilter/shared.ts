import type { Effect } from '../effect.ts';
import type { Namespace } from '../namespace.ts';
import { own } from '../own.ts';
import type { FilterMemory } from './memory.ts';
import { tablesOf } from './nft/tables.ts';
import type { Match, TableFamily } from './table.ts';

/** What packets left of themselves in something with a name that rules share. */
export interface SharedEntry {
  /** What it is about: an address, or several fields of a packet. */
  key: string;
  /** Clock (ms) of the last packet. */
  updated: number;
  /** What is left of a limit. */
  tokens?: number;
  /** Clock (ms) of the last packets, and the TTL of the last. */
  stamps?: number[];
  ttl?: number;
}

/** The list of `-m recent` with a name. */
export const recentKey = (name: string): string => `recent ${name}`;
/** The table of `-m hashlimit` with a name. */
export const hashKey = (family: TableFamily, name: string): string => `hashlimit ${family} ${name}`;

export const entriesOf = ({ shared, namespace }: FilterMemory, key: string): readonly SharedEntry[] =>
  shared?.get(key) ?? own(namespace.netfilter.shared, key) ?? [];

export function keepEntries(memory: FilterMemory, key: string, entries: readonly SharedEntry[]): void {
  (memory.shared ??= new Map()).set(key, entries);
}

/** Puts in place what packets left. */
export function putShared(namespace: Namespace, effect: Extract<Effect, { kind: 'shared' }>): void {
  // No key is a bare name of a user's.
  (namespace.netfilter.shared ??= {})[effect.key] = effect.entries.map((entry) => ({ ...entry }));
}

function keysOf(match: Match, family: TableFamily): string[] {
  if (match.kind === 'recent') return [recentKey(match.name)];
  return match.kind === 'hashlimit' ? [hashKey(family, match.name)] : [];
}

/** The names that rules share something under, in the order of the rules. */
export function sharedKeys(namespace: Namespace): string[] {
  const used = tablesOf(namespace).flatMap(({ table, xtables }) =>
    Object.values(table.chains).flatMap(({ rules }) =>
      rules.flatMap(({ matches }) => matches.flatMap((match) => keysOf(match, xtables?.family ?? 'ip'))),
    ),
  );
  return [...new Set(used)];
}

/** What no rule speaks of any more is gone. */
export function forgetUnused(namespace: Namespace): void {
  const { shared } = namespace.netfilter;
  if (!shared) return;
  const used = new Set(sharedKeys(namespace));
  const left = Object.entries(shared).filter(([key]) => used.has(key));
  if (left.length === 0) delete namespace.netfilter.shared;
  else namespace.netfilter.shared = Object.fromEntries(left);
}
