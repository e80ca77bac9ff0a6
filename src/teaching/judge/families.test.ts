import { expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import type { Check } from '../goal.ts';
import { on } from '../lesson.ts';
import { judge, worldAfter } from './judge.ts';
import { rosterOf } from './roster.ts';

const world = await worldAfter(
  createLab({ seed: 1 }),
  on(
    'host1',
    'docker network create --ipv6 --subnet 172.30.0.0/24 --subnet fd00:30::/64 six',
    'docker run -d --name web --network six nginx',
    'docker run -d --name box --network six busybox',
  ),
);

const holds = async (check: Check): Promise<boolean> => {
  const [verdict] = await judge(world, rosterOf(world), [{ check }]);
  return verdict?.held === true;
};

const asked = { kind: 'flow', from: 'host1/box', over: 'http', ends: 'reached', who: 'host1/web' } as const;

test('a place has addresses of both families', async () => {
  expect(await holds({ kind: 'address', of: 'host1/web', ip: '172.30.0.2' })).toBe(true);
  expect(await holds({ kind: 'address', of: 'host1/web', ip: 'fd00:30::2' })).toBe(true);
  expect(await holds({ kind: 'address', of: 'host1/web', ip: 'fd00:30::3' })).toBe(false);
});

test('a place is tried at its addresses of the family that is named, IPv4 where none is', async () => {
  const own = { seenAs: 'own' } as const;
  const [four, six] = [{ seenAs: '172.30.0.3' }, { seenAs: 'fd00:30::3' }];
  const place = 'host1/web';
  expect(await holds({ ...asked, ...four, to: { place } })).toBe(true);
  expect(await holds({ ...asked, ...six, to: { place, family: 6 } })).toBe(true);
  expect(await holds({ ...asked, ...six, to: { place, family: 6, network: 'six' } })).toBe(true);
  expect(await holds({ ...asked, ...own, to: { place, family: 6 } })).toBe(true);
  expect(await holds({ ...asked, ...four, to: { place, family: 6 } })).toBe(false);
});
