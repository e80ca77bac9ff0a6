import { own } from '../../../kernel/own.ts';
import { parseNumber } from '../../../kernel/netfilter/rule/numbers.ts';
import { FileError } from '../../files/entry.ts';
import { listDirectory, readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { PROTOCOLS, SCOPES, TABLES } from './names.table.ts';

/** Names of numbers as /etc/iproute2 gives them (iproute2: lib/rt_names.c). */
export interface Names {
  readonly byName: ReadonlyMap<string, number>;
  readonly byNumber: ReadonlyMap<number, string>;
}

const EMPTY = '';

/** The text of a file, nothing where there is none. */
function textOf(call: Call, path: string): string {
  try {
    return readText(treeAt(call.world(), call.place, call.namespace), path);
  } catch (error) {
    if (error instanceof FileError) return EMPTY;
    throw error;
  }
}

function filesIn(call: Call, folder: string): string[] {
  try {
    return listDirectory(treeAt(call.world(), call.place, call.namespace), folder)
      .filter((name) => /^[^.].*\.conf$/.test(name))
      .map((name) => `${folder}/${name}`);
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/** The names of the routing tables: those of /etc/iproute2/rt_tables, and of the files in the folder of that name, beside what iproute2 brings. */
export function tableNames(call: Call): Names {
  const byName = new Map(Object.entries(TABLES));
  const byNumber = new Map(Object.entries(TABLES).map(([name, number]) => [number, name]));
  const folder = '/etc/iproute2/rt_tables';
  for (const path of [folder, ...filesIn(call, `${folder}.d`)])
    for (const line of textOf(call, path).split('\n')) {
      const [, number, name] = /^\s*(0x[0-9a-f]+|\d+)\s+([^\s#]+)/i.exec(line) ?? [];
      const value = number === undefined ? undefined : parseNumber(number);
      if (name === undefined || value === undefined) continue;
      byName.set(name, value);
      byNumber.set(value, name);
    }
  return { byName, byNumber };
}

const MOST = 0xffffffff;

/** A table by name or number. */
export function tableNumber({ byName }: Names, text: string): number | undefined {
  const number = byName.get(text) ?? parseNumber(text);
  return number !== undefined && number <= MOST ? number : undefined;
}

export const tableName = ({ byNumber }: Names, table: number): string => byNumber.get(table) ?? String(table);

/** What iproute2 calls a protocol, given by name or number; undefined where it is none. */
export function protocolName(text: string): string | undefined {
  if (own(PROTOCOLS, text) !== undefined) return text;
  const number = parseNumber(text);
  if (number === undefined || number > 255) return undefined;
  return Object.entries(PROTOCOLS).find(([, value]) => value === number)?.[0] ?? String(number);
}

/** What iproute2 calls a scope, given by name or number; undefined where it is none. */
export function scopeName(text: string): string | undefined {
  if (own(SCOPES, text) !== undefined) return text;
  const number = parseNumber(text);
  if (number === undefined || number > 255) return undefined;
  return Object.entries(SCOPES).find(([, value]) => value === number)?.[0] ?? String(number);
}
