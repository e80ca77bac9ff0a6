import { expect, test } from 'vitest';
import { remembering } from './remembering.ts';

test('gives what it gave before, and remembers no more than it may', () => {
  const made: string[] = [];
  const upper = remembering((text) => {
    made.push(text);
    return text === '' ? undefined : text.toUpperCase();
  }, 2);
  expect(['a', '', 'a', '', '__proto__', '__proto__', 'a'].map(upper)).toEqual([
    'A',
    undefined,
    'A',
    undefined,
    '__PROTO__',
    '__PROTO__',
    'A',
  ]);
  expect(made).toEqual(['a', '', '__proto__', 'a']);
});

test('keeps no long texts', () => {
  let count = 0;
  const length = remembering((text) => (count++, text.length));
  const long = 'x'.repeat(5000);
  expect([length(long), length(long), count]).toEqual([5000, 5000, 2]);
});
