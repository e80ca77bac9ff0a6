import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '../../classroom/lecture.ts';
import type { Seen } from '../../classroom/session.ts';
import { attendanceOf, numbered, rosterOf } from './roster.ts';

const seen = (reports: Readonly<Record<string, Report>>): ReadonlyMap<string, Seen> =>
  new Map(Object.entries(reports).map(([id, report]) => [id, { report, at: 0 }]));

const students = seen({
  a: { following: true, name: 'Zoe' },
  b: { following: false },
  c: { following: true, name: 'Ben' },
  d: { following: true },
});

test('who is there, and who of them follows', () => {
  expect(attendanceOf(students)).toEqual({ there: 4, following: 3 });
});

test('names come first, in their order, then those without by the number that they keep', () => {
  const numbers = numbered(new Map(), students);
  const list = rosterOf(students, numbers, 'en').map(({ name, number }) => name ?? number);
  expect(list).toEqual(['Ben', 'Zoe', 2, 4]);
  const later = seen({ f: { following: true }, d: { following: true } });
  expect(rosterOf(later, numbered(numbers, later), 'en').map(({ number }) => number)).toEqual([4, 5]);
});

test('names of one’s own choice are no keys of anything', () => {
  const strange = seen({ x: { following: true, name: '__proto__' }, y: { following: true, name: '  ' } });
  expect(rosterOf(strange, numbered(new Map(), strange), 'ko').map(({ name }) => name)).toEqual([
    '__proto__',
    undefined,
  ]);
});

test('each student has a number of its own, whoever comes and goes', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 8 }), (classes) => {
      const numbers = classes.reduce<ReadonlyMap<string, number>>(
        (known, now) => numbered(known, new Map(now.map((id) => [id, { report: { following: true }, at: 0 }]))),
        new Map(),
      );
      expect([...numbers.values()].sort((a, b) => a - b)).toEqual([...numbers.keys()].map((_, at) => at + 1));
    }),
  );
});
