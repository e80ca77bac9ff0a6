import { expect, test } from 'vitest';
import { labAfter } from '../../../shell/shell.fixture.ts';
import { namespaceOf } from '../../../kernel/kernel.ts';
import { routeRows, ruleRows, shownTables } from './route-rows.ts';

const host = async (...lines: readonly string[]) =>
  namespaceOf((await labAfter(...lines)).session.world.kernel, 'host1');

test('a namespace with the usual rules shows no rules and no further table', async () => {
  const namespace = await host();
  expect(ruleRows(namespace)).toEqual([]);
  expect(shownTables(namespace)).toEqual([]);
});

test('rules, further tables and every next hop of a route are shown', async () => {
  const namespace = await host(
    'ip rule add from 10.1.0.0/16 fwmark 0x5 table 77 priority 900',
    'ip route add default table 77 nexthop via 192.168.65.1 dev eth0 weight 2 nexthop via 192.168.65.50 dev eth0',
    'ip route add blackhole 10.9.0.0/16 table 78',
    'ip -6 rule add to 2001:db8::/32 prohibit priority 5',
  );
  const rules = ruleRows(namespace).map(({ name, value }) => `${name} ${value as string}`);
  expect(rules).toEqual([
    '0 from all lookup local',
    '900 from 10.1.0.0/16 fwmark 0x5 lookup 77',
    '32766 from all lookup main',
    '32767 from all lookup default',
    '0 from all lookup local',
    '5 from all to 2001:db8::/32 prohibit',
    '32766 from all lookup main',
  ]);
  const tables = shownTables(namespace).map(({ table, routes }) => [
    table,
    ...routeRows(namespace, routes).map(({ name, value }) => `${name} ${value as string}`),
  ]);
  expect(tables).toEqual([
    [77, 'default nexthop via 192.168.65.1 dev eth0 weight 2 nexthop via 192.168.65.50 dev eth0 weight 1'],
    [78, '10.9.0.0/16 blackhole'],
  ]);
});
