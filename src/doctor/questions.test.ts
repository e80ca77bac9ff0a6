import { expect, test } from 'vitest';
import type { Intent } from '../world/intents.ts';
import type { Command } from '../history/history.ts';
import { imported } from '../shell/importing/host.fixture.ts';
import { labAfter } from '../shell/shell.fixture.ts';
import { compare } from './compare/compare.ts';
import { whatIf } from './compare/what-if.ts';
import { exposureOf } from './exposure/exposure.ts';
import { deviations } from './policy/policy.ts';
import type { AsyncGradual, Progress } from './gradual.ts';
import { canReach, sinceWhen } from './reach/ask.ts';

const host = (line: string): Command => ({ place: 'host1', line });

/** What ufw makes of `ufw default deny incoming` and `ufw allow 22/tcp`, in short. */
const UFW = [
  'iptables -N ufw-before-input',
  'iptables -N ufw-user-input',
  'iptables -A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  'iptables -A ufw-before-input -i lo -j ACCEPT',
  'iptables -A ufw-user-input -p tcp --dport 22 -j ACCEPT',
  'iptables -A INPUT -j ufw-before-input',
  'iptables -A INPUT -j ufw-user-input',
  'iptables -P INPUT DROP',
];

/** What comes of work that waits. */
async function ended<T>(work: AsyncGradual<T>): Promise<T> {
  for (;;) {
    const step = await work.next();
    if (step.done === true) return step.value;
  }
}

test('what is exposed, by which rule, and past which firewall', async () => {
  const { session } = await labAfter(
    'docker run -d --name db -p 5432:5432 postgres',
    'docker run -d --name own --network host busybox nc -lk -p 22',
    'docker run -d --name shut --network host busybox nc -lk -p 23',
    'docker run -d --name near -p 127.0.0.1:8080:80 nginx',
    ...UFW,
  );
  expect(exposureOf(session.world)).toMatchObject([
    {
      target: { to: 'db', port: 5432 },
      machine: 'host1',
      to: 'routed',
      why: { kind: 'published-rule', rule: { chain: 'DOCKER' } },
      database: 'PostgreSQL',
      past: { manager: 'ufw', chain: 'INPUT' },
    },
    { target: { to: 'own', port: 22 }, why: { kind: 'routed' } },
  ]);
});

test('whether, and why not', async () => {
  const { session } = await labAfter(
    'docker network create shop',
    'docker run -d --name web nginx',
    'docker run -d --name box --network shop busybox sleep 1d',
  );
  const ask = { from: 'host1/box', to: 'host1/web', port: 80, protocol: 'tcp' } as const;
  expect(canReach(session.world, ask)).toMatchObject({
    result: 'silent',
    why: { kind: 'isolation' },
    line: 'nc -zv -w 1 172.17.0.2 80',
  });
  expect(canReach(session.world, { ...ask, from: 'host1/nobody' })).toBeUndefined();
});

test('since which command', async () => {
  const commands = [
    host('docker run -d --name web -p 8080:80 nginx'),
    host('iptables -A DOCKER-USER -i eth0 -p tcp --dport 80 -j DROP'),
    host('docker network create other'),
  ];
  const ask = { from: 'client', to: '192.168.65.10', port: 8080, protocol: 'tcp' } as const;
  expect(await sinceWhen({ seed: 1, commands }, ask)).toEqual({
    command: { ...commands[1], index: 1 },
    rule: { ...commands[1], index: 1 },
  });
  expect(await sinceWhen({ seed: 1, commands: commands.slice(0, 1) }, ask)).toMatchObject({ command: { index: 0 } });
  expect(await sinceWhen({ seed: 1, commands }, { ...ask, port: 9 })).toEqual({});
});

test('who can talk that nobody meant to', async () => {
  const { session } = await labAfter(
    'docker run -d --name web nginx',
    'docker run -d --name db nginx',
    'docker run -d --name box busybox sleep 1d',
  );
  const probe = { kind: 'tcp', port: 80 } as const;
  const intents: readonly Intent[] = [
    { from: 'all', to: ['host1/db'], probe, meaning: 'must-not' },
    { from: ['host1/web'], to: ['host1/db'], probe, meaning: 'must' },
    { from: ['host1', 'nobody'], to: ['host1/db'], probe, meaning: 'either' },
    { from: ['client'], to: ['host1/web'], probe, meaning: 'must' },
    { from: ['host1/box'], to: ['host1/web'], probe: { kind: 'ping' }, meaning: 'must-not' },
  ];
  const told: Progress[] = [];
  const work = deviations(session.world, intents);
  let step = work.next();
  for (; step.done !== true; step = work.next()) told.push(step.value);
  expect(step.value.map(({ from, to, reach }) => `${from.name} ${to.name} ${reach}`)).toEqual([
    'client web unreachable',
    'box db reached',
    'box web reached',
  ]);
  expect(told.map(({ done }) => done)).toEqual(told.map((_, at) => at + 1));
  expect(told.at(-1)).toMatchObject({ done: told.length, count: told.length });
});

test('what would happen if, and what changed', async () => {
  const { session } = await labAfter(
    'docker network create shop',
    'docker run -d --name web --network shop nginx',
    'docker run -d --name box busybox sleep 1d',
  );
  const { world } = session;
  const commands = [host('docker network connect shop box'), host('docker network connect nowhere box')];
  const { failed, reach, containers, networks } = await ended(whatIf(world, commands));
  expect(failed.map(({ line }) => line)).toEqual(['docker network connect nowhere box']);
  expect(reach.gained).toEqual([
    { from: 'box', to: 'web', port: 80, protocol: 'tcp', before: 'silent', after: 'answers' },
  ]);
  expect(reach.lost).toEqual([]);
  expect(networks).toEqual({ gained: [], lost: [] });
  expect(containers.gained).toEqual(['box busybox running bridge=172.17.0.2 shop=172.18.0.3']);
  const same = compare(world, world);
  for (const part of [same.networks, same.containers, same.ports, same.rules, same.reach])
    for (const list of Object.values(part)) expect(list).toEqual([]);
});

test('one host has one name in what changed, whatever place it has among others', async () => {
  const web = {
    ...{ id: 'a'.repeat(64), name: 'web', image: 'nginx', status: 'running', exposed: ['80/tcp'] },
    attachments: [{ network: 'bridge' }],
  };
  const [one, other] = [
    { name: 'srv', containers: [web] },
    {
      name: 'new',
      containers: [{ ...web, id: 'b'.repeat(64), attachments: [{ network: 'bridge', ipv4: '172.17.0.9' }] }],
    },
  ];
  const before = await imported({ version: 1, hosts: [one] });
  const after = await imported({ version: 1, hosts: [other, one] });
  const { networks, containers, ports, reach } = compare(before, after);
  expect(containers.lost).toEqual([]);
  expect(containers.gained).toEqual([expect.stringMatching(/^new\/web /)]);
  expect([networks.lost, ports.lost, reach.lost]).toEqual([[], [], []]);
  expect(new Set(networks.gained.map((each) => each.split('/')[0]))).toEqual(new Set(['new']));
  expect(reach.gained.every(({ from, to }) => /new/.test(`${from} ${to}`))).toBe(true);
});
