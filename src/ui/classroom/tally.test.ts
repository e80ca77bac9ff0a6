import { expect, test } from 'vitest';
import type { Question } from '../../classroom/lecture.ts';
import type { Seen } from '../../classroom/session.ts';
import { answered, countsOf, percentOf, type Asking } from './tally.ts';

const question = (stage: Question['stage']): Question => ({
  id: 2,
  about: { kind: 'typed', text: 'Which?', options: ['a', 'b'] },
  stage,
});
const asking = (stage: Question['stage'], answers: Asking['answers'] = new Map()): Asking => ({
  question: question(stage),
  answers,
});
const saying = (answers: Readonly<Record<string, readonly [number, string]>>): ReadonlyMap<string, Seen> =>
  new Map(
    Object.entries(answers).map(([id, [to, option]]) => [
      id,
      { report: { following: true, answer: { question: to, option } }, at: 0 },
    ]),
  );

test('the last answer of each student counts, also after they have left', () => {
  const first = answered(asking('open'), saying({ a: [2, '0'], b: [2, '1'], c: [1, '0'] }));
  expect(countsOf(first.answers, ['0', '1'])).toEqual([
    ['0', 1],
    ['1', 1],
  ]);
  const second = answered(first, saying({ a: [2, '1'] }));
  expect(countsOf(second.answers, ['0', '1'])).toEqual([
    ['0', 0],
    ['1', 2],
  ]);
});

test('nothing counts after it is closed, and what is no option counts for none', () => {
  const closed = asking('closed', new Map([['a', '0']]));
  expect(answered(closed, saying({ a: [2, '1'], b: [2, '1'] }))).toBe(closed);
  expect(countsOf(new Map([['a', '__proto__']]), ['0', '1'])).toEqual([
    ['0', 0],
    ['1', 0],
  ]);
});

test('what is the same as before is the same thing', () => {
  const before = answered(asking('open'), saying({ a: [2, '0'] }));
  expect(answered(before, saying({ a: [2, '0'] }))).toBe(before);
});

test.each([
  [0, 0, 0],
  [1, 3, 33],
  [2, 2, 100],
])('%i of %i is %i percent', (count, all, percent) => {
  expect(percentOf(count, all)).toBe(percent);
});
