import { expect, test } from 'vitest';
import { createLab } from '../../../world/lab.ts';
import { execute } from '../../run.ts';
import { openSession } from '../../session.ts';

const FILE = [
  'services:',
  '  db: { image: postgres, networks: [back], volumes: ["data:/data"] }',
  '  api: { image: traefik/whoami, depends_on: [db], networks: [front, back], deploy: { replicas: 2 } }',
  '  web: { image: nginx, depends_on: [api], networks: [front], ports: ["8080:80"] }',
  'networks: { front: {}, back: { internal: true } }',
  'volumes: { data: {} }',
];

function lab() {
  const session = openSession(createLab({ seed: 5 }));
  const host1 = async (line: string) => execute(session, 'host1', line, { fresh: true });
  return { host1 };
}

test('up twice changes nothing, and down -v leaves what stood before', async () => {
  const { host1 } = lab();
  const state = async () => (await host1('docker ps -aq --no-trunc; docker network ls -q; docker volume ls -q')).stdout;
  const before = await state();
  await host1(
    `mkdir -p /tmp/shop; printf '%s\\n' ${FILE.map((line) => `'${line}'`).join(' ')} > /tmp/shop/compose.yaml`,
  );
  const up = await host1('cd /tmp/shop && docker compose up -d');
  expect([up.exit, up.stderr]).toEqual([0, expect.stringContaining(' Container shop-web-1  Started\n')]);
  const stands = await state();
  const again = await host1('cd /tmp/shop && docker compose up -d');
  expect(again.stderr.split('\n').filter((line) => line !== '' && !line.endsWith('Running'))).toEqual([]);
  expect(await state()).toBe(stands);
  expect((await host1('cd /tmp/shop && docker compose down -v -t 0')).exit).toBe(0);
  expect(await state()).toBe(before);
}, 60_000);

test('a refusal is one line, and an unknown command shows the help', async () => {
  const { host1 } = lab();
  const flag = await host1('docker compose up --detached');
  expect([flag.exit, flag.stdout, flag.stderr]).toEqual([1, '', 'unknown flag: --detached\n']);
  const word = await host1('docker-compose upp');
  expect([word.exit, word.stderr]).toEqual([1, 'unknown docker command: "compose upp"\n']);
  expect(word.stdout).toContain('Define and run multi-container applications with Docker');
}, 60_000);
