import type { Namespace } from '../namespace.ts';
import type { Chain, Rule, Table, TableFamily, TableName } from './table.ts';
import { BUILT_IN, isBuiltIn } from './built-in.ts';
import { nextHandle, nextRegistered, nextTableHandle } from './nft/tables.ts';
import { own, put } from '../own.ts';
import { problemOf, type RuleProblem } from './rule/validity.ts';
import { sameRule } from './rule/rule.ts';

/** Why an edit of the tables was refused; the table is then as it was. */
export type ChainProblem =
  | 'no-chain'
  | 'no-rule'
  | 'bad-index'
  | 'chain-exists'
  | 'not-built-in'
  | 'not-empty'
  | 'in-use'
  | RuleProblem;
export type ChainResult = 'ok' | ChainProblem;

const noCounters = () => ({ packets: 0, bytes: 0 });

/** The table for editing: made where there is none yet. */
export function tableOf(namespace: Namespace, family: TableFamily, table: TableName): Table {
  return (namespace.netfilter[family][table] ??= { chains: {}, handle: nextTableHandle(namespace) });
}

/** A chain for reading; an unused built-in chain reads as an empty one. Undefined where there is none. */
export function chainIn(namespace: Namespace, family: TableFamily, table: TableName, chain: string): Chain | undefined {
  const existing = own(namespace.netfilter[family][table]?.chains, chain);
  if (existing) return existing;
  return isBuiltIn(table, chain) ? emptyChain(table, chain) : undefined;
}

/** All chains of a table as listings order them: the built-in ones by hook, then the others by name. */
export function chainsOf(namespace: Namespace, family: TableFamily, table: TableName): Chain[] {
  const chains = namespace.netfilter[family][table]?.chains ?? {};
  const builtIn = BUILT_IN[table].map((hook) => chains[hook] ?? emptyChain(table, hook));
  const others = Object.keys(chains)
    .filter((name) => !isBuiltIn(table, name))
    .sort();
  return [...builtIn, ...others.flatMap((name) => own(chains, name) ?? [])];
}

const emptyChain = (table: TableName, name: string): Chain => ({
  name,
  ...(isBuiltIn(table, name) ? { policy: 'ACCEPT' as const } : {}),
  counters: noCounters(),
  rules: [],
});

/** The chain for editing; a built-in one is made where it is not yet in use. */
export function chainFor(ns: Namespace, family: TableFamily, table: TableName, name: string): Chain | undefined {
  const existing = own(ns.netfilter[family][table]?.chains, name);
  if (existing) return existing;
  if (!isBuiltIn(table, name)) return undefined;
  const holder = tableOf(ns, family, table);
  const made = { ...emptyChain(table, name), handle: nextHandle(holder), registered: nextRegistered(ns) };
  return (holder.chains[name] = made);
}

/** `iptables -A`. */
export function appendRule(
  ns: Namespace,
  family: TableFamily,
  table: TableName,
  chain: string,
  rule: Rule,
): ChainResult {
  return insertAt(ns, family, table, chain, undefined, rule);
}

/** `iptables -I`: position counts from 1. */
export function insertRule(
  ns: Namespace,
  family: TableFamily,
  table: TableName,
  chain: string,
  position: number,
  rule: Rule,
): ChainResult {
  return insertAt(ns, family, table, chain, position, rule);
}

function insertAt(
  ns: Namespace,
  family: TableFamily,
  table: TableName,
  name: string,
  position: number | undefined,
  rule: Rule,
): ChainResult {
  const known = chainIn(ns, family, table, name);
  if (!known) return 'no-chain';
  if (position !== undefined && position > known.rules.length + 1) return 'bad-index';
  const problem = problemOf(family, table, ns.netfilter[family][table] ?? { chains: {} }, name, rule);
  if (problem) return problem;
  const rules = chainFor(ns, family, table, name)?.rules;
  const made = entered(ns, family, table, rule);
  if (position === undefined) rules?.push(made);
  else rules?.splice(position - 1, 0, made);
  return 'ok';
}

/** A rule as it is put in: what it counts is its own, also where one is put into several chains. */
export const entered = (ns: Namespace, family: TableFamily, table: TableName, rule: Rule): Rule => ({
  ...rule,
  counters: { ...rule.counters },
  handle: nextHandle(tableOf(ns, family, table)),
});

/** `iptables -R`: number counts from 1. */
export function replaceRule(
  ns: Namespace,
  family: TableFamily,
  table: TableName,
  chain: string,
  number: number,
  rule: Rule,
): ChainResult {
  const rules = own(ns.netfilter[family][table]?.chains, chain)?.rules;
  if (!rules) return 'no-chain';
  if (number < 1 || number > rules.length) return 'bad-index';
  const problem = problemOf(family, table, ns.netfilter[family][table] ?? { chains: {} }, chain, rule);
  if (problem) return problem;
  rules[number - 1] = entered(ns, family, table, rule);
  return 'ok';
}

/** `iptables -D`: by number from 1, or the first rule that is the same but for its counters. */
export function deleteRule(
  ns: Namespace,
  family: TableFamily,
  table: TableName,
  chain: string,
  which: Rule | number,
): ChainResult {
  const rules = own(ns.netfilter[family][table]?.chains, chain)?.rules;
  if (!rules) return 'no-chain';
  const index = typeof which === 'number' ? which - 1 : rules.findIndex((rule) => sameRule(rule, which));
  if (index < 0 || index >= rules.length) return typeof which === 'number' ? 'bad-index' : 'no-rule';
  rules.splice(index, 1);
  return 'ok';
}

/** `iptables -C`. */
export function hasRule(ns: Namespace, family: TableFamily, table: TableName, chain: string, rule: Rule): boolean {
  return chainIn(ns, family, table, chain)?.rules.some((other) => sameRule(other, rule)) ?? false;
}

/** `iptables -N`. */
export function newChain(ns: Namespace, family: TableFamily, table: TableName, chain: string): ChainResult {
  if (chainIn(ns, family, table, chain)) return 'chain-exists';
  const holder = tableOf(ns, family, table);
  put(holder, 'chains', chain, { name: chain, counters: noCounters(), rules: [], handle: nextHandle(holder) });
  return 'ok';
}

/** `iptables -F`: one chain, or all chains of the table. */
export function flushChain(ns: Namespace, family: TableFamily, table: TableName, chain?: string): ChainResult {
  const chains = ns.netfilter[family][table]?.chains ?? {};
  if (chain === undefined) {
    for (const each of Object.values(chains)) each.rules = [];
    return 'ok';
  }
  if (!chainIn(ns, family, table, chain)) return 'no-chain';
  const existing = own(chains, chain);
  if (existing) existing.rules = [];
  return 'ok';
}

/** `iptables -X` of one chain. A built-in chain can go where it is in use, empty and accepts. */
export function deleteChain(ns: Namespace, family: TableFamily, table: TableName, chain: string): ChainResult {
  const chains = ns.netfilter[family][table]?.chains ?? {};
  const existing = own(chains, chain);
  if (!existing) return 'no-chain';
  if (existing.policy !== undefined) {
    if (existing.rules.length > 0 || existing.policy === 'DROP') return 'not-empty';
  } else if (existing.rules.length > 0 || references(chains, chain) > 0) {
    return 'in-use';
  }
  delete chains[chain];
  return 'ok';
}

/** `iptables -P`. */
export function setPolicy(
  ns: Namespace,
  family: TableFamily,
  table: TableName,
  chain: string,
  policy: 'ACCEPT' | 'DROP',
): ChainResult {
  if (!isBuiltIn(table, chain)) return 'not-built-in';
  const existing = chainFor(ns, family, table, chain);
  if (existing) existing.policy = policy;
  return 'ok';
}

/** `iptables -E`. Jumps follow the new name. */
export function renameChain(
  ns: Namespace,
  family: TableFamily,
  table: TableName,
  from: string,
  to: string,
): ChainResult {
  if (chainIn(ns, family, table, to)) return 'chain-exists';
  const holder = tableOf(ns, family, table);
  const chain = own(holder.chains, from);
  if (!chain || isBuiltIn(table, from)) return 'no-chain';
  delete holder.chains[from];
  put(holder, 'chains', to, chain);
  chain.name = to;
  for (const each of Object.values(holder.chains)) {
    for (const { target } of each.rules) if (target?.kind === 'jump' && target.chain === from) target.chain = to;
  }
  return 'ok';
}

/** `iptables -Z`: the counters of one rule (from 1), of one chain, or of the whole table. */
export function zeroCounters(
  ns: Namespace,
  family: TableFamily,
  table: TableName,
  chain?: string,
  number?: number,
): ChainResult {
  const chains = ns.netfilter[family][table]?.chains ?? {};
  if (chain !== undefined && !chainIn(ns, family, table, chain)) return 'no-chain';
  if (chain !== undefined && number !== undefined) {
    const rule = own(chains, chain)?.rules[number - 1];
    if (!rule) return 'bad-index';
    rule.counters = noCounters();
    return 'ok';
  }
  for (const each of Object.values(chains)) {
    if (chain !== undefined && each.name !== chain) continue;
    each.counters = noCounters();
    for (const rule of each.rules) rule.counters = noCounters();
  }
  return 'ok';
}

/** How many rules jump or go to a chain. */
export function references(chains: Table['chains'], chain: string): number {
  let count = 0;
  for (const { rules } of Object.values(chains)) {
    for (const { target } of rules) if (target?.kind === 'jump' && target.chain === chain) count++;
  }
  return count;
}
