import { expect, test } from 'vitest';
import { fragmentOf } from '../../formats/link.ts';
import { isSame, keptOf, orderAfter, orderOf, savedOf } from './saved.ts';

const saved = { id: 'a', name: 'Shop', changed: 1_790_000_000_000, commands: 3, done: 1, fragment: 'v1=x' };

test('a document that the browser kept is read as it was written', () => {
  expect(savedOf(saved)).toEqual(saved);
  const { done: _, ...whole } = saved;
  expect(savedOf(whole)).toEqual(whole);
});

test.each([
  ...[undefined, null, 'x', [], { ...saved, changed: NaN }, { ...saved, changed: 9e15 }, { ...saved, fragment: 7 }],
  ...[
    { ...saved, done: -1 },
    { ...saved, commands: 1.5 },
    { ...saved, id: null },
  ],
])('what is none of ours is none: %j', (kept) => {
  expect(savedOf(kept)).toBeUndefined();
});

const fragment = fragmentOf({ name: '', history: { seed: 1, commands: [] }, positions: {} });
const whole = { format: 1, ...saved, fragment };

test('a record is whole where its document can be read, with or without the number of its format', () => {
  const { format: _, ...before } = whole;
  expect(keptOf('a', whole)).toEqual({ state: 'whole', id: 'a', saved: before });
  expect(keptOf('a', before)).toEqual({ state: 'whole', id: 'a', saved: before });
});

test.each([
  ['damaged', { ...whole, fragment: fragment.slice(0, -2) }, 'Shop'],
  ['damaged', { ...whole, id: 'b' }, 'Shop'],
  ['damaged', { ...whole, changed: 'today' }, 'Shop'],
  ['damaged', 'x', ''],
  ['damaged', null, ''],
  ['damaged', { name: 'x'.repeat(1_000_000) }, 'x'.repeat(200)],
  ['newer', { ...whole, format: 2 }, 'Shop'],
  ['newer', { format: 2, title: 'of tomorrow' }, ''],
  ['newer', { ...whole, fragment: 'v9=AAAA' }, 'Shop'],
])('a record that cannot be read is %s, and there as it is', (state, record, name) => {
  expect(keptOf('a', record)).toEqual({ state, id: 'a', name, record });
});

test('a record of a newer format is none that may be overwritten', () => {
  expect(savedOf({ ...whole, format: 2 })).toBeUndefined();
});

test('records are the same where their documents are, whenever they were written', () => {
  const record = { ...saved, fragment };
  const later = { ...record, changed: 1, order: 2 };
  expect(isSame(record, later)).toBe(true);
  expect(isSame(undefined, record)).toBe(false);
  expect(isSame(record, { ...record, done: 2 })).toBe(false);
  expect(isSame(record, { ...record, name: 'Other' })).toBe(false);
});

test('the last changed comes first, also where the clock was set back', () => {
  expect(orderAfter(1000, 2000)).toBe(2000);
  expect(orderAfter(2000, 1000)).toBe(2001);
  expect(orderAfter(8.64e15, 1000)).toBe(8.64e15);
  expect([{ order: 5, changed: 1 }, { changed: 3 }, { order: 'x', changed: -1 }, null].map(orderOf)).toEqual([
    5, 3, 0, 0,
  ]);
});
