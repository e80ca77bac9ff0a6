import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  connectionsAt,
  destinationTranslated,
  forgetConnections,
  inverted,
  keyOf,
  putConnection,
  sourceTranslated,
  type Connection,
  type Tuple,
} from './conntrack.ts';
import { createNamespace } from '../../namespaces.ts';
import { emptyKernel } from '../../kernel.ts';

const tuple = (sourcePort: number): Tuple => ({
  protocol: 'udp',
  source: '10.0.0.1',
  destination: '10.0.0.2',
  sourcePort,
  destinationPort: 53,
});

const connection = (original: Tuple, expires: number, reply = inverted(original)): Connection => ({
  original,
  reply,
  seenReply: false,
  assured: false,
  sourceNat: true,
  destinationNat: true,
  mark: 0,
  started: 0,
  expires,
  originalCounters: { packets: 1, bytes: 28 },
  replyCounters: { packets: 0, bytes: 0 },
});

it('finds every connection by both of its directions, whatever comes and goes', () => {
  const step = fc.record({
    port: fc.integer({ min: 1, max: 6 }),
    translated: fc.integer({ min: 100, max: 103 }),
    lasts: fc.integer({ min: 0, max: 50 }),
    wait: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const namespace = createNamespace(emptyKernel(), 'host1');
      let clock = 0;
      for (const { port, translated, lasts, wait } of steps) {
        clock += wait;
        const original = tuple(port);
        const reply = { ...inverted(original), destinationPort: translated * 10 + port };
        putConnection(namespace, connection(original, clock + lasts, reply), clock);
        const entries = Object.entries(namespace.connections);
        const replies = entries.map(([key, each]) => [keyOf(each.reply), key]);
        expect(entries.every(([key, each]) => keyOf(each.original) === key)).toBe(true);
        expect(Object.fromEntries(replies)).toEqual(namespace.replies);
      }
    }),
  );
});

it('does not let what is over pile up', () => {
  const namespace = createNamespace(emptyKernel(), 'host1');
  for (let clock = 0; clock < 2000; clock++) putConnection(namespace, connection(tuple(clock), clock + 30), clock);
  expect(Object.keys(namespace.connections).length).toBeLessThan(120);
  expect(connectionsAt(namespace, 2000)).toHaveLength(29);
});

it('tells which sides are translated', () => {
  const plain = connection(tuple(1), 1);
  expect([sourceTranslated(plain), destinationTranslated(plain)]).toEqual([false, false]);
  const masqueraded = connection(tuple(1), 1, { ...inverted(tuple(1)), destination: '1.1.1.1' });
  expect([sourceTranslated(masqueraded), destinationTranslated(masqueraded)]).toEqual([true, false]);
  const published = connection(tuple(1), 1, { ...inverted(tuple(1)), sourcePort: 8053 });
  expect([sourceTranslated(published), destinationTranslated(published)]).toEqual([false, true]);
});

it('forgets what is asked for', () => {
  const namespace = createNamespace(emptyKernel(), 'host1');
  for (const port of [1, 2, 3]) putConnection(namespace, connection(tuple(port), 10), 0);
  expect(forgetConnections(namespace, ({ original }) => original.sourcePort !== 2)).toHaveLength(2);
  expect(connectionsAt(namespace, 0).map(({ original }) => original.sourcePort)).toEqual([2]);
  expect(Object.keys(namespace.replies)).toHaveLength(1);
});
