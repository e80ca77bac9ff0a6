import { describe, expect, it } from 'vitest';
import { labAfter } from '../shell/shell.fixture.ts';
import { execute } from '../shell/run.ts';
import { joinTraces } from '../kernel/join-traces.ts';
import { switchesOf } from './moments.ts';
import { durationsOf, grains, stepAt, stepsOf } from './steps.ts';

async function traffic() {
  const { session } = await labAfter('docker run -d --name web -p 8080:80 nginx');
  const { traces } = await execute(session, 'client', 'curl http://192.168.65.10:8080/', { fresh: true });
  return { hops: joinTraces(traces), lan: switchesOf(session.world) };
}

describe.each(grains)('at the grain %s', (grain) => {
  it('steps follow each other, and each shows a hop of its own', async () => {
    const { hops, lan } = await traffic();
    const steps = stepsOf(hops, grain, lan);
    expect(steps.map(({ from }) => from)).toEqual([0, ...steps.slice(0, -1).map(({ to }) => to)]);
    expect(steps.at(-1)?.to).toBe(hops.length);
    for (const [index, { from, to, hop }] of steps.entries()) {
      expect(hop >= from && hop < to).toBe(true);
      expect(stepAt(steps, from)).toBe(index);
      expect(stepAt(steps, to - 0.5)).toBe(index);
    }
  });
});

it('packets are told one after the other, the ARP that one waits for first', async () => {
  const { hops, lan } = await traffic();
  const told = stepsOf(hops, 'packets', lan).map(({ hop }) => hops[hop]?.frame.payload);
  expect(told.map((payload) => (payload?.kind === 'ip' ? 'ip' : payload?.operation)).slice(0, 6)).toEqual([
    'request',
    'reply',
    'request',
    'reply',
    'ip',
    'ip',
  ]);
  expect(told.length).toBe(new Set(hops.map(({ packet }) => packet)).size);
});

it('a story of a dozen moments takes 12 to 20 seconds', async () => {
  const { hops, lan } = await traffic();
  const steps = stepsOf(hops, 'story', lan);
  const all = durationsOf(
    steps,
    'story',
    hops.map(() => 100),
  ).reduce((sum, ms) => sum + ms, 0);
  expect((all / steps.length) * 12).toBeGreaterThan(12_000);
  expect((all / steps.length) * 12).toBeLessThan(20_000);
  expect(durationsOf(steps, 'hops', [1, 2, 3])).toEqual([1, 2, 3]);
});
