import { compareIp, fromNumber, toNumber } from '../../ip/address.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import type { Route } from '../../kernel/route/route.ts';
import { hasOwnRules, LOCAL, MAIN } from '../../kernel/route/rule.ts';
import { tablesOf } from '../../kernel/route/table.ts';
import { emptyIn, fullIn, insertEntry, isBranch, keepOnly, type Trie, type TrieNode } from '../../kernel/route/trie.ts';
import { addressRoutes, keptIn } from '../linux/ip/route/table.ts';
import type { ListedRoute } from '../linux/ip/route/print.ts';

/** The longest prefix first, then what is of the local table, then the lowest metric (fib_find_alias). */
function precedes(a: ListedRoute, b: ListedRoute): boolean {
  if (a.destination.length !== b.destination.length) return a.destination.length > b.destination.length;
  return a.table === b.table ? a.metric < b.metric : a.table > b.table;
}

function trieOf(routes: readonly ListedRoute[]): Trie<ListedRoute> {
  const trie: Trie<ListedRoute> = { top: undefined };
  for (const route of routes) insertEntry(trie, toNumber(route.destination.address), route, precedes);
  return trie;
}

/** The tries by the numbers of their tables: the local table shares that of the main one until somebody changes a rule (fib_unmerge). */
function triesOf(namespace: Namespace): readonly (readonly [table: number, trie: Trie<ListedRoute>])[] {
  const local = [...addressRoutes(namespace, 4, Infinity), ...keptIn(namespace, LOCAL, 4)];
  const shared = trieOf([...local, ...keptIn(namespace, MAIN, 4)]);
  const others = tablesOf(namespace)
    .filter((table) => table !== MAIN && table !== LOCAL)
    .map((table) => [table, trieOf(keptIn(namespace, table, 4))] as const);
  if (!hasOwnRules(namespace, 4)) return [...others, [MAIN, shared], [LOCAL, shared]];
  local.sort((a, b) => compareIp(a.destination.address, b.destination.address));
  keepOnly(shared, ({ table }) => table === MAIN);
  return [...others, [MAIN, shared], [LOCAL, trieOf(local)]];
}

const SCOPES: Readonly<Record<string, string>> = { global: 'universe' };

const scopeText = (scope: Route['scope']): string => SCOPES[scope] ?? (/^\d/.test(scope) ? `scope=${scope}` : scope);

const indent = (depth: number): string => '   '.repeat(depth);

function* lines(node: TrieNode<ListedRoute>, depth: number): Generator<string> {
  if (isBranch(node)) {
    const length = 32 - node.pos - node.bits;
    yield `${indent(depth)}  +-- ${fromNumber(node.key)}/${length} ${node.bits} ${fullIn(node)} ${emptyIn(node)}`;
    for (const child of node.children) if (child) yield* lines(child as TrieNode<ListedRoute>, depth + 1);
    return;
  }
  yield `${indent(depth)}  |-- ${fromNumber(node.key)}`;
  for (const { destination, scope, type, tos } of node.entries) {
    const word = tos === undefined ? '' : ` tos=${tos}`;
    yield `${indent(depth + 1)}  /${destination.length} ${scopeText(scope)} ${type.toUpperCase()}${word}`;
  }
}

const NAMES: Readonly<Record<number, string>> = { [MAIN]: 'Main', [LOCAL]: 'Local' };

/** Tables are listed by where their number falls in a hash table of 256 places. */
const PLACES = 256;

/** linux: net/ipv4/fib_trie.c fib_trie_seq_show */
export function fibTrie(namespace: Namespace): string {
  const shown = [...triesOf(namespace)].sort(([a], [b]) => (a % PLACES) - (b % PLACES) || b - a);
  return shown
    .flatMap(([table, { top }]) => (top ? [`${NAMES[table] ?? `Id ${table}`}:`, ...lines(top, 0)] : []))
    .map((line) => `${line}\n`)
    .join('');
}
