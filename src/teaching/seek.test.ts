import { expect, test } from 'vitest';
import type { Command } from '../history/history.ts';
import { createLab } from '../world/lab.ts';
import type { Find } from './find.ts';
import { worldAfter } from './judge/judge.ts';
import { on } from './lesson.ts';
import { isSought } from './find.ts';
import { seek } from './seek.ts';

const published = on('host1', 'docker run -d --name web -p 8080:80 nginx');
const fromClient = on('client', 'curl -s -m 2 http://192.168.65.10:8080');
const second = on('host1', 'docker network create --subnet 10.9.0.0/24 shop', 'docker network connect shop web');

type Given = readonly [build: readonly Command[], find: Find, typed: readonly string[], thing?: object];
type Case = readonly [name: string, ...Given];

const found: readonly Case[] = [
  [
    'an address, with its length or without',
    published,
    { what: 'address', of: 'host1/web' },
    ['172.17.0.2', '172.17.0.2/16', ' 172.17.0.2 '],
    { kind: 'place', place: 'host1/web' },
  ],
  [
    'an address on a network',
    [...published, ...second],
    { what: 'address', of: 'host1/web', network: 'shop' },
    ['10.9.0.2/24'],
  ],
  ['a gateway', published, { what: 'gateway', of: 'host1/web' }, ['172.17.0.1']],
  [
    'a bridge',
    published,
    { what: 'bridge', at: 'host1', network: 'bridge' },
    ['docker0'],
    { kind: 'network', machine: 'host1', name: 'bridge' },
  ],
  ['a port of the host', published, { what: 'host-port', of: 'host1/web', port: 80 }, ['8080']],
  [
    'the rule that translates the first packet',
    published,
    { what: 'rule', commands: fromClient, at: 'host1', table: 'nat' },
    ['2'],
  ],
  [
    'the rule that lets it pass',
    published,
    { what: 'rule', commands: fromClient, at: 'host1', table: 'filter' },
    ['1'],
  ],
  ['a name server', published, { what: 'resolver', of: 'host1/web' }, ['203.0.113.53']],
];

const rows = found.map(([name, ...given]) => ({ name, given }));

test.each(rows)('$name', async ({ given: [build, find, typed, thing] }) => {
  const sought = await seek(await worldAfter(createLab({ seed: 1 }), build), find);
  expect(sought?.asks.key).toBe(find.what);
  for (const each of typed) expect(sought && isSought(sought, each)).toBe(true);
  for (const other of ['', '1.2.3.4', 'web']) expect(sought && isSought(sought, other)).toBe(false);
  if (thing !== undefined) expect(sought?.thing).toEqual(thing);
});

test('a MAC address, in letters of either case', async () => {
  const build = on('host1', 'docker run -d --name web --mac-address 02:42:c0:a8:41:c8 nginx');
  const sought = await seek(await worldAfter(createLab({ seed: 1 }), build), { what: 'mac', of: 'host1/web' });
  expect(sought && isSought(sought, '02:42:C0:A8:41:C8')).toBe(true);
});

test('the host’s end of a cable is the one that leads to the container', async () => {
  const world = await worldAfter(createLab({ seed: 1 }), [
    ...published,
    ...on('host1', 'docker run -d --name box busybox'),
  ]);
  const sought = await seek(world, { what: 'peer', of: 'host1/web' });
  const thing = sought?.thing;
  if (thing?.kind !== 'device') throw new Error('no device');
  const link = world.kernel.namespaces[thing.namespace]?.links[thing.index];
  expect(sought?.accepts).toContain(link?.name);
  expect(
    link?.kind === 'veth' &&
      world.kernel.namespaces[link.peer.namespace]?.links[link.peer.index]?.addresses[0]?.address,
  ).toBe('172.17.0.2');
});

const missing: readonly (readonly [string, Find])[] = [
  ['nobody', { what: 'address', of: 'host1/gone' }],
  ['no cable', { what: 'peer', of: 'client' }],
  ['no such network', { what: 'bridge', at: 'host1', network: 'gone' }],
  ['a port that is not published', { what: 'host-port', of: 'host1/web', port: 81 }],
  ['a rule of no chain that it comes to', { what: 'rule', commands: fromClient, at: 'client', table: 'nat' }],
];

test.each(missing)('not to be found: %s', async (_name, find) => {
  expect(await seek(await worldAfter(createLab({ seed: 1 }), published), find)).toBeUndefined();
});
