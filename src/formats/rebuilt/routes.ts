import { namespaceOf } from '../../kernel/kernel.ts';
import { isUsualRule, namesOf, routeOf, routeText, tablesFile } from '../../shell/importing/routes.ts';
import type { RouteFacts, StackFacts } from '../../snapshot/snapshot.ts';
import type { Change } from '../../world/imported.ts';
import type { World } from '../../world/world.ts';
import { line, note, withText } from './lines.ts';

const NAMES = '/etc/iproute2/rt_tables.d';

/** The routes and the rules of the routing policy that somebody entered. */
export function routeLines(
  world: World,
  namespaceId: string,
  facts: StackFacts,
  changes: readonly Change[],
): readonly string[] {
  const namespace = namespaceOf(world.kernel, namespaceId);
  const { routes = [], rules = [] } = facts;
  const texts = (only: Change['only']) =>
    changes.flatMap(({ what, only: where, text }) => (what === 'route' && where === only ? [text] : []));
  const byHand = new Set(texts('host'));
  const isOurs = (each: RouteFacts): boolean => {
    if (each.table === 'local' || each.protocol === 'kernel') return false;
    const route = routeOf(namespace, each);
    return each.table !== undefined || (route !== undefined && byHand.has(routeText(namespace, route)));
  };
  const file = tablesFile(namesOf(facts));
  return [
    ...(file === undefined ? [] : [line('mkdir', '-p', NAMES), withText(line('tee', `${NAMES}/host.conf`), file)]),
    ...texts('rebuilt').map((text) => line('ip', ...familyOf(text), 'route', 'del', ...text.split(' '))),
    ...routes.filter(isOurs).map((each) => line(...routeWords(each))),
    ...rules
      .filter((each) => !isUsualRule(each))
      .map(({ family, priority, words }) =>
        line('ip', ...(family === 6 ? ['-6'] : []), 'rule', 'add', ...words, 'priority', priority),
      ),
    ...(routes.length > 0 ? defaults(routes) : []),
  ];
}

const familyOf = (text: string): readonly string[] => (text.includes(':') ? ['-6'] : []);

/** How a host leaves its own LAN is not another's way. */
const defaults = (routes: readonly RouteFacts[]): readonly string[] =>
  routes
    .filter(
      ({ destination, table, protocol }) => destination === 'default' && table === undefined && protocol !== 'kernel',
    )
    .map(({ via, device }) =>
      note(
        `Its way out: default${via === undefined ? '' : ` via ${via}`}${device === undefined ? '' : ` dev ${device}`}.`,
      ),
    );

function routeWords({
  family,
  type,
  destination,
  via,
  device,
  hops = [],
  source,
  scope,
  metric,
  mtu,
  onlink,
  table,
}: RouteFacts) {
  const way = (hop: { via?: string; device?: string }) => [
    ...(hop.via === undefined ? [] : ['via', hop.via]),
    ...(hop.device === undefined ? [] : ['dev', hop.device]),
  ];
  const leads = type === undefined || type === 'unicast';
  return [
    ...['ip', ...(family === 6 ? ['-6'] : []), 'route', 'add', ...(leads ? [] : [type]), destination],
    ...(leads && hops.length === 0
      ? way({ ...(via !== undefined && { via }), ...(device !== undefined && { device }) })
      : []),
    ...(source === undefined ? [] : ['src', source]),
    ...(scope === undefined || scope === 'global' ? [] : ['scope', scope]),
    ...(metric === undefined ? [] : ['metric', metric]),
    ...(mtu === undefined ? [] : ['mtu', mtu]),
    ...(table === undefined ? [] : ['table', table]),
    ...(onlink ? ['onlink'] : []),
    ...hops.flatMap((hop) => ['nexthop', ...way(hop), 'weight', hop.weight ?? 1]),
  ];
}
