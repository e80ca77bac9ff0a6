import { chainFor, deleteChain as deleteXtablesChain } from '../../../../kernel/netfilter/chains.ts';
import { isBuiltIn, TABLES } from '../../../../kernel/netfilter/built-in.ts';
import {
  nextHandle,
  nextRegistered,
  nextTableHandle,
  type TableView,
} from '../../../../kernel/netfilter/nft/tables.ts';
import type { Base, Inline, NamedSet } from '../../../../kernel/netfilter/nft/ruleset.ts';
import type { Chain, Hook, Table } from '../../../../kernel/netfilter/table.ts';
import { own, put } from '../../../../kernel/own.ts';
import { Problem } from '../read/problem.ts';
import type { Span } from '../read/token.ts';
import { chainAt, findTable, KERNEL, MISSING, tableAt, type Named, type TableSpec, type Work } from './work.ts';

/** How a name is made: `add` takes what is there already, `create` does not. */
export type Making = 'add' | 'create';
/** How a name is removed: `destroy` takes it easily where there is none. */
export type Removing = 'delete' | 'destroy';

export interface TableSettings {
  readonly dormant?: boolean;
  readonly comment?: string | undefined;
}

export function addTable(work: Work, spec: TableSpec, making: Making, settings: TableSettings, at: Span): TableView {
  const known = findTable(work, spec);
  if (known && making === 'create') throw new Problem(`${KERNEL}File exists`, at);
  const { namespace } = work;
  namespace.netfilter.own ??= [];
  const { family } = spec;
  const name = spec.name.text;
  const view = known ?? { family, name, table: makeTable(work, spec) };
  if (settings.dormant) view.table.dormant = true;
  else if (settings.dormant === false) delete view.table.dormant;
  if (settings.comment !== undefined && !known) view.table.comment = settings.comment;
  return findTable(work, spec) ?? view;
}

/** A table of the name of one of iptables' is that one. */
function makeTable({ namespace }: Work, { family, name }: TableSpec): Table {
  const xtables = family !== 'inet' && TABLES.find((each) => each === name.text);
  const handle = nextTableHandle(namespace);
  if (xtables) return (namespace.netfilter[family][xtables] = { chains: {}, handle });
  const made = { family, name: name.text, chains: {}, handle };
  (namespace.netfilter.own ??= []).push(made);
  return made;
}

export function removeTable(work: Work, spec: TableSpec, removing: Removing): void {
  const view = removing === 'destroy' ? findTable(work, spec) : tableAt(work, spec, KERNEL);
  if (view) dropTable(work, view);
}

export function dropTable({ namespace: { netfilter } }: Work, { xtables, table }: TableView): void {
  if (xtables) delete netfilter[xtables.family][xtables.name];
  else netfilter.own = (netfilter.own ?? []).filter((each) => each.handle !== table.handle);
}

export interface ChainSettings {
  readonly hook?: Hook | undefined;
  readonly base?: Base | undefined;
  readonly policy?: 'ACCEPT' | 'DROP' | undefined;
  readonly comment?: string | undefined;
}

export function addChain(work: Work, spec: TableSpec, name: Named, making: Making, settings: ChainSettings): Chain {
  const { namespace } = work;
  namespace.netfilter.own ??= [];
  const view = tableAt(work, spec, '');
  const known = own(view.table.chains, name.text);
  if (known) {
    if (making === 'create') throw new Problem(`${KERNEL}File exists`, name);
    const other = settings.base && (known.hook !== settings.hook || known.base?.priority !== settings.base.priority);
    if (other && !isBuiltInOf(view, name.text)) throw new Problem(`${KERNEL}File exists`, name);
    if (settings.policy) known.policy = settings.policy;
    return known;
  }
  return makeChain(work, view, name.text, settings);
}

const isBuiltInOf = ({ xtables }: TableView, chain: string): boolean =>
  xtables !== undefined && isBuiltIn(xtables.name, chain);

function makeChain({ namespace }: Work, view: TableView, name: string, settings: ChainSettings): Chain {
  const { xtables, table } = view;
  if (xtables && settings.base && isBuiltInOf(view, name)) {
    const chain = chainFor(namespace, xtables.family, xtables.name, name);
    if (chain && settings.policy) chain.policy = settings.policy;
    if (chain) return chain;
  }
  const { hook, base, policy, comment } = settings;
  const chain: Chain = {
    name,
    counters: { packets: 0, bytes: 0 },
    rules: [],
    handle: nextHandle(table),
    ...(hook && base ? { hook, base, policy: policy ?? 'ACCEPT', registered: nextRegistered(namespace) } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
  put(table, 'chains', name, chain);
  return own(table.chains, name) ?? chain;
}

export function removeChain(work: Work, spec: TableSpec, name: Named, removing: Removing): void {
  const view = removing === 'destroy' ? findTable(work, spec) : tableAt(work, spec, KERNEL);
  if (!view || (removing === 'destroy' && !own(view.table.chains, name.text))) return;
  chainAt(work, view, name, KERNEL);
  if (jumpsTo(view.table, name.text)) throw new Problem(`${KERNEL}Device or resource busy`, name);
  if (view.xtables) deleteXtablesChain(work.namespace, view.xtables.family, view.xtables.name, name.text);
  delete view.table.chains[name.text];
}

/** Whether a rule or a map of a table leads to a chain. */
function jumpsTo(table: Table, chain: string): boolean {
  const leads = (elements: NamedSet['elements']): boolean =>
    elements.some(({ to }) => to && 'verdict' in to && 'chain' in to.verdict && to.verdict.chain === chain);
  return (
    Object.values(table.sets ?? {}).some(({ elements }) => leads(elements)) ||
    Object.values(table.chains).some(({ rules }) =>
      rules.some(
        ({ target, nft }) =>
          (target?.kind === 'jump' && target.chain === chain) ||
          nft?.statements.some((each) => each.kind === 'vmap' && leads(inlineOf(each.among))),
      ),
    )
  );
}

const inlineOf = (among: Inline | { kind: 'reference' }): NamedSet['elements'] =>
  among.kind === 'inline' ? among.elements : [];

export function renameChain(work: Work, spec: TableSpec, name: Named, to: Named): void {
  const { table } = tableAt(work, spec, KERNEL);
  const chain = chainAt(work, tableAt(work, spec, KERNEL), name, KERNEL);
  if (own(table.chains, to.text)) throw new Problem(`${KERNEL}File exists`, to);
  // It keeps its place among the others.
  const entries = Object.values(table.chains).map((each) => [each === chain ? to.text : each.name, each] as const);
  chain.name = to.text;
  table.chains = Object.fromEntries(entries);
  for (const { rules } of Object.values(table.chains)) {
    for (const { target, nft } of rules) {
      if (target?.kind === 'jump' && target.chain === name.text) target.chain = to.text;
      for (const statement of nft?.statements ?? []) {
        if (statement.kind !== 'verdict' || !('chain' in statement.verdict)) continue;
        if (statement.verdict.chain === name.text) statement.verdict.chain = to.text;
      }
    }
  }
}

export function addSet(
  work: Work,
  spec: TableSpec,
  set: Omit<NamedSet, 'handle'>,
  making: Making,
  at: Named,
): NamedSet {
  work.namespace.netfilter.own ??= [];
  const { table } = tableAt(work, spec, '');
  const known = own(table.sets, set.name);
  if (known) {
    if (making === 'create') throw new Problem(`${KERNEL}File exists`, at);
    return known;
  }
  const sets = (table.sets ??= {});
  const holder = { sets };
  put(holder, 'sets', set.name, { ...set, handle: nextHandle(table) });
  table.sets = holder.sets;
  return own(table.sets, set.name) ?? { ...set, handle: 0 };
}

export function setAt(view: TableView, name: Named, lead: '' | typeof KERNEL): NamedSet {
  const set = own(view.table.sets, name.text);
  if (!set) throw new Problem(`${lead}${MISSING}`, name);
  return set;
}

export function removeSet(work: Work, spec: TableSpec, name: Named, removing: Removing): void {
  const view = removing === 'destroy' ? findTable(work, spec) : tableAt(work, spec, KERNEL);
  if (!view || (removing === 'destroy' && !own(view.table.sets, name.text))) return;
  setAt(view, name, KERNEL);
  const used = Object.values(view.table.chains).some(({ rules }) =>
    rules.some(({ nft }) => JSON.stringify(nft?.statements ?? []).includes(`"set":${JSON.stringify(name.text)}`)),
  );
  if (used) throw new Problem(`${KERNEL}Device or resource busy`, name);
  delete view.table.sets?.[name.text];
}
