import { expect, test } from 'vitest';
import type { End } from '../../world/ends.ts';
import type { Probe, Row } from '../../world/reach.ts';
import { asItIs, brokenCells, cycled, isBroken, keyOf } from './policy.ts';

const probe: Probe = { kind: 'tcp', port: 80 };
const ends = ['host1/__proto__', 'constructor'].map((place) => ({ place, name: place }) as End);
const [a, b] = ends as [End, End];
const rows: readonly Row[] = [
  [undefined, 'reached'],
  ['timeout', undefined],
];

test('a mark goes round', () => {
  const key = keyOf(a, b, probe);
  const must = cycled({}, key);
  const mustNot = cycled(must, key);
  expect([must[key], mustNot[key], cycled(mustNot, key)]).toEqual(['must', 'must-not', {}]);
});

test('what is meant to be as it is differs where it changes', () => {
  const policy = asItIs({}, ends, rows, probe);
  expect(brokenCells(policy, ends, rows, probe)).toEqual([]);
  expect(
    brokenCells(
      policy,
      ends,
      [
        [undefined, 'refused'],
        ['reached', undefined],
      ],
      probe,
    ).map(({ from, meant }) => [from.place, meant]),
  ).toEqual([
    ['host1/__proto__', 'must'],
    ['constructor', 'must-not'],
  ]);
  expect(brokenCells(policy, ends, rows, { kind: 'ping' })).toEqual([]);
});

test('nothing is broken where nothing is meant', () => {
  expect([isBroken(undefined, 'timeout'), isBroken('must-not', 'refused')]).toEqual([false, false]);
});
