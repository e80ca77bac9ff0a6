import { expect, test } from 'vitest';
import { reachedOf } from '../../src/doctor/reach/matrix.ts';
import { execute } from '../../src/shell/run.ts';
import { labAfter } from '../../src/shell/shell.fixture.ts';
import { sentenceOf } from './sentence.ts';
import { NoWorld, worldOf } from './world-of.ts';

const sentences = async (name: string, text: string): Promise<readonly string[]> =>
  [...reachedOf((await worldOf([{ name, text }])).world)].map(
    ({ from, target, result, why }) => `${from.name} ${target.to}:${target.port} ${result}: ${sentenceOf(why)}`,
  );

test('of a scenario', async () => {
  const all = await sentences('a.scenario', 'hosts: host1\nhost1$ docker run -d --name web -p 8080:80 nginx\n');
  expect(all).toContain(
    'lan web:8080 answers: Published: rule 2 of chain DOCKER on host1 sends it on to 172.17.0.2:80.',
  );
  for (const each of all) expect(each).not.toMatch(/[<{]/);
});

test('of a compose file', async () => {
  const all = await sentences('compose.yaml', 'services:\n  web:\n    image: nginx\n  box:\n    image: nginx\n');
  expect(all).toContain(
    'project-box-1 project-web-1:80 answers: Both are on the network project_default, whose bridge joins them.',
  );
});

test('of what docker inspect prints', async () => {
  const { session } = await labAfter(
    'docker network create shop',
    'docker run -d --name web --network shop -p 8080:80 nginx',
    'docker run -d --name box busybox sleep 1d',
  );
  const { stdout } = await execute(session, 'host1', 'docker inspect web box shop bridge');
  const all = await sentences('inspect.json', stdout);
  expect(all.find((each) => each.startsWith('lan web:8080'))).toMatch(/^lan web:8080 answers: Published: /);
  expect(all.find((each) => each.startsWith('box web:80 '))).toMatch(/^box web:80 silent: /);
});

test('of two hosts whose containers have the same address', async () => {
  const inspected = async (name: string): Promise<string> => {
    const { session } = await labAfter(`docker run -d --name ${name} nginx`);
    return (await execute(session, 'host1', `docker inspect ${name} bridge`)).stdout;
  };
  const files = [
    { name: 'alpha-inspect.json', text: await inspected('web') },
    { name: 'beta-inspect.json', text: await inspected('shop') },
  ];
  const all = [...reachedOf((await worldOf(files)).world)]
    .filter(({ target }) => target.address === '172.17.0.2')
    .map(({ from, target, result }) => `${from.name} ${target.to} ${result}`);
  for (const told of ['web web answers', 'host1 web answers', 'shop shop answers', 'host2 shop answers'])
    expect(all).toContain(told);
  for (const told of ['web shop', 'host1 shop', 'shop web', 'host2 web']) expect(all).toContain(`${told} unreachable`);
});

test('of what is neither', async () => {
  await expect(worldOf([{ name: 'x', text: 'hello' }])).rejects.toThrow(NoWorld);
  await expect(worldOf([])).rejects.toThrow(NoWorld);
  await expect(worldOf([{ name: 'compose.yaml', text: 'services: 3' }])).rejects.toThrow(NoWorld);
});
