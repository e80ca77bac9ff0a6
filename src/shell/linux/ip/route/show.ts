import { contains, family, type Ip, type Prefix } from '../../../../ip/address.ts';
import type { Context, Words } from '../context.ts';
import { clockOf, deviceOf, duplicate, namespaceOf, printJson, usage, wrong } from '../context.ts';
import { HELP } from '../help.table.ts';
import { addressArgument, prefixArgument } from '../prefix.ts';
import { showCache } from './cache.ts';
import { routeJson, routeText, type Hidden, type ListedRoute, type Showing } from './print.ts';
import { protocolName, tableNames, tableNumber } from '../names.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import { leadsBy, type Route } from '../../../../kernel/route/route.ts';
import { LOCAL, MAIN } from '../../../../kernel/route/rule.ts';
import { hasTable, tablesOf } from '../../../../kernel/route/table.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { keptIn, localTable } from './table.ts';

/** What `ip route show|flush` selects by. */
export interface RouteFilter {
  /** A table's number, all of them, or the routes that were learned. */
  table: number | 'all' | 'cache';
  /** Routes inside (root), around (match), or of just this prefix. */
  root?: Prefix;
  match?: Prefix;
  exact?: Prefix;
  device?: number;
  via?: Ip;
  source?: Ip;
  protocol?: string;
  scope?: string;
  type?: string;
  metric?: number;
}

export function readRouteFilter(context: Context, words: Words): RouteFilter {
  const wanted = context.options.family === 6 ? 6 : undefined;
  const filter: RouteFilter = { table: MAIN };
  let given = false;
  while (!words.done) {
    const word = words.next();
    switch (word) {
      case 'table': {
        const text = words.next();
        const table = text === 'all' || text === 'cache' ? text : tableNumber(tableNames(context.call), text);
        if (table === undefined) throw wrong(text, 'table id value is invalid\n');
        filter.table = table === 0 ? 'all' : table;
        break;
      }
      case 'cached':
      case 'cloned':
      case 'cache':
        filter.table = 'cache';
        break;
      case 'dev':
      case 'oif':
        filter.device = deviceOf(context, words.next()).index;
        break;
      case 'via': {
        const value = words.next();
        filter.via = addressArgument(value === 'inet' || value === 'inet6' ? words.next() : value);
        break;
      }
      case 'src':
        filter.source = prefixArgument(words.next()).address;
        break;
      case 'protocol':
      case 'proto':
        filter.protocol = protocolArgument(words.next());
        break;
      case 'scope': {
        const scope = words.next();
        if (scope !== 'all') filter.scope = scope;
        break;
      }
      case 'type':
        filter.type = words.next();
        break;
      case 'metric':
        filter.metric = Number(words.next());
        break;
      case 'root':
      case 'match':
      case 'exact':
        filter[word] = prefixArgument(words.next(), wanted);
        break;
      case 'help':
        throw usage(HELP.route);
      default: {
        const value = word === 'to' ? words.next() : word;
        if (value === 'root' || value === 'match' || value === 'exact') {
          filter[value] = prefixArgument(words.next(), wanted);
          break;
        }
        if (given) throw duplicate('to', value);
        given = true;
        filter.exact = prefixArgument(value, wanted);
      }
    }
  }
  return filter;
}

function protocolArgument(text: string): string {
  const name = text === 'all' ? text : protocolName(text);
  if (name === undefined) throw wrong(text, 'invalid "protocol"\n');
  return name;
}

const equal = (a: Prefix, b: Prefix): boolean => a.address === b.address && a.length === b.length;

const passes = (filter: RouteFilter, route: ListedRoute): boolean =>
  (filter.root === undefined ||
    (contains(filter.root, route.destination.address) && route.destination.length >= filter.root.length)) &&
  (filter.match === undefined ||
    (contains(route.destination, filter.match.address) && route.destination.length <= filter.match.length)) &&
  (filter.exact === undefined || equal(filter.exact, route.destination)) &&
  (filter.device === undefined || (leadsBy(route as Route, filter.device) && route.type !== 'blackhole')) &&
  (filter.via === undefined || filter.via === route.via) &&
  (filter.source === undefined || filter.source === route.source) &&
  (filter.protocol === undefined || filter.protocol === route.protocol || filter.protocol === 'all') &&
  (filter.scope === undefined || filter.scope === route.scope) &&
  (filter.type === undefined || filter.type === route.type) &&
  (filter.metric === undefined || filter.metric === route.metric);

/** The routes that a filter lets pass. */
export function selectedRoutes(context: Context, filter: RouteFilter): ListedRoute[] {
  const namespace = namespaceOf(context);
  const { family: given } = context.options;
  const asked = filter.exact ?? filter.root ?? filter.match;
  const implied = given === 4 || given === 6 ? given : asked && asked.length > 0 ? family(asked.address) : undefined;
  const { table } = filter;
  const families = implied === undefined ? (table === 'all' ? ([4, 6] as const) : ([4] as const)) : [implied];
  const routes = families.flatMap((one) =>
    tablesIn(namespace, table).flatMap((each) =>
      each === LOCAL ? localTable(namespace, one, clockOf(context)) : keptIn(namespace, each, one),
    ),
  );
  return routes.filter((route) => passes(filter, route));
}

/** The tables that a filter names, those that somebody made first (linux: fib_table_hash is filled from its ends). */
function tablesIn(namespace: Namespace, table: RouteFilter['table']): number[] {
  if (table === 'cache') return [];
  if (table !== 'all') return [table];
  return [...tablesOf(namespace).filter((each) => each !== LOCAL), LOCAL];
}

/** `ip route [show] …` */
export function showRoutes(context: Context, words: Words): void {
  const filter = readRouteFilter(context, words);
  const { table } = filter;
  if (table === 'cache') return showCache(context, filter);
  if (typeof table === 'number' && !hasTable(namespaceOf(context), table) && context.options.family !== 6)
    throw new ToolError('Error: ipv4: FIB table does not exist.\nDump terminated\n', 2);
  const hidden: Hidden = {
    device: filter.device !== undefined,
    gateway: filter.via !== undefined,
    protocol: filter.protocol !== undefined && filter.protocol !== 'all',
    scope: filter.scope !== undefined,
    table: table !== 'all',
  };
  const showing: Showing = { context, hidden, names: tableNames(context.call) };
  const routes = selectedRoutes(context, filter);
  if (context.options.json)
    return printJson(
      context,
      routes.map((route) => routeJson(showing, route)),
    );
  for (const route of routes) context.call.out(`${routeText(showing, route)}\n`);
}
