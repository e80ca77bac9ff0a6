import { expect, test } from 'vitest';
import { labAfter } from '../shell/shell.fixture.ts';
import { questions } from './questions.ts';

test('what is asked of a world is answered by plain data, which passes between threads', async () => {
  const { session } = await labAfter(
    'docker network create __proto__',
    'docker run -d --name constructor --network __proto__ -p 8080:80 nginx',
    'docker run -d --name db -p 5432:5432 postgres',
  );
  const { world } = session;
  const { sources, targets } = questions.ends(world);
  const ask = { from: 'host1/constructor', to: 'host1/db', port: 5432, protocol: 'tcp' } as const;
  const answers = [
    questions.reachRows(world, sources, targets),
    questions.canReach(world, ask),
    questions.exposure(world),
    questions.findings(world),
    questions.report(world),
    questions.deviations(world, [{ from: '*', to: 'db', may: false }]),
    questions.changes(world, world),
    await questions.whatIf(world, [{ place: 'host1', line: 'docker network connect __proto__ db' }]),
    await questions.sinceWhen(world, { seed: 1, commands: [] }, ask),
  ];
  for (const answer of answers) expect(structuredClone(answer)).toEqual(answer);
});
