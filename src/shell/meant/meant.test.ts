import { expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import { LAN, type World } from '../../world/world.ts';
import { run } from '../run.ts';
import { meant } from './meant.ts';
import { near } from './spelling.ts';

const worldAfter = async (...lines: readonly (readonly [place: string, line: string])[]): Promise<World> => {
  let world: World = createLab({ seed: 1 });
  for (const [place, line] of lines) world = (await run(world, place, line)).world;
  return world;
};

const lab = () =>
  worldAfter(
    ...[
      'docker network create backend',
      'docker run -d --name web nginx',
      'docker run -d --name database --network backend postgres',
      'docker create --name waits nginx',
    ].map((line) => ['host1', line] as const),
  );

test('a word is near to another by letters left out, added, changed and swapped, of a short one by a single one', () => {
  const words = ['run', 'start', 'network', 'rm', 'inspect'];
  expect(near('rnu', words)).toEqual(['run']);
  expect(near('netwrok', words)).toEqual(['network']);
  expect(near('inspekt', words)).toEqual(['inspect']);
  expect(near('strat', words)).toEqual(['start']);
  expect(near('run', words)).toEqual([]);
  expect(near('xyz', words)).toEqual([]);
  expect(near('r', words)).toEqual([]);
});

test.each([
  ['dokcer ps', 'docker ps'],
  ['docker rnu -d nginx', 'docker run -d nginx'],
  ['docker network creat front', 'docker network create front'],
  ['docker run -d --nmae x nginx', 'docker run -d --name x nginx'],
  ['docker run -d --netwrok=backend nginx', 'docker run -d --network=backend nginx'],
  ['docker run -d --network=bakcend nginx', 'docker run -d --network=backend nginx'],
  ['docker run -d --network bakcend nginx', 'docker run -d --network backend nginx'],
  ['docker run -d -p 8080:80 ngnix', 'docker run -d -p 8080:80 nginx'],
  ['docker stop wbe', 'docker stop web'],
  ['docker exec databse hostname', 'docker exec database hostname'],
  ['dokcer rnu -d ngnix', 'docker run -d nginx'],
  ['iptabels -L -n', 'iptables -L -n'],
  ['ip adr show', 'ip adr show'],
  ['docker ps | grpe web', 'docker ps | grep web'],
  ['docker compsoe version', 'docker compose version'],
])('%s', async (line, expected) => {
  const meanings = await meant(await lab(), 'host1', line);
  expect(meanings.map((each) => each.line)).toEqual(line === expected ? [] : [expected]);
});

test('a container that does not run is started first', async () => {
  expect(await meant(await lab(), 'host1', 'docker exec waits hostname')).toEqual([
    { why: 'stopped', place: 'host1', line: 'docker start waits && docker exec waits hostname' },
  ]);
});

test('what only another host has is meant there', async () => {
  const world = await worldAfter(['host1', 'docker run -d --name web nginx'], [LAN, 'add host host2']);
  expect(await meant(world, 'host2', 'docker stop web')).toEqual([
    { why: 'elsewhere', place: 'host1', line: 'docker stop web' },
  ]);
});

test.each([
  [
    'docker run -d -p 3306:3306 --name db mariadb:11',
    ['docker run -d -p 3306:3306 --name db mysql', 'add image mariadb:11'],
  ],
  ['docker run -d bitnami/postgresql', ['docker run -d postgres', 'add image bitnami/postgresql']],
  ['docker create --network backend nginx:1.27', ['docker create --network backend nginx', 'add image nginx:1.27']],
  ['docker run -d mongo', ['add image mongo']], // nothing of the lab serves its port
  ['docker run --rm python:3.12 hostname', ['docker run --rm ubuntu hostname', 'add image python:3.12']],
  ['docker pull caddy', ['docker run -d nginx', 'add image caddy']],
  ['docker run -d somebody/unheard-of', []],
  ['docker run -d --name web mongo:7', ['add image mongo:7']],
])('for want of an image, %s', async (line, expected) => {
  expect((await meant(await lab(), 'host1', line)).map((each) => each.line)).toEqual(expected);
});

test.each([
  'curl -m 1 http://172.17.0.99/', // fails, but nothing is misspelt
  'docker rm web', // it runs
  "grep 'dokcer' /etc/hosts",
  'docker run -d --name web nginx', // the name is taken
  'nosuchcommandatall --at all',
  '',
  '|||',
])('nothing is offered for %s', async (line) => {
  expect(await meant(await lab(), 'host1', line)).toEqual([]);
});
