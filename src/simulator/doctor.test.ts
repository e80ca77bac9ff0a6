import { expect, test } from 'vitest';
import type { Progress } from '../doctor/gradual.ts';
import { labAfter } from '../shell/shell.fixture.ts';
import { questions } from './questions.ts';
import { localSimulator } from './simulator.fixture.ts';
import { Ended } from './simulator.ts';

test('what is asked of a world is answered by plain data, which passes between threads', async () => {
  const { session } = await labAfter(
    'docker network create __proto__',
    'docker run -d --name constructor --network __proto__ -p 8080:80 nginx',
    'docker run -d --name db -p 5432:5432 postgres',
  );
  const { world } = session;
  const simulator = localSimulator();
  const ask = { from: 'host1/constructor', to: 'host1/db', port: 5432, protocol: 'tcp' } as const;
  const intents = [{ from: 'all', to: ['host1/db'], probe: { kind: 'ping' }, meaning: 'must-not' }] as const;
  expect(structuredClone(await questions.ends(world))).toEqual(await questions.ends(world));
  const answers = [
    await simulator.ask('canReach', world, ask),
    await simulator.ask('exposure', world),
    await simulator.ask('findings', world),
    await simulator.ask('report', world, Infinity, intents),
    await simulator.ask('deviations', world, intents),
    await simulator.ask('changes', world, world),
    await simulator.ask('whatIf', world, [{ place: 'host1', line: 'docker network connect __proto__ db' }]),
    await simulator.ask('sinceWhen', world, { seed: 1, commands: [] }, ask),
    await simulator.ask('composed', world, [{ name: 'compose.yaml', text: 'services: { db: { image: postgres } }' }]),
  ];
  for (const answer of answers) expect(typeof answer).toBe('object');
  expect(answers[3]).toMatchObject({ deviations: answers[4] });
});

test('a long answer tells how far it is, and can be stopped; what is asked after it is answered', async () => {
  const { session } = await labAfter(
    ...Array.from({ length: 12 }, (_, at) => `docker run -d --name c${at} -p ${8000 + at}:80 nginx`),
  );
  const { world } = session;
  const simulator = localSimulator();
  const told: Progress[] = [];
  await simulator.follow({ hear: (progress) => told.push(progress) }, 'changes', world, world);
  expect(told.length).toBeGreaterThan(0);
  expect(told.every(({ done, count }) => done <= count && count === 28)).toBe(true);
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));

  const controller = new AbortController();
  const long = simulator.follow({ hear: () => controller.abort(), signal: controller.signal }, 'whatIf', world, [
    { place: 'host1', line: 'docker rm -f c0' },
  ]);
  const waiting = new AbortController();
  const next = simulator.follow({ signal: waiting.signal }, 'findings', world);
  waiting.abort();
  const last = simulator.ask('ends', world);
  await expect(long).rejects.toEqual(new Ended('interrupted'));
  await expect(next).rejects.toEqual(new Ended('interrupted'));
  expect((await last).sources).toHaveLength(14);
});
