import { nextHandle, type TableView } from '../../../../kernel/netfilter/nft/tables.ts';
import { builtInBase } from '../../../../kernel/netfilter/nft/order.ts';
import { ruleOf } from '../../../../kernel/netfilter/nft/rule-of.ts';
import { isBuiltIn } from '../../../../kernel/netfilter/built-in.ts';
import type { Among, Statement } from '../../../../kernel/netfilter/nft/ruleset.ts';
import type { Chain, Hook, Rule, Table } from '../../../../kernel/netfilter/table.ts';
import { own } from '../../../../kernel/own.ts';
import { checkTogether, normalize } from '../read/protocols.ts';
import { Problem } from '../read/problem.ts';
import type { Reader } from '../read/reader.ts';
import { knownStatements, readStatements } from '../read/statements.ts';
import type { Span } from '../read/token.ts';
import {
  chainAt,
  KERNEL,
  MISSING,
  missingRulePart,
  tableOfRule,
  type Named,
  type TableSpec,
  type Work,
} from './work.ts';

/** Where a rule goes in its chain. */
export interface RulePosition {
  readonly how: 'add' | 'insert' | 'replace';
  /** Beside or in place of the rule with this number; `index` counts from 0 instead. */
  readonly handle?: Named | undefined;
  readonly index?: Named | undefined;
}

/** Rules that a chain may have. */
const MOST_RULES = 65_535;

export function enterRule(
  work: Work,
  spec: TableSpec,
  chainName: Named,
  body: Reader,
  position: RulePosition,
  at: Span,
): Rule {
  work.namespace.netfilter.own ??= [];
  const view = tableOfRule(work, spec, chainName.text);
  const rule = readRule(work, view, body, chainName.text);
  const chain = chainAt(work, view, chainName, KERNEL);
  if (chain.rules.length >= MOST_RULES) throw new Problem(`${KERNEL}Cannot allocate memory`, at);
  const { table } = view;
  const index = indexIn(table, chain, position, at);
  for (const statement of rule.nft?.statements ?? []) {
    // Elements that stand in a rule are a set with a number of its own.
    for (const among of amongsOf(statement)) if (among.kind === 'inline') nextHandle(table);
  }
  if (position.how === 'replace') {
    const old = chain.rules[index];
    chain.rules[index] = { ...rule, handle: old?.handle ?? nextHandle(table) };
  } else chain.rules.splice(index, 0, { ...rule, handle: nextHandle(table) });
  checkChains(view, at, chain);
  return rule;
}

/** What a statement looks things up among. */
function amongsOf(statement: Statement): Among[] {
  if ('among' in statement) return [statement.among];
  if (statement.kind === 'match')
    return statement.right.kind === 'inline' || statement.right.kind === 'reference' ? [statement.right] : [];
  const value = statement.kind === 'set' ? statement.value : 'address' in statement ? statement.address : undefined;
  return value?.kind === 'map' ? [value.among] : [];
}

function readRule(work: Work, view: TableView, body: Reader, chain: string): Rule {
  const { family, table } = view;
  const { names } = work;
  const context = {
    family,
    names,
    set: (name: string) => own(table.sets, name),
    counter: (name: string) => own(table.counters, name) !== undefined,
  };
  const { statements, comment } = work.lenient ? knownStatements(body, context) : readStatements(body, context);
  if (!work.lenient) checkTogether(statements);
  for (const { statement, span } of statements) {
    if (statement.kind !== 'verdict' || !('chain' in statement.verdict) || own(table.chains, statement.verdict.chain))
      continue;
    const from = span.from + statement.verdict.kind.length + 1;
    throw missingRulePart(work, view, chain, { from, to: from + statement.verdict.chain.length });
  }
  return ruleOf(normalize(statements.map(({ statement }) => statement)), comment);
}

function indexIn(table: Table, chain: Chain, { how, handle, index }: RulePosition, at: Span): number {
  if (!handle && !index) return how === 'insert' ? 0 : chain.rules.length;
  const found = handle
    ? chain.rules.findIndex((rule) => rule.handle === Number(handle.text))
    : Number(index?.text ?? 0);
  if (found < 0 || found >= chain.rules.length)
    throw new Problem(`${KERNEL}${MISSING}`, handle && how === 'replace' ? handle : at, undefined, {
      table: table.handle,
      handles: how === 'replace' ? 0 : 1,
    });
  return how === 'add' ? found + 1 : found;
}

export function deleteRuleAt(work: Work, spec: TableSpec, chainName: Named, handle: Named, gently: boolean): void {
  const view = tableOfRule(work, spec, chainName.text);
  const chain = chainAt(work, view, chainName, KERNEL);
  const index = chain.rules.findIndex((rule) => rule.handle === Number(handle.text));
  if (index >= 0) chain.rules.splice(index, 1);
  else if (!gently) throw new Problem(`${KERNEL}${MISSING}`, handle);
}

/** Chains that a chain's rules lead to. */
function nextOf(table: Table, chain: Chain): string[] {
  return chain.rules.flatMap(({ target, nft }) => [
    ...(target?.kind === 'jump' ? [target.chain] : []),
    ...(nft?.statements ?? []).flatMap((statement) => {
      if (statement.kind !== 'vmap') return [];
      const { among } = statement;
      const elements = among.kind === 'inline' ? among.elements : (own(table.sets, among.set)?.elements ?? []);
      return elements.flatMap(({ to }) => (to && 'verdict' in to && 'chain' in to.verdict ? [to.verdict.chain] : []));
    }),
  ]);
}

/** What the kernel refuses of a table: chains that lead back to themselves, and translations where none can be (nft_chain_validate). */
function checkChains(view: TableView, at: Span, changed: Chain): void {
  const { table } = view;
  if (leadsTo(table, changed, changed.name))
    throw new Problem(`${KERNEL}Too many links`, at, undefined, { table: table.handle, handles: 2 });
  for (const chain of Object.values(table.chains)) {
    const hook = hookOf(view, chain);
    if (!hook) continue;
    const reached = new Set([chain.name]);
    for (const name of reached) {
      const each = own(table.chains, name);
      if (!each) continue;
      for (const { nft } of each.rules)
        if (nft?.statements.some((statement) => !fits(statement, hook)))
          throw new Problem(`${KERNEL}Operation not supported`, at, undefined, { table: table.handle, handles: 2 });
      for (const next of nextOf(table, each)) {
        if (own(table.chains, next)?.base)
          throw new Problem(`${KERNEL}Operation not supported`, at, undefined, { table: table.handle, handles: 2 });
        reached.add(next);
      }
    }
  }
}

function leadsTo(table: Table, from: Chain, name: string): boolean {
  const met = new Set(nextOf(table, from));
  for (const next of met) {
    if (next === name) return true;
    const chain = own(table.chains, next);
    if (chain) for (const further of nextOf(table, chain)) met.add(further);
  }
  return false;
}

function hookOf({ xtables }: TableView, { name, hook, base }: Chain): { hook: Hook; type: string } | undefined {
  if (hook && base) return { hook, type: base.type };
  if (!xtables || !isBuiltIn(xtables.name, name)) return undefined;
  return { hook: name as Hook, type: builtInBase(xtables.name, name as Hook).type };
}

const NAT_HOOKS: Readonly<Record<string, readonly Hook[]>> = {
  dnat: ['PREROUTING', 'OUTPUT'],
  redirect: ['PREROUTING', 'OUTPUT'],
  snat: ['POSTROUTING', 'INPUT'],
  masquerade: ['POSTROUTING'],
};

function fits({ kind }: Statement, { hook, type }: { hook: Hook; type: string }): boolean {
  if (kind === 'reject') return hook === 'INPUT' || hook === 'FORWARD' || hook === 'OUTPUT' || hook === 'PREROUTING';
  const hooks = own(NAT_HOOKS, kind);
  return !hooks || (type === 'nat' && hooks.includes(hook));
}
