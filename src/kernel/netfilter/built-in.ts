import type { Hook, TableName } from './table.ts';

/** The hooks at which each table has a built-in chain of the same name, in the order of listings. */
export const BUILT_IN: Readonly<Record<TableName, readonly Hook[]>> = {
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
  raw: ['PREROUTING', 'OUTPUT'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
};

/** The tables in the order of `iptables-save`. */
export const TABLES = Object.keys(BUILT_IN) as TableName[];

export const isBuiltIn = (table: TableName, chain: string): boolean =>
  (BUILT_IN[table] as readonly string[]).includes(chain);
