import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hopOf } from '../kernel/hop.fixture.ts';
import type { Hop } from '../kernel/hop.ts';
import { joinTraces } from '../kernel/join-traces.ts';
import { execute } from '../shell/run.ts';
import { labAfter } from '../shell/shell.fixture.ts';
import { switchesOf } from '../story/moments.ts';
import { stepToldAt } from '../story/steps.ts';
import { advanced, createPlaybackStore, hopDuration, untangled } from './playback.ts';

const hop = (packet: number, stage: Hop['stage'] = 'link', verdict: Hop['verdict'] = { kind: 'on' }): Hop =>
  hopOf({ time: 10, packet, stage, verdict });

describe('untangled', () => {
  const at = (packet: number, time: number, namespace: string): Hop => ({ ...hop(packet), time, namespace });
  const names = (hops: readonly Hop[]) => hops.map(({ packet, time, namespace }) => `${packet}@${time}${namespace}`);

  test('a packet is told to its end before the one that it makes', () => {
    const hops = [at(1, 0, 'a'), at(2, 0, 'a'), at(1, 0, 'a'), at(2, 8, 'b'), at(1, 8, 'c'), at(2, 8, 'b')];
    expect(names(untangled(hops))).toEqual(['1@0a', '1@0a', '2@0a', '2@8b', '1@8c', '2@8b']);
  });

  test('no hop is lost, and time never runs back', () => {
    const tangle = fc.array(fc.record({ packet: fc.nat(3), time: fc.nat(4), namespace: fc.constantFrom('a', 'b') }));
    fc.assert(
      fc.property(tangle, (parts) => {
        const hops = parts.map((part) => ({ ...hop(0), ...part })).sort((a, b) => a.time - b.time);
        const told = untangled(hops);
        expect(names(told).toSorted()).toEqual(names(hops).toSorted());
        expect(told.map(({ time }) => time)).toEqual(hops.map(({ time }) => time));
      }),
    );
  });
});

describe('advanced', () => {
  const stages = ['link', 'bridge', 'netfilter', 'socket', 'routing'] as const;
  const stories = fc.array(
    fc.constantFrom(...stages).map((stage) => hop(0, stage)),
    { minLength: 2, maxLength: 12 },
  );

  test('many short steps come to where one long step does', () => {
    fc.assert(
      fc.property(stories, fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 40 }), (hops, steps) => {
        const durations = hops.map(hopDuration);
        const whole = advanced(
          durations,
          0,
          steps.reduce((sum, step) => sum + step, 0),
        ).position;
        const parts = steps.reduce((position, step) => advanced(durations, position, step).position, 0);
        expect(parts).toBeCloseTo(whole, 6);
      }),
    );
  });

  test('a story ends at its last hop, and takes the sum of its hops', () => {
    const hops = [hop(0), hop(0, 'netfilter'), hop(0, 'link', { kind: 'dropped', reason: 'rule' })];
    const durations = hops.map(hopDuration);
    const [first, second] = durations as [number, number];
    expect(advanced(durations, 0, first + second - 1)).toMatchObject({ playing: true });
    expect(advanced(durations, 0, first + second)).toEqual({ position: 2, playing: false });
  });
});

describe('the playback', () => {
  const loaded = () => {
    const store = createPlaybackStore('hops');
    store.getState().load(1, [hop(0), hop(0), hop(0), hop(0)], new Set());
    return store;
  };

  test('steps go to whole hops and stop the playing', () => {
    const store = loaded();
    store.getState().seek(1.4);
    store.getState().step(1);
    expect(store.getState()).toMatchObject({ position: 2, playing: false });
    store.getState().seek(1.4);
    store.getState().step(-1);
    expect(store.getState().position).toBe(1);
  });

  test('it stays within the story', () => {
    const store = loaded();
    store.getState().step(-1);
    expect(store.getState().position).toBe(0);
    store.getState().step(Infinity);
    expect(store.getState().position).toBe(3);
    store.getState().play();
    expect(store.getState()).toMatchObject({ position: 0, playing: true });
  });

  test('a faster speed goes further in the same time', () => {
    const store = loaded();
    store.getState().setSpeed(2);
    store.getState().advance(hopDuration(hop(0)));
    expect(store.getState().position).toBeCloseTo(2);
  });

  test('a picture that was moved by hand stays for the traffic that is shown, not for what comes', () => {
    const store = loaded();
    store.getState().hold(true);
    store.getState().play();
    expect(store.getState().held).toBe(true);
    store.getState().load(2, [hop(0), hop(0)], new Set());
    expect(store.getState().held).toBe(false);
  });

  test('without a story nothing moves', () => {
    const store = createPlaybackStore('hops');
    store.getState().toggle();
    store.getState().step(1);
    expect(store.getState()).toMatchObject({ position: 0, playing: false, hops: [] });
  });
});

describe('at a coarser grain', () => {
  const loaded = (grain: 'packets' | 'story') => {
    const store = createPlaybackStore(grain);
    store.getState().load(1, [hop(0), hop(0), hop(1), hop(1), hop(1)], new Set());
    return store;
  };
  const positions = (store: ReturnType<typeof loaded>, steps: readonly number[]) =>
    steps.map((by) => {
      store.getState().step(by);
      return store.getState().position;
    });

  test('steps go to the hop that is shown for a packet', () => {
    expect(positions(loaded('packets'), [0, 1, 1, -1, -1])).toEqual([1, 4, 4, 1, 1]);
  });

  test('from within a packet one goes to the next, and back to the one before', () => {
    const store = loaded('packets');
    store.getState().seek(2);
    expect(positions(store, [-1])).toEqual([1]);
    store.getState().toEnd();
    expect(positions(store, [-1])).toEqual([1]);
    store.getState().seek(1.5);
    expect(positions(store, [-1])).toEqual([1]);
    store.getState().seek(1.9);
    expect(positions(store, [-1])).toEqual([1]);
  });

  test('a step of another grain is one of its own', () => {
    const store = loaded('packets');
    store.getState().step(1, 'hops');
    expect(store.getState().position).toBe(1);
    store.getState().step(1, 'packets');
    store.getState().step(-1, 'hops');
    expect(store.getState()).toMatchObject({ position: 3, grain: 'packets' });
  });

  test('another grain leaves the hop as it is', () => {
    const store = loaded('story');
    store.getState().seek(3);
    store.getState().setGrain('hops');
    expect(store.getState()).toMatchObject({ position: 3, grain: 'hops' });
    expect(store.getState().steps.length).toBe(5);
    store.getState().setGrain('packets');
    expect(store.getState()).toMatchObject({ position: 3, grain: 'packets' });
    expect(store.getState().steps.length).toBe(2);
  });
});

test('a request to a published port is played in less than 20 seconds, moment by moment', async () => {
  const { session } = await labAfter('docker run -d --name web -p 8080:80 nginx');
  const { traces } = await execute(session, 'client', 'curl http://192.168.65.10:8080/', { fresh: true });
  const store = createPlaybackStore('story');
  store.getState().load(1, joinTraces(traces), switchesOf(session.world));
  let ms = 0;
  const told = new Set<number>();
  for (; store.getState().playing; ms += 50) {
    const { steps, grain, position, advance } = store.getState();
    told.add(stepToldAt(steps, grain, position));
    advance(50);
  }
  expect(ms).toBeGreaterThan(10_000);
  expect(ms).toBeLessThan(20_000);
  expect(told.size).toBe(store.getState().steps.length);
});
