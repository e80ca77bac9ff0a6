import { expect, test } from 'vitest';
import { savedOf } from './saved.ts';

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
