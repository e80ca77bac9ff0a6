import type { Namespace } from '../../namespace.ts';
import { TABLES } from '../built-in.ts';
import type { Table, TableFamily, TableId, TableName } from '../table.ts';
import type { NftFamily, OwnTable } from './ruleset.ts';

/** A table as nft sees it, whoever made it. */
export interface TableView {
  readonly family: NftFamily;
  readonly name: string;
  readonly table: Table;
  /** Which of iptables' tables it is, if it is one. */
  readonly xtables?: { readonly family: TableFamily; readonly name: TableName };
}

/** What tells a table of nft's own from others: its family and its name. */
export const idOf = ({ family, name }: Pick<OwnTable, 'family' | 'name'>): TableId => `${family} ${name}`;

const LEGACY = 'legacy ';

/** What tells a table of ip_tables from those of nf_tables. */
export const legacyId = (name: TableName): TableId => `legacy ${name}`;

/** All tables of a namespace, in the order in which they were made. */
export function tablesOf({ netfilter }: Namespace): TableView[] {
  const xtables = (['ip', 'ip6'] as const).flatMap((family) =>
    TABLES.flatMap((name): TableView[] => {
      const table = netfilter[family][name];
      return table ? [{ family, name, table, xtables: { family, name } }] : [];
    }),
  );
  const own = (netfilter.own ?? []).map((table): TableView => ({ family: table.family, name: table.name, table }));
  return [...xtables, ...own].sort((a, b) => (a.table.handle ?? 0) - (b.table.handle ?? 0));
}

/** A table by the name that counters and hops know it by. */
export function tableOfId({ netfilter }: Namespace, family: TableFamily, id: TableId): Table | undefined {
  const space = id.indexOf(' ');
  if (space < 0) return netfilter[family][id as TableName];
  if (id.startsWith(LEGACY)) return netfilter.legacy?.[family][id.slice(LEGACY.length) as TableName];
  return netfilter.own?.find((table) => idOf(table) === id);
}

/** The next number of a table in a namespace. */
export function nextTableHandle(namespace: Namespace): number {
  return (namespace.netfilter.tables = (namespace.netfilter.tables ?? 0) + 1);
}

/** The next number of a chain, rule or set in a table (nf_tables_alloc_handle). */
export const nextHandle = (table: Table): number => (table.handles = (table.handles ?? 0) + 1);

/** The place of a new base chain among all that were registered. */
export const nextRegistered = (namespace: Namespace): number =>
  (namespace.netfilter.registered = (namespace.netfilter.registered ?? 0) + 1);
