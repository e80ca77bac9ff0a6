import { describe, expect, it } from 'vitest';
import { labAfter } from '../shell/shell.fixture.ts';
import { execute } from '../shell/run.ts';
import { hopOf } from '../kernel/hop.fixture.ts';
import type { Hop } from '../kernel/hop.ts';
import { joinTraces } from '../kernel/join-traces.ts';
import { switchesOf } from './moments.ts';
import { durationsOf, grains, seenAt, stepAt, stepToldAt, stepsOf, type Grain } from './steps.ts';

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
  expect(durationsOf(stepsOf(hops.slice(0, 3), 'hops', lan), 'hops', [1, 2, 3])).toEqual([1, 2, 3]);
});

it('what is told is never behind what is seen: a packet that sets off to the next moment is told by it', async () => {
  const { hops, lan } = await traffic();
  for (const grain of ['story', 'packets'] as const) {
    const steps = stepsOf(hops, grain, lan);
    for (let position = 0; position <= hops.length - 1; position += 0.05) {
      const seen = seenAt(steps, grain, position);
      const { from = 0, to = 0 } = steps[stepToldAt(steps, grain, position)] ?? {};
      expect(Math.ceil(seen) >= from && Math.ceil(seen) < to).toBe(true);
      expect(Math.floor(seen)).toBe(Math.floor(position));
    }
  }
});

it('a packet stands where it was told before it sets off, and every moment gets its turn', async () => {
  const { hops, lan } = await traffic();
  const steps = stepsOf(hops, 'story', lan);
  for (const [index, { from, to, hop }] of steps.slice(0, -1).entries()) {
    expect(seenAt(steps, 'story', to - 0.5)).toBe(to - 1);
    expect(stepToldAt(steps, 'story', to - 0.5)).toBe(index);
    expect(stepToldAt(steps, 'story', to - 0.1)).toBe(index + 1);
    expect([from, hop].map((position) => stepToldAt(steps, 'story', position))).toEqual([index, index]);
  }
  const each = stepsOf(hops, 'hops', lan);
  expect([seenAt(each, 'hops', 2.9), stepToldAt(each, 'hops', 2.9)]).toEqual([2.9, 2]);
});

describe('what happens in one box of the picture', () => {
  const at = (stage: Hop['stage'], verdict: Hop['verdict'] = { kind: 'on' }) => hopOf({ stage, verdict });
  const none = new Set<string>();
  const shown = (hops: readonly Hop[], grain: Grain, boxes: readonly (string | undefined)[]) =>
    stepsOf(hops, grain, none, boxes).map(({ from, to, hop }) => `${from}-${to} ${hop}`);

  it('is one step of every hop, which shows the one that decides', () => {
    const hops = [at('link'), at('netfilter'), at('bridge'), at('link'), at('routing'), at('link')];
    expect(shown(hops, 'hops', ['a', 'a', 'a', 'a', 'b', 'b'])).toEqual(['0-4 2', '4-6 5']);
    const dropped = at('netfilter', { kind: 'dropped', reason: 'rule' });
    expect(shown([at('bridge'), dropped, at('link')], 'hops', ['a', 'a', 'a'])).toEqual(['0-3 1']);
  });

  it('is as many steps as hops where they are seen apart', () => {
    const hops = [at('link'), at('netfilter'), at('bridge')];
    expect(shown(hops, 'hops', [undefined, undefined, undefined])).toEqual(['0-1 0', '1-2 1', '2-3 2']);
    expect(shown(hops, 'hops', ['a', 'b', 'a'])).toHaveLength(3);
  });

  it('is one step of packets only where none of them leaves it', () => {
    const packet = (number: number) => [at('link'), at('socket')].map((hop) => ({ ...hop, packet: number }));
    const hops = [packet(1), packet(2), packet(3)].flat();
    expect(shown(hops, 'packets', ['a', 'a', 'a', 'a', 'a', 'b'])).toEqual(['0-4 1', '4-6 5']);
  });

  it('leaves the moments of the story as they are, and takes no longer than its longest hop', async () => {
    const { hops, lan } = await traffic();
    const boxes = hops.map(({ namespace }) => namespace);
    expect(stepsOf(hops, 'story', lan, boxes)).toEqual(stepsOf(hops, 'story', lan));
    const steps = stepsOf(hops, 'hops', lan, boxes);
    expect(steps.length).toBeLessThan(hops.length / 2);
    for (const [index, { from, to }] of steps.entries()) {
      expect(new Set(boxes.slice(from, to)).size).toBe(1);
      expect(boxes[from]).not.toBe(boxes[(steps[index - 1]?.to ?? 0) - 1]);
    }
    const [first] = steps;
    const each = hops.map(() => 100);
    const taken = durationsOf(steps, 'hops', each).slice(0, first?.to);
    expect(taken.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(100);
  });
});
