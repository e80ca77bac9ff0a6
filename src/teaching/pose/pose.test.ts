import { expect, test } from 'vitest';
import type { Command } from '../../history/history.ts';
import { createLab } from '../../world/lab.ts';
import { worldAfter } from '../judge/judge.ts';
import { on } from '../lesson.ts';
import type { Ask, Option, Posed } from '../question.ts';
import { cases, fromClient, get, published, type Case } from './cases.table.ts';
import { pose } from './pose.ts';

/** An answer as it is shown: its key, and what it names. */
const shown = ({ text: { key, values } }: Option): string => [key, ...Object.values(values)].join(' ');

async function posed(
  { build, commands, ask }: Pick<Case, 'build' | 'commands' | 'ask'>,
  seed = 1,
): Promise<Posed | undefined> {
  return pose(await worldAfter(createLab({ seed }), build), { commands, ask });
}

test.each(cases)('$ask.about: $name', async ({ right, wrong = [], because, ...asked }) => {
  const { options = [], right: id, hop } = (await posed(asked)) ?? {};
  const answer = options.find((option) => option.id === id);
  expect(answer && shown(answer)).toBe(right);
  expect(answer?.because.key).toBe(because);
  const others = options.filter((option) => option !== answer);
  expect(others.map(shown)).toEqual(expect.arrayContaining([...wrong]));
  expect(others.every(({ because: { key } }) => key.startsWith('needs-'))).toBe(true);
  expect(options.length).toBeLessThanOrEqual(5);
  if (asked.ask.about in ofTraffic) expect(hop).toBeGreaterThanOrEqual(0);
});

const ofTraffic: Partial<Record<Ask['about'], true>> = {
  end: true,
  lost: true,
  answerer: true,
  'seen-source': true,
  'destination-at': true,
  'next-device': true,
  'base-chain': true,
  'asked-by-arp': true,
  'tunnel-port': true,
};

test('the order comes from the seed, and the right one is not always first', async () => {
  const asked = { build: published, commands: fromClient, ask: { about: 'base-chain', at: 'host1' } as const };
  const rights: (string | undefined)[] = [];
  for (let seed = 1; seed <= 12; seed += 1) {
    const first = await posed(asked, seed);
    expect(await posed(asked, seed)).toEqual(first);
    rights.push(first?.right);
  }
  expect(new Set(rights).size).toBeGreaterThan(2);
});

test('of the addresses of who sends, only the one that it sends from would be seen without NAT', async () => {
  const { options = [] } =
    (await posed({ build: published, commands: get('host1', '127.0.0.1:8080'), ask: { about: 'seen-source' } })) ?? {};
  const because = options.map(({ text, because: { key } }) => [text.values['address'], key]);
  expect(because).toContainEqual(['127.0.0.1', 'needs-own-source']);
  expect(because).toContainEqual(['192.168.65.10', 'needs-other-source']);
});

test('numbers are offered as they are counted', async () => {
  const ask = { about: 'counted', at: 'host1', table: 'filter', chain: 'DOCKER', number: 1 } as const;
  for (let seed = 1; seed <= 6; seed += 1) {
    const { options = [] } = (await posed({ build: published, commands: fromClient, ask }, seed)) ?? {};
    const numbers = options.map(({ text }) => Number(text.values['n']));
    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

const nowhere: readonly (readonly [string, Ask, readonly Command[]])[] = [
  ['no such container', { about: 'interfaces', of: 'host1/gone' }, []],
  ['one that does not run', { about: 'resolver', of: 'host1/idle' }, []],
  ['no traffic', { about: 'lost' }, on('host1', 'true')],
  ['nobody answers', { about: 'seen-source' }, get('host1', '192.168.65.77')],
  ['it does not come by', { about: 'next-device', at: 'client' }, get('host1', '203.0.113.10')],
  [
    'a chain that it does not come to',
    { about: 'destination-at', at: 'host1', chain: 'DOCKER-USER' },
    get('host1', '127.0.0.1'),
  ],
  [
    'no such rule',
    { about: 'counted', at: 'host1', table: 'filter', chain: 'INPUT', number: 3 },
    get('host1', '203.0.113.10'),
  ],
  ['no tunnel', { about: 'tunnel-port' }, get('host1', '203.0.113.10')],
  ['no name', { about: 'name-server' }, get('host1', '203.0.113.10')],
  ['no such host', { about: 'running', at: 'client', names: ['a'] }, []],
];

test.each(nowhere)('it cannot be asked: %s', async (_why, ask, commands) => {
  const build = on('host1', 'docker create --name idle busybox');
  expect(await posed({ build, commands, ask })).toBeUndefined();
});
