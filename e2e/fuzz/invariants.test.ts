import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';
import type { World } from '../../src/world/world.ts';
import { traceProblems, worldProblems } from './checks.ts';
import { commands } from './commands.ts';
import { commandsOnHosts } from './host-lines.ts';
import { replay } from '../../src/history/replay.ts';

const RUNS = 20;
const BOTH = ['host1', 'host2'];

test.each([
  ['on one host', commands],
  ['over hosts', commandsOnHosts],
] as const)(
  'no commands, valid or not, break anything %s',
  async (_, drawn) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), drawn, async (seed, list) => {
        const session = openSession(createLab({ seed }), { inPlace: true });
        for (const { place, line } of list) {
          const { exit, traces } = await execute(session, place, line);
          expect(Number.isInteger(exit)).toBe(true);
          expect([...traces.flatMap(traceProblems), ...worldProblems(session.world)]).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);

test('what a swarm and its networks made goes with them', async () => {
  const ends = ['docker swarm leave --force', 'docker rm -f $(docker ps -aq)', 'docker network prune -f'];
  await fc.assert(
    fc.asyncProperty(fc.nat(1000), commandsOnHosts, async (seed, list) => {
      const session = openSession(createLab({ seed, hosts: ['host1', 'host2'] }), { inPlace: true });
      const linksOf = (host: string) => Object.keys(session.world.kernel.namespaces[host]?.names ?? {});
      const before = Object.keys(session.world.kernel.namespaces);
      for (const { place, line } of [...list, ...BOTH.flatMap((place) => ends.map((line) => ({ place, line })))])
        await execute(session, place, line);
      expect(Object.keys(session.world.kernel.namespaces)).toEqual(before);
      for (const host of BOTH) expect(linksOf(host)).toEqual(['lo', 'eth0', 'docker0']);
    }),
    { numRuns: RUNS },
  );
}, 120_000);

test.each([
  ['on one host', commands],
  ['over hosts', commandsOnHosts],
] as const)(
  'the world after some of the commands is what those alone make %s',
  async (_, drawn) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), drawn, fc.nat(), async (seed, list, at) => {
        const kept = at % list.length;
        const session = openSession(createLab({ seed }));
        let before: World = session.world;
        for (const [i, { place, line }] of list.entries()) {
          if (i === kept) before = session.world;
          await execute(session, place, line);
        }
        const alone = await replay({ seed, commands: list.slice(0, kept) });
        expect(JSON.parse(JSON.stringify(before))).toEqual(JSON.parse(JSON.stringify(alone)));
        const [one, two] = [await replay({ seed, commands: list }), await replay({ seed, commands: list })];
        expect(JSON.stringify(one)).toBe(JSON.stringify(two));
        expect(JSON.parse(JSON.stringify(session.world))).toEqual(JSON.parse(JSON.stringify(one)));
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);
