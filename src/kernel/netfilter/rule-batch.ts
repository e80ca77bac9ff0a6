import type { Namespace } from '../namespace.ts';
import { chainFor, chainIn, entered, type ChainResult } from './chains.ts';
import { hooksOf, problemOf } from './rule/validity.ts';
import { sameRule } from './rule/rule.ts';
import type { Rule, TableFamily, TableName } from './table.ts';

/** A chain of a namespace. */
export interface ChainPlace {
  readonly family: TableFamily;
  readonly table: TableName;
  readonly chain: string;
}

/** Many rules on their way into chains that nobody else changes meanwhile: each is checked when it comes, all are put in at the end. */
export interface RuleBatch {
  /** Takes a rule, which must not jump, for a chain's end or its head. Where it is refused, nothing of it stays. */
  readonly add: (place: ChainPlace, rule: Rule, head: boolean) => ChainResult;
  /** Puts in what was taken, as if one after the other. */
  readonly commit: () => void;
}

interface Taken {
  readonly place: ChainPlace;
  readonly hooks: readonly string[];
  readonly first: Rule[];
  readonly last: Rule[];
}

export function ruleBatch(namespace: Namespace): RuleBatch {
  const chains = new Map<string, Taken>();
  return {
    add(place, rule, head) {
      const taken = takenAt(namespace, chains, place);
      if (!taken) return 'no-chain';
      const { family, table, chain } = place;
      const problem = problemOf(family, table, namespace.netfilter[family][table] ?? NONE, chain, rule, taken.hooks);
      if (problem) return problem;
      (head ? taken.first : taken.last).push(entered(namespace, family, table, rule));
      return 'ok';
    },
    commit() {
      for (const { place, first, last } of chains.values()) {
        if (first.length + last.length === 0) continue;
        const chain = chainFor(namespace, place.family, place.table, place.chain);
        if (!chain) continue;
        if (first.length > 0) chain.rules = [...first.reverse(), ...chain.rules];
        for (const rule of last) chain.rules.push(rule);
      }
      chains.clear();
    },
  };
}

const NONE = { chains: {} };

function takenAt(namespace: Namespace, chains: Map<string, Taken>, place: ChainPlace): Taken | undefined {
  const { family, table, chain } = place;
  const key = `${family} ${table} ${chain}`;
  let taken = chains.get(key);
  if (taken) return taken;
  if (!chainIn(namespace, family, table, chain)) return undefined;
  const hooks = hooksOf(table, namespace.netfilter[family][table]?.chains ?? {}, chain);
  chains.set(key, (taken = { place, hooks, first: [], last: [] }));
  return taken;
}

/** `iptables -D` of many rules of one chain: of each the first that is the same but for its counters. Those that are not there are no matter. */
export function deleteRules(
  namespace: Namespace,
  { family, table, chain }: ChainPlace,
  unwanted: readonly Rule[],
): void {
  const found = chainIn(namespace, family, table, chain);
  if (!found || found.rules.length === 0) return;
  const wanted = new Map<string, Rule[]>();
  for (const rule of unwanted) {
    const key = roughly(rule);
    const alike = wanted.get(key);
    if (alike) alike.push(rule);
    else wanted.set(key, [rule]);
  }
  const left = found.rules.filter((rule) => {
    const alike = wanted.get(roughly(rule)) ?? [];
    const which = alike.findIndex((other) => sameRule(rule, other));
    if (which >= 0) alike.splice(which, 1);
    return which < 0;
  });
  if (left.length < found.rules.length) found.rules = left;
}

/** What tells most rules apart, and is the same for the same rules. */
function roughly({ protocol, destination, matches, target }: Rule): string {
  const to = target?.kind === 'DNAT' ? target.to.port : undefined;
  const ports = matches.flatMap((match) =>
    'destinationPort' in match ? (match.destinationPort?.value.from ?? []) : [],
  );
  return `${protocol?.value} ${destination?.value.address} ${ports.join()} ${target?.kind} ${to}`;
}
