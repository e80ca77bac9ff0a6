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
  const { sources, targets } = await questions.ends(world);
  const ask = { from: 'host1/constructor', to: 'host1/db', port: 5432, protocol: 'tcp' } as const;
  const answers = [
    await questions.reachRows(world, sources, targets),
    await questions.canReach(world, ask),
    await questions.exposure(world),
    await questions.findings(world),
    await questions.report(world),
    await questions.deviations(world, [{ from: '*', to: 'db', may: false }]),
    await questions.changes(world, world),
    await questions.whatIf(world, [{ place: 'host1', line: 'docker network connect __proto__ db' }]),
    await questions.sinceWhen(world, { seed: 1, commands: [] }, ask),
  ];
  for (const answer of answers) expect(structuredClone(answer)).toEqual(answer);
});
