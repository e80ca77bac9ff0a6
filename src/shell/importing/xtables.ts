import { BUILT_IN, isBuiltIn, TABLES } from '../../kernel/netfilter/built-in.ts';
import { builtInBase } from '../../kernel/netfilter/nft/order.ts';
import { nextHandle, nextRegistered, nextTableHandle } from '../../kernel/netfilter/nft/tables.ts';
import { setCalled } from '../../kernel/netfilter/ipset/ipset.ts';
import { isOpaque } from '../../kernel/netfilter/opaque.ts';
import { lenientRules } from '../../kernel/netfilter/rule/lenient.ts';
import { RuleError } from '../../kernel/netfilter/rule/rule-error.ts';
import type { Chain, Netfilter, Rule, Table, TableFamily, TableName } from '../../kernel/netfilter/table.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { own, put } from '../../kernel/own.ts';
import { splitWords } from '../linux/iptables/split-words.ts';
import type { Place } from './links.ts';
import { lack, type Work } from './work.ts';

/** Rules that are read of one text; a host with more has them from a program. */
const MOST = 50_000;

/** Which of the two engines of the kernel keeps the tables. */
type Variant = 'nf_tables' | 'legacy';

/** The tables that a text of iptables-save tells of, as they stand there. */
export function readTables(
  work: Work,
  place: Place,
  namespace: Namespace,
  family: TableFamily,
  text: string,
  variant: Variant = 'nf_tables',
): Netfilter {
  const tables: Netfilter = {};
  const hasSet = (set: string): boolean => setCalled(namespace.netfilter.ipsets, set) !== undefined;
  let name: TableName | undefined;
  let rules = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('*')) {
      name = TABLES.find((each) => each === line.slice(1).trim());
      if (name) tables[name] ??= { chains: {}, handle: nextTableHandle(namespace) };
      if (name && variant === 'legacy') standing(namespace, tables[name] as Table, name);
      continue;
    }
    const table = name && tables[name];
    if (!name || !table) continue;
    if (line.startsWith(':')) addChain(namespace, table, name, line);
    else if (/^(\[\d+:\d+\] )?-A /.test(line) && ++rules <= MOST)
      addRule(work, place, family, table, name, line, hasSet);
  }
  for (const [each, table] of Object.entries(tables)) check(work, place, family, each as TableName, table);
  return tables;
}

/** ip_tables has all chains of a table once that is there, and registers them with the table. */
function standing(namespace: Namespace, table: Table, name: TableName): void {
  for (const hook of BUILT_IN[name]) {
    const chain = builtIn(namespace, table, hook, 'ACCEPT');
    Object.assign(chain, { hook, base: builtInBase(name, hook) });
  }
}

function builtIn(namespace: Namespace, table: Table, name: string, policy: 'ACCEPT' | 'DROP'): Chain {
  const known = own(table.chains, name);
  if (known) known.policy = policy;
  if (known) return known;
  const counters = { packets: 0, bytes: 0 };
  const made: Chain = {
    ...{ name, policy, counters, rules: [], handle: nextHandle(table), registered: nextRegistered(namespace) },
  };
  put(table, 'chains', name, made);
  return made;
}

const LONGEST_NAME = 64;

/** `:CHAIN POLICY [packets:bytes]` */
function addChain(namespace: Namespace, table: Table, name: TableName, line: string): void {
  const [chain = '', policy, counted = ''] = line.slice(1).split(/\s+/);
  if (chain === '' || chain.length > LONGEST_NAME) return;
  if (isBuiltIn(name, chain)) {
    const made = builtIn(namespace, table, chain, policy === 'DROP' ? 'DROP' : 'ACCEPT');
    const [, packets, bytes] = /^\[(\d{1,15}):(\d{1,15})\]$/.exec(counted) ?? [];
    made.counters = { packets: Number(packets ?? 0), bytes: Number(bytes ?? 0) };
  } else if (!own(table.chains, chain)) {
    put(table, 'chains', chain, {
      ...{ name: chain, counters: { packets: 0, bytes: 0 }, rules: [], handle: nextHandle(table) },
    });
  }
}

function addRule(
  work: Work,
  place: Place,
  family: TableFamily,
  table: Table,
  name: TableName,
  line: string,
  hasSet: (name: string) => boolean,
): void {
  const [, packets, bytes] = /^\[(\d{1,15}):(\d{1,15})\]/.exec(line) ?? [];
  const [, chain = '', ...words] = splitWords(line.replace(/^\[[^\]]*\]/, ''));
  const into = own(table.chains, chain);
  try {
    if (!into) throw new RuleError('no chain');
    for (const rule of lenientRules(words, family, hasSet)) {
      const counters = packets === undefined ? rule.counters : { packets: Number(packets), bytes: Number(bytes) };
      into.rules.push({ ...rule, counters, handle: nextHandle(table) });
    }
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    lack(work, place, 'rule-not-read', { table: name, text: line.slice(0, 300) });
  }
}

/** A jump to what is no chain there is a target that is not known; chains in circles, which no kernel has, would never end. */
function check(work: Work, place: Place, family: TableFamily, name: TableName, table: Table): void {
  const opaque = new Map<string, number>();
  for (const chain of Object.values(table.chains)) {
    chain.rules = chain.rules.map((rule): Rule => {
      const { target } = rule;
      if (target?.kind !== 'jump' || own(table.chains, target.chain)) return rule;
      return { ...rule, target: { kind: 'opaque', words: [target.chain] } };
    });
    const count = chain.rules.filter(isOpaque).length;
    if (count > 0) opaque.set(chain.name, count);
  }
  for (const [chain, count] of opaque) lack(work, place, 'rules-opaque', { family, table: name, chain, count });
  const circle = circleIn(table);
  if (circle === undefined) return;
  lack(work, place, 'chains-in-circles', { table: name, chain: circle });
  for (const chain of Object.values(table.chains))
    chain.rules = chain.rules.filter(({ target }) => target?.kind !== 'jump');
}

/** A packet may be sent on from chain to chain so often (NFT_JUMP_STACK_SIZE). */
const DEEPEST = 16;

/** A chain that a packet would come back to, or whose chains go on too deep; undefined where there is none. */
function circleIn({ chains }: Table): string | undefined {
  const depths = new Map<string, number | 'open'>();
  const depthOf = (name: string): number => {
    const known = depths.get(name);
    if (known === 'open') return Infinity;
    if (known !== undefined) return known;
    depths.set(name, 'open');
    let deepest = 0;
    for (const { target } of own(chains, name)?.rules ?? [])
      if (target?.kind === 'jump' && deepest < DEEPEST) deepest = Math.max(deepest, 1 + depthOf(target.chain));
    depths.set(name, deepest);
    return deepest;
  };
  return Object.keys(chains).find((name) => depthOf(name) > DEEPEST);
}
