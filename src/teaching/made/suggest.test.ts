import { expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import { judge, worldAfter } from '../judge/judge.ts';
import { rosterOf } from '../judge/roster.ts';
import { on } from '../lesson.ts';
import { suggested } from './suggest.ts';

const start = () =>
  worldAfter(
    createLab({ seed: 1 }),
    on(
      'host1',
      'docker network create red',
      'docker network create blue',
      'docker run -d --name web --network red nginx',
      'docker run -d --name box --network blue busybox',
    ),
  );

test('what a solution changed is offered as goals, which hold at its end and not at its start', async () => {
  const before = await start();
  const after = await worldAfter(before, on('host1', 'docker network connect red box', 'docker network create green'));
  const goals = suggested(before, after);
  expect(goals.map(({ check }) => check)).toEqual(
    expect.arrayContaining([
      { kind: 'container', of: 'host1/box', on: ['red'] },
      { kind: 'network', at: 'host1', name: 'green', exists: true },
      { kind: 'flow', from: 'host1/box', over: 'ping', to: { place: 'host1/web' }, ends: 'reached', who: 'host1/web' },
      {
        kind: 'flow',
        from: 'host1/box',
        over: 'tcp',
        port: 80,
        to: { place: 'host1/web' },
        ends: 'reached',
        who: 'host1/web',
      },
    ]),
  );
  const held = async (world: typeof after) =>
    (await judge(world, rosterOf(before), goals)).map((verdict) => verdict.held);
  expect(await held(after)).toEqual(goals.map(() => true));
  expect(await held(before)).toEqual(goals.map(() => false));
});

test('what went is offered too; where nothing changed nothing is', async () => {
  const before = await start();
  expect(suggested(before, before)).toEqual([]);
  const after = await worldAfter(before, on('host1', 'docker rm -f web', 'docker network rm red'));
  expect(suggested(before, after).map(({ check }) => check)).toEqual(
    expect.arrayContaining([
      { kind: 'container', of: 'host1/web', state: 'absent' },
      { kind: 'network', at: 'host1', name: 'red', exists: false },
    ]),
  );
});

test('a port that is published now is offered as one that others reach', async () => {
  const before = await start();
  const after = await worldAfter(before, on('host1', 'docker run -d --name shop -p 8080:80 nginx'));
  const goals = suggested(before, after);
  expect(goals.map(({ check }) => check)).toContainEqual({
    kind: 'flow',
    from: 'client',
    over: 'tcp',
    port: 8080,
    to: { place: 'host1' },
    ends: 'reached',
  });
  expect((await judge(after, rosterOf(before), goals)).filter(({ held }) => !held)).toEqual([]);
});
