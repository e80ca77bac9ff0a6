import { expect, test } from 'vitest';
import { notPlain, textProblems } from './checks.ts';
import { kinds, type KindName } from './kinds.ts';
import { smallest } from './shrink.ts';

/** A short run of what `npm run fuzz` does for hours. */
const CASES: Readonly<Record<KindName, number>> = {
  lines: 8,
  packets: 4,
  compose: 6,
  links: 60,
  lessons: 12,
  stored: 60,
  snapshots: 60,
  embed: 12,
};

test.each(Object.entries(CASES) as [KindName, number][])(
  'nothing is wrong with %s of a fixed seed',
  async (name, count) => {
    for (let seed = 1; seed <= count; seed += 1) {
      const tried = kinds[name].caseOf(seed);
      const problem = await tried.play();
      expect(problem === undefined ? '' : `seed ${seed}: ${problem}\n${tried.text()}`).toBe('');
    }
  },
  120_000,
);

test('what shows through is seen, but for what was asked', () => {
  const seen = (text: string, asked = '') => textProblems(text, () => asked);
  expect(seen('port number invalid: NaN')).toEqual(['prints NaN']);
  expect(seen('[object Object] is not a function')).toHaveLength(2);
  expect(seen('undefined: not found', 'undefined')).toEqual([]);
  expect(seen('bananas')).toEqual([]);
});

test('what JSON would not give back is seen', () => {
  const chains = {};
  Object.setPrototypeOf(chains, { name: 'x' });
  expect(notPlain({ a: [1, -0], b: NaN, chains })).toEqual([
    '.a[1] is -0',
    '.b is NaN',
    '.chains has a prototype of its own',
  ]);
  expect(notPlain(JSON.parse('{"__proto__":{"a":1}}'))).toEqual([]);
});

test('a finding is made as small as it goes', async () => {
  const all = Array.from({ length: 50 }, (_, i) => i);
  expect(await smallest(all, async (part) => part.includes(7) && part.includes(31), 1000)).toEqual([7, 31]);
});
