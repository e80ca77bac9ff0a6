import type { Namespace } from '../../kernel/namespace.ts';
import { ruleOf } from '../../kernel/netfilter/nft/rule-of.ts';
import type { NamedSet, OwnTable, Statement } from '../../kernel/netfilter/nft/ruleset.ts';
import { nextHandle, nextRegistered, nextTableHandle } from '../../kernel/netfilter/nft/tables.ts';
import type { Chain, Rule } from '../../kernel/netfilter/table.ts';
import { own, put } from '../../kernel/own.ts';
import { kernelSet } from './ipset-kernel.ts';
import { HELPERS } from './service.ts';
import { rulesetOf, type WantedChain } from './ruleset.ts';
import type { Firewalld } from './settings.ts';

const TABLE = 'firewalld';
const PANIC = 'firewalld_policy_drop';

/** Has the kernel's rules be what a firewalld wants: what is so already stays, with its counters; undefined takes all away. */
export function writeRules(namespace: Namespace, firewalld: Firewalld | undefined): void {
  if (!firewalld) {
    dropTable(namespace, TABLE);
    dropTable(namespace, PANIC);
    return;
  }
  const table = tableCalled(namespace, TABLE);
  table.owner = 'firewalld';
  const wanted = firewalld.failed === 'open' ? [] : rulesetOf(firewalld);
  writeHelpers(table, wanted);
  writeChains(namespace, table, wanted);
  if (!firewalld.panic) dropTable(namespace, PANIC);
  else writeChains(namespace, tableCalled(namespace, PANIC), PANIC_CHAINS);
}

/** Takes all of firewalld's rules away and makes them anew, and before them its sets. */
export function renewRules(namespace: Namespace, firewalld: Firewalld): void {
  dropTable(namespace, TABLE);
  const table = tableCalled(namespace, TABLE);
  const holder: { sets: Record<string, NamedSet> } = { sets: {} };
  for (const set of Object.values(firewalld.ipsets).sort((a, b) => (a.name < b.name ? -1 : 1)))
    put(holder, 'sets', set.name, kernelSet(set, nextHandle(table)));
  if (Object.keys(holder.sets).length > 0) table.sets = holder.sets;
  writeRules(namespace, firewalld);
}

function dropTable({ netfilter }: Namespace, name: string): void {
  if (netfilter.own) netfilter.own = netfilter.own.filter((table) => table.family !== 'inet' || table.name !== name);
}

function tableCalled(namespace: Namespace, name: string): OwnTable {
  const { netfilter } = namespace;
  const find = (): OwnTable | undefined =>
    netfilter.own?.find((table) => table.family === 'inet' && table.name === name);
  const known = find();
  if (known) return known;
  const made: OwnTable = { family: 'inet', name, chains: {}, handle: nextTableHandle(namespace) };
  (netfilter.own ??= []).push(made);
  return find() ?? made;
}

/** While panic lasts nothing comes in and nothing goes out (core/nftables.py: build_set_policy_rules). */
const PANIC_CHAINS: readonly WantedChain[] = (['PREROUTING', 'OUTPUT'] as const).map((hook) => ({
  name: `raw_${hook.toLowerCase()}`,
  hook,
  base: { type: 'filter', priority: -291 },
  policy: 'DROP',
  rules: [],
}));

function writeChains(namespace: Namespace, table: OwnTable, wanted: readonly WantedChain[]): void {
  const before = table.chains;
  table.chains = {};
  for (const chain of wanted)
    put(table, 'chains', chain.name, own(before, chain.name) ?? madeOf(namespace, table, chain));
  for (const { name, rules } of wanted) {
    const chain = own(table.chains, name);
    if (chain) writeChain(table, chain, rules);
  }
}

const madeOf = (namespace: Namespace, table: OwnTable, { name, hook, base, policy }: WantedChain): Chain => ({
  name,
  counters: { packets: 0, bytes: 0 },
  rules: [],
  handle: nextHandle(table),
  ...(hook && base && { hook, base, policy: policy ?? 'ACCEPT', registered: nextRegistered(namespace) }),
});

/** Rules that stand already keep their numbers and what they have counted. */
function writeChain(table: OwnTable, chain: Chain, wanted: WantedChain['rules']): void {
  const known = new Map<string, Rule[]>();
  for (const rule of chain.rules) {
    const key = JSON.stringify(rule.nft?.statements);
    known.set(key, [...(known.get(key) ?? []), rule]);
  }
  chain.rules = wanted.map(
    (statements) =>
      known.get(JSON.stringify(statements))?.shift() ?? {
        ...ruleOf([...statements]),
        handle: handleOf(table, statements),
      },
  );
}

/** The number of a new rule; elements that stand in it are a set with a number of its own. */
function handleOf(table: OwnTable, statements: readonly Statement[]): number {
  for (const statement of statements)
    if (statement.kind === 'match' && statement.right.kind === 'inline') nextHandle(table);
  return nextHandle(table);
}

/** A set as the kernel has it. */
export const kernelSetCalled = ({ netfilter }: Namespace, name: string): NamedSet | undefined =>
  own(netfilter.own?.find((table) => table.family === 'inet' && table.name === TABLE)?.sets, name);

/** The helpers that rules name. */
function writeHelpers(table: OwnTable, wanted: readonly WantedChain[]): void {
  const named = new Set(
    wanted.flatMap(({ rules }) =>
      rules.flat().flatMap((statement) => (statement.kind === 'helper' ? [statement.name] : [])),
    ),
  );
  const before = table.helpers;
  delete table.helpers;
  for (const name of named) {
    const [, type = '', protocol = ''] = /^helper-(.*)-(\w+)$/.exec(name) ?? [];
    (table.helpers ??= {})[name] = own(before, name) ?? {
      name,
      handle: nextHandle(table),
      type,
      protocol,
      layer: HELPERS[type]?.family === 'ipv4' ? 'ip' : 'inet',
    };
  }
}
