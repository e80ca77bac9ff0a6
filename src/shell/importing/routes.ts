import { family, formatPrefix, hostBlock, network, parseIp, parsePrefix, type Prefix } from '../../ip/address.ts';
import { KernelError } from '../../kernel/errno.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import type { NextHop, Route, RouteType } from '../../kernel/route/route.ts';
import { addRule, LOCAL, MAIN, type RoutingRule } from '../../kernel/route/rule.ts';
import { replaceRoutes, routesOf, tablesOf } from '../../kernel/route/table.ts';
import type { RouteFacts, RuleFacts, StackFacts } from '../../snapshot/snapshot.ts';
import { newOptions, Words } from '../linux/ip/context.ts';
import { protocolName, scopeName, tableNumber, type Names } from '../linux/ip/names.ts';
import { TABLES } from '../linux/ip/names.table.ts';
import { readRule } from '../linux/ip/rule/read.ts';
import { ToolError } from '../tool/tool-error.ts';
import type { Place } from './links.ts';
import { lack, type Work } from './work.ts';

/** Numbers for tables that a host knows by names of its own. */
const FIRST_OWN = 1000;

/** The names of a host's tables: those that every host has, and what others its routes and rules name. */
export function namesOf({ routes = [], rules = [] }: StackFacts): Names {
  const byName = new Map(Object.entries(TABLES));
  const named = [
    ...routes.flatMap(({ table }) => table ?? []),
    ...rules.flatMap(({ words }) => words[words.indexOf('lookup') + 1] ?? []),
  ];
  for (const name of named)
    if (!byName.has(name) && /^[A-Za-z][\w.-]{0,31}$/.test(name)) byName.set(name, FIRST_OWN + byName.size);
  return { byName, byNumber: new Map([...byName].map(([name, number]) => [number, name])) };
}

/** The text of a file that gives tables their names, where a host has any of its own. */
export function tablesFile({ byName }: Names): string | undefined {
  const own = [...byName].filter(([, number]) => number >= FIRST_OWN);
  return own.length === 0 ? undefined : own.map(([name, number]) => `${number}\t${name}\n`).join('');
}

const TYPES: readonly string[] = ['unicast', 'local', 'broadcast', 'blackhole', 'unreachable', 'prohibit', 'throw'];

/** Lets a stack have the routes of the host, whatever the links alone would bring; of a family of which nothing is told they stay. */
export function placeRoutes(work: Work, place: Place, facts: StackFacts, names: Names): void {
  const namespace = namespaceOf(work.world.kernel, place.namespace);
  const { routes, links = [] } = facts;
  if (!routes) return;
  const has6 = routes.some((route) => route.family === 6);
  const hasNo6 = links.every(({ addresses }) => addresses.every(({ address }) => !address.includes(':')));
  const families = new Set<4 | 6>(has6 || (hasNo6 && links.length > 0) ? [4, 6] : [4]);
  const told = new Set(links.map(({ name }) => name));
  // Of links that nobody told of, nobody told the routes.
  const isUntold = (name: string | undefined): boolean => told.size > 0 && name !== undefined && !told.has(name);
  const read = new Map<number, Route[]>();
  for (const each of routes) {
    const table = tableNumber(names, each.table ?? 'main') ?? MAIN;
    const route = routeOf(namespace, each);
    if (!route) lack(work, place, 'route-not-read', { text: wordsOf(each) });
    // What follows from addresses is not kept.
    else if (table !== LOCAL || (route.type !== 'local' && route.type !== 'broadcast'))
      read.set(table, [...(read.get(table) ?? []), route]);
  }
  for (const table of new Set([...tablesOf(namespace), ...read.keys()])) {
    const kept = routesOf(namespace, table).filter(
      ({ destination, device }) =>
        table !== LOCAL && (!families.has(family(destination.address)) || isUntold(namespace.links[device]?.name)),
    );
    const all = [...kept, ...(read.get(table) ?? [])];
    if (all.length > 0 || table === MAIN) replaceRoutes(namespace, table, all);
    else delete namespace.tables?.[table];
  }
  if (namespace.tables && Object.keys(namespace.tables).length === 0) delete namespace.tables;
}

const wordsOf = ({ destination, via, device }: RouteFacts): string =>
  [destination, ...(via === undefined ? [] : ['via', via]), ...(device === undefined ? [] : ['dev', device])].join(' ');

/** A route as the kernel has it; undefined where it leads by what is not there. */
export function routeOf(namespace: Namespace, facts: RouteFacts): Route | undefined {
  const { source, metric, mtu, onlink, hops } = facts;
  const type = facts.type ?? 'unicast';
  const destination = destinationOf(facts);
  if (!destination || !TYPES.includes(type)) return undefined;
  const ways = hops?.map((hop) => wayOf(namespace, hop)) ?? [wayOf(namespace, facts)];
  const [first] = ways;
  const leads = type === 'unicast' || type === 'local' || type === 'broadcast';
  if (leads && ways.some((way) => way === undefined)) return undefined;
  const from = parseIp(source ?? '');
  const several = hops && hops.length > 1 ? ways.flatMap((way) => way ?? []) : undefined;
  return {
    destination,
    ...(!several && first?.via !== undefined && { via: first.via }),
    device: first?.device ?? 1,
    ...(several && { hops: several }),
    ...(from !== undefined && { source: from }),
    scope: (scopeName(facts.scope ?? 'global') ?? 'global') as Route['scope'],
    protocol: protocolName(facts.protocol ?? 'boot') ?? 'boot',
    metric: Math.max(0, metric ?? (family(destination.address) === 6 ? 1024 : 0)),
    type: type as RouteType,
    ...(mtu !== undefined && { mtu }),
    ...(onlink && { onlink: true }),
  };
}

function destinationOf({ destination, family: version }: RouteFacts): Prefix | undefined {
  if (destination === 'default') return { address: version === 4 ? '0.0.0.0' : '::', length: 0 };
  const alone = parseIp(destination);
  const prefix = alone === undefined ? parsePrefix(destination) : hostBlock(alone);
  return prefix && family(prefix.address) === version ? network(prefix) : undefined;
}

function wayOf(
  namespace: Namespace,
  { via, device, weight = 1 }: { via?: string | undefined; device?: string | undefined; weight?: number | undefined },
): NextHop | undefined {
  const link = device === undefined ? undefined : linkByName(namespace, device);
  const next = parseIp(via ?? '');
  if (!link || (via !== undefined && next === undefined)) return undefined;
  return { ...(next !== undefined && { via: next }), device: link.index, weight: Math.min(256, Math.max(1, weight)) };
}

/** Lets a stack have the rules of the host that say in which table a route is sought. */
export function placePolicy(work: Work, place: Place, { rules }: StackFacts, names: Names): void {
  if (!rules) return;
  const namespace = namespaceOf(work.world.kernel, place.namespace);
  for (const version of [4, 6] as const) {
    const own = rules.filter((each) => each.family === version);
    if (own.length === 0 || isUsual(own, version)) continue;
    const before = namespace.rules;
    namespace.rules = { ...before, [version]: [] };
    for (const each of own) addPolicy(work, place, namespace, each, names);
  }
}

/** Those that every stack has. */
function isUsual(rules: readonly RuleFacts[], version: 4 | 6): boolean {
  const usual = ['0 local', '32766 main', ...(version === 4 ? ['32767 default'] : [])];
  const told = rules.map(({ priority, words }) => `${priority} ${words[words.indexOf('lookup') + 1] ?? ''}`);
  return told.length === usual.length && usual.every((each) => told.includes(each)) && rules.every(isForAll);
}

const isForAll = ({ words }: RuleFacts): boolean =>
  words.every((word, at) => word === 'from' || word === 'all' || word === 'lookup' || words[at - 1] === 'lookup');

const KERNELS = new Set([0, 32766, 32767]);

/** Whether a rule is one of those that every stack has. */
export const isUsualRule = (facts: RuleFacts): boolean => KERNELS.has(facts.priority) && isForAll(facts);

function addPolicy(work: Work, place: Place, namespace: Namespace, facts: RuleFacts, names: Names): void {
  const { priority, words, family: version } = facts;
  try {
    const told = words.filter((word) => !/^\[(detached|unresolved)\]$/.test(word));
    const { family: _of, ...read } = readRule(
      { options: { ...newOptions(), family: version } },
      new Words(told),
      names,
    );
    const kernels = isUsualRule(facts) ? { protocol: 'kernel' } : {};
    const rule: RoutingRule = { ...read, lookup: read.lookup ?? MAIN, priority, ...kernels };
    addRule(namespace, version, rule);
  } catch (error) {
    if (!(error instanceof ToolError || error instanceof KernelError)) throw error;
    lack(work, place, 'policy-not-read', { text: `${priority}: ${words.join(' ')}`.slice(0, 200) });
  }
}

/** A route in the words of `ip route`, to be compared. */
export function routeText(namespace: Namespace, route: Route): string {
  const { destination, via, device, hops, type, metric } = route;
  const name = (index: number): string => namespace.links[index]?.name ?? String(index);
  const way = (hop: { via?: string; device: number }): string =>
    `${hop.via === undefined ? '' : ` via ${hop.via}`} dev ${name(hop.device)}`;
  const block = destination.length === 0 ? 'default' : formatPrefix(destination);
  const kind = type === 'unicast' ? '' : `${type} `;
  const ways = hops
    ? hops.map(way).join('')
    : type === 'unicast'
      ? way({ ...(via !== undefined && { via }), device })
      : '';
  return `${kind}${block}${ways}${metric > 0 ? ` metric ${metric}` : ''}`;
}
