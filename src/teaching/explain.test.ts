import { expect, test } from 'vitest';
import type { Command } from '../history/history.ts';
import { createLab } from '../world/lab.ts';
import { explain } from './explain.ts';
import type { Check } from './goal.ts';
import { worldAfter } from './judge/judge.ts';
import { on } from './lesson.ts';

const both = on('host1', 'docker run -d --name web nginx', 'docker run -d --name box busybox');
const published = on('host1', 'docker run -d --name web -p 8080:80 nginx');
const byName: Check = { kind: 'flow', from: 'host1/box', over: 'http', to: 'web', ends: 'reached' };
const byAddress: Check = { kind: 'flow', from: 'host1/box', over: 'http', to: { place: 'host1/web' }, ends: 'reached' };
const fromClient: Check = {
  kind: 'flow',
  from: 'client',
  over: 'http',
  to: '192.168.65.10',
  port: 8080,
  ends: 'reached',
};

const why = async (build: readonly Command[], check: Check) =>
  (await explain(await worldAfter(createLab({ seed: 1 }), build), { check }))?.kind;

const cases: readonly (readonly [string, readonly Command[], Check, string | undefined])[] = [
  ['a flow that fails', both, byName, 'name-default-bridge'],
  ['a flow that holds', both, byAddress, undefined],
  ['a port where nothing is', both, fromClient, 'nothing-listens-at-all'],
  ['the first of all that fails', both, { kind: 'all', of: [byAddress, byName, fromClient] }, 'name-default-bridge'],
  ['any of which none holds', both, { kind: 'any', of: [fromClient, byName] }, 'nothing-listens-at-all'],
  ['a name', both, { kind: 'name', at: 'host1/box', name: 'web' }, 'name-default-bridge'],
  [
    'what a command needs',
    both,
    { kind: 'output', at: 'host1/box', line: 'ping -c 1 -W 1 web', exit: 'zero' },
    'name-default-bridge',
  ],
  [
    'what happens after some commands',
    published,
    { kind: 'after', commands: on('host1', 'sysctl -w net.ipv4.ip_forward=0'), then: fromClient },
    'forwarding-off',
  ],
  ['traffic that has to fail', both, { ...byAddress, ends: 'fails' }, undefined],
  ['what is not', both, { kind: 'not', that: byAddress }, undefined],
  ['what is no traffic', both, { kind: 'container', of: 'host1/db', state: 'running' }, undefined],
  ['a sender that is not there', [], byName, undefined],
];

test.each(cases)('%s', async (_name, build, check, kind) => {
  expect(await why(build, check)).toBe(kind);
});
