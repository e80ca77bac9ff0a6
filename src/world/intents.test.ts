import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { End } from './ends.ts';
import { asItIs, brokenIn, closed, cycled, isBroken, isClosed, meantBy, type Intent } from './intents.ts';
import { reaches, type Probe, type Reach, type Row } from './reach.ts';

const probe: Probe = { kind: 'tcp', port: 80 };
const endsOf = (...places: readonly string[]) => places.map((place) => ({ place, name: place }) as End);

test('a mark goes round, and leaves nothing behind', () => {
  const [a, b] = ['host1/__proto__', 'constructor'] as const;
  const must = cycled([], a, b, probe);
  const mustNot = cycled(must, a, b, probe);
  const meanings = [must, mustNot].map((intents) => meantBy(intents, probe)(a, b));
  expect([...meanings, cycled(mustNot, a, b, probe)]).toEqual(['must', 'must-not', []]);
  expect(meantBy(must, probe)(b, a)).toBeUndefined();
  expect(meantBy(must, { kind: 'ping' })(a, b)).toBeUndefined();
  expect(meantBy(must, { kind: 'tcp', port: 81 })(a, b)).toBeUndefined();
});

test('of several that speak of a pair the last counts; one can be taken out of many', () => {
  const all: readonly Intent[] = [{ from: 'all', to: ['b', 'c'], probe, meaning: 'must-not' }];
  const must = cycled(cycled(all, 'a', 'b', probe), 'a', 'b', probe);
  expect([meantBy(must, probe)('a', 'b'), meantBy(must, probe)('a', 'c')]).toEqual(['must', 'must-not']);
  const back = cycled(must, 'a', 'b', probe);
  expect(back).toEqual(all);
  const either = cycled(all, 'a', 'b', probe);
  expect([meantBy(either, probe)('a', 'b'), meantBy(either, probe)('x', 'b')]).toEqual([undefined, 'must-not']);
});

test('what is not marked must not be reached, once somebody says so', () => {
  const marked = cycled([], 'a', 'b', probe);
  const shut = closed(marked, probe, true);
  expect([isClosed(marked, probe), isClosed(shut, probe), isClosed(shut, { kind: 'ping' })]).toEqual([
    false,
    true,
    false,
  ]);
  expect([meantBy(shut, probe)('a', 'b'), meantBy(shut, probe)('new', 'a')]).toEqual(['must', 'must-not']);
  expect(closed(shut, probe, false)).toEqual(marked);
  expect(closed(closed(shut, probe, true), probe, true)).toEqual(shut);
});

test('what cannot be told is not broken', () => {
  expect(reaches.map((reach) => isBroken('must', reach))).toEqual([false, true, true, true, false]);
  expect(reaches.map((reach) => isBroken('must-not', reach))).toEqual([true, false, false, false, false]);
  expect(reaches.some((reach) => isBroken(undefined, reach))).toBe(false);
});

/** A square of answers; nobody asks itself. */
const square = fc.integer({ min: 1, max: 7 }).chain((count) =>
  fc
    .array(
      fc.array(fc.option(fc.constantFrom(...reaches), { nil: undefined }), { minLength: count, maxLength: count }),
      {
        minLength: count,
        maxLength: count,
      },
    )
    .map((rows) => rows.map((cells, row) => cells.map((cell, column) => (row === column ? undefined : cell)))),
);

const brokenOf = (intents: readonly Intent[], ends: readonly End[], rows: readonly Row[]) =>
  ends.flatMap((from, at) => brokenIn(meantBy(intents, probe), from, ends, rows[at] ?? []));

test('what is meant to be as it is differs where it changes, and nowhere else', () => {
  fc.assert(
    fc.property(square, fc.nat(), fc.nat(), fc.constantFrom<Reach>('reached', 'timeout'), (rows, a, b, reach) => {
      const ends = endsOf(...rows.map((_, at) => `e${at}`));
      const before: readonly Intent[] = [
        { from: ['e0'], to: 'all', probe, meaning: 'must' },
        { from: ['e0', 'e1'], to: ['e0', 'e1'], probe, meaning: 'must-not' },
      ];
      const intents = asItIs(before, ends, rows, probe);
      expect(brokenOf(intents, ends, rows)).toEqual([]);
      const [row, column] = [a % rows.length, b % rows.length];
      const was = rows[row]?.[column];
      fc.pre(was !== undefined && was !== 'unknown' && (was === 'reached') !== (reach === 'reached'));
      const changed = rows.map((cells, at) => (at === row ? cells.with(column, reach) : cells));
      expect(brokenOf(intents, ends, changed).map(({ from, to }) => [from.place, to.place])).toEqual([
        [`e${row}`, `e${column}`],
      ]);
      // Said again it takes no more room.
      expect(asItIs(intents, ends, rows, probe)).toEqual(intents);
    }),
  );
});

test('a large lab is told by its groups', () => {
  const places = Array.from({ length: 300 }, (_, at) => `host1/c${at}`);
  const ends = endsOf(...places);
  const rows = places.map((_, from) =>
    places.map((__, to): Reach | undefined => (from === to ? undefined : from % 5 === to % 5 ? 'reached' : 'timeout')),
  );
  const intents = asItIs([], ends, rows, probe);
  expect(intents).toHaveLength(6);
  expect(brokenOf(intents, ends, rows)).toEqual([]);
});
