import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../shell/run.ts';
import { createLab } from '../../world/lab.ts';
import { matching, thingsOf, type Thing } from './things.ts';

let things: readonly Thing[];

beforeAll(async () => {
  let world = createLab({ seed: 1 });
  for (const line of [
    'docker network create shop',
    'docker run -d --name web -p 8080:80 nginx',
    'docker run -d --name api --network shop --network-alias backend node:20',
    'docker run -d --name website --network shop nginx',
  ])
    world = (await run(world, 'host1', line)).world;
  things = thingsOf(world);
});

const found = (query: string) => matching(things, query).map(({ thing }) => thing.name);
const idOf = (name: string) =>
  things.find((thing) => thing.name === name)?.terms.find((term) => term.length === 64) ?? '';

describe('what is found', () => {
  test.each([
    ['by name, those that begin with it first', 'web', ['web', 'website']],
    ['by a part of the name', 'ite', ['website']],
    ['by address', '172.17.0.2', ['web']],
    ['by alias', 'backend', ['api']],
    ['by image', 'node:20', ['api']],
    ['by published port', '8080', ['web']],
    ['by subnet', '172.18.0.0/16', ['shop']],
    ['by several words', 'web nginx', ['web', 'website']],
    ['in any case', 'SHOP', ['shop']],
    ['a machine by its address', '192.168.65.50', ['client']],
    ['nothing', 'nosuch', []],
  ])('%s: %s', (_what, query, names) => {
    expect(found(query)).toEqual(names);
  });

  test('by the id that docker prints', () => {
    expect(found(idOf('api').slice(0, 12))).toEqual(['api']);
  });

  test('by its host, where there are several', async () => {
    let world = createLab({ seed: 1, hosts: ['host1', 'host2'] });
    for (const host of ['host1', 'host2']) world = (await run(world, host, 'docker run -d --name web nginx')).world;
    const [only, ...others] = matching(thingsOf(world), 'web host2');
    expect(only?.thing).toMatchObject({ selection: { machine: 'host2' }, note: 'nginx · host2' });
    expect(others).toEqual([]);
  });

  test('all, where nothing is asked', () => {
    expect(found('')).toHaveLength(things.length);
  });

  test('and by what it was found, where that is not the name', () => {
    expect(matching(things, 'backend')[0]?.term).toBe('backend');
    expect(matching(things, 'api')[0]).not.toHaveProperty('term');
  });
});
