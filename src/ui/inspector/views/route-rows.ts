import { formatPrefix } from '../../../ip/address.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Route } from '../../../kernel/route/route.ts';
import { hasOwnRules, MAIN, rulesOf } from '../../../kernel/route/rule.ts';
import { routesOf, tablesOf } from '../../../kernel/route/table.ts';
import { routingRuleLine } from '../routing-rule.ts';
import type { Row } from '../parts/Section.tsx';

const isSix = ({ destination }: Route): boolean => destination.address.includes(':');

/** The routes of a table, IPv4 first. */
export const routeRows = (namespace: Namespace, routes: readonly Route[]): readonly Row[] =>
  [...routes]
    .sort((a, b) => Number(isSix(a)) - Number(isSix(b)))
    .map((route, at) => ({
      key: String(at),
      name: route.destination.length === 0 ? 'default' : formatPrefix(route.destination),
      value: wayOf(route, namespace),
    }));

function wayOf({ via, device, hops, source, type }: Route, { links }: Namespace): string {
  const words: string[] = type === 'unicast' ? [] : [type];
  const leads = (hop: Pick<Route, 'via' | 'device'>): string[] => [
    ...(hop.via === undefined ? [] : ['via', hop.via]),
    'dev',
    links[hop.device]?.name ?? String(hop.device),
  ];
  if (hops) words.push(...hops.flatMap((hop) => ['nexthop', ...leads(hop), 'weight', String(hop.weight)]));
  else if (type === 'unicast') words.push(...leads({ device, ...(via !== undefined && { via }) }));
  if (source !== undefined) words.push('src', source);
  return words.join(' ');
}

/** The rules of a family that has others than those of every namespace. */
export const ruleRows = (namespace: Namespace): readonly Row[] =>
  ([4, 6] as const)
    .filter((version) => hasOwnRules(namespace, version))
    .flatMap((version) =>
      rulesOf(namespace, version).map((rule, at) => {
        const [name, value] = routingRuleLine(namespace, version, rule);
        return { key: `${version} ${at}`, name, value };
      }),
    );

/** The tables beside the main one that keep routes, in the order of their numbers. */
export const shownTables = (
  namespace: Namespace,
): readonly { readonly table: number; readonly routes: readonly Route[] }[] =>
  tablesOf(namespace)
    .filter((table) => table !== MAIN)
    .sort((a, b) => a - b)
    .map((table) => ({ table, routes: routesOf(namespace, table) }))
    .filter(({ routes }) => routes.length > 0);
