import { expect, test } from 'vitest';
import { textsOf, withMore } from './given-texts.ts';

test('texts keep names of their own, and the same text comes once', () => {
  const first = withMore([], [{ name: 'ip.json', text: 'a' }]);
  expect(
    withMore(first, [
      { name: 'ip.json', text: 'b' },
      { name: 'x', text: 'a' },
    ]),
  ).toEqual([
    { name: 'ip.json', text: 'a' },
    { name: 'ip.json (2)', text: 'b' },
  ]);
});

test('not more files are read than anybody has', async () => {
  const files = Array.from({ length: 100 }, (_, at) => new File([String(at)], `${at}`));
  expect(await textsOf(files)).toHaveLength(64);
});
