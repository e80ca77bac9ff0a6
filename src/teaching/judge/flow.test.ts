import { expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import type { FlowCheck } from '../goal.ts';
import { on } from '../lesson.ts';
import { judge, worldAfter } from './judge.ts';

const toItsPort: FlowCheck = {
  kind: 'flow',
  from: 'client',
  over: 'http',
  to: '192.168.65.10',
  port: { of: 'host1/web', published: 80 },
  ends: 'reached',
  who: 'host1/web',
};

async function found(line: string, check: FlowCheck) {
  const world = await worldAfter(createLab({ seed: 1 }), on('host1', line));
  const [verdict] = await judge(world, {}, [{ check }]);
  return verdict?.held === true ? 'held' : verdict?.found?.key;
}

test.each([
  ['docker run -d --name web -P nginx', 'held'],
  ['docker run -d --name web -p 127.0.0.1::80 -p 8080:80 nginx', 'held'],
  ['docker run -d --name web -p 127.0.0.1::80 nginx', 'refused'],
  ['docker run -d --name web -p 8080:81 nginx', 'not-published'],
  ['docker run -d --name web -p 80/udp nginx', 'not-published'],
  ['docker run -d --name web nginx', 'not-published'],
])('a flow to the port by which a container is published: %s', async (line, expected) => {
  expect(await found(line, toItsPort)).toBe(expected);
});

test.each([
  ['docker run -d --name web nginx', 'held'],
  ['docker run -d --name web -p 127.0.0.1::80 nginx', 'held'],
  ['docker run -d --name web -p 127.0.0.1::80 -p 8080:80 nginx', 'reached'],
])('what is not to be reached at any published port: %s', async (line, expected) => {
  expect(await found(line, { ...toItsPort, ends: 'fails' })).toBe(expected);
});
