import { expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import { on } from '../lesson.ts';
import { judge, worldAfter } from './judge.ts';

const hello = 'docker run -d --network shop --network-alias hello';

test.each([
  [[`${hello} nginx`, `${hello} httpd`], 'held'],
  [[`${hello} nginx`, `${hello} busybox`], 'refused'],
  [[`${hello} nginx`], 'resolves-to'],
  [
    [
      'docker network create more',
      'docker network connect more box',
      `${hello} --name web nginx`,
      'docker network connect more web',
      "docker exec box sh -c 'echo 172.18.0.3 hello >> /etc/hosts; echo 172.19.0.3 hello >> /etc/hosts'",
    ],
    'answered-twice-by',
  ],
])('each address of a name is answered, and by a place of its own: %j', async (lines, expected) => {
  const start = on('host1', 'docker network create shop', 'docker run -d --name box --network shop busybox');
  const world = await worldAfter(createLab({ seed: 1 }), [...start, ...on('host1', ...lines)]);
  const [verdict] = await judge(world, {}, [
    { check: { kind: 'name', at: 'host1/box', name: 'hello', count: 2, answeredAt: 80 } },
  ]);
  expect(verdict?.held === true ? 'held' : verdict?.found?.key).toBe(expected);
});
