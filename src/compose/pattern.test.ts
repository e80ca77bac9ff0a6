import { expect, test } from 'vitest';
import { isMatch } from './pattern.ts';

test.each([
  ['w*', 'web', true],
  ['*', '', true],
  ['w?b', 'web', true],
  ['[a-w]eb', 'web', true],
  ['[^w]eb', 'web', false],
  ['\\*', '*', true],
  ['*b*', 'web', true],
  ['*', 'a/b', false],
  ['[', '[', false],
  ['[]', ']', false],
  ['web', 'webb', false],
])('%s and %s: %s', (pattern, name, matching) => {
  expect(isMatch(pattern, name)).toBe(matching);
});

test('a pattern with many stars takes no long time', () => {
  expect(isMatch(`${'*a'.repeat(1000)}b`, 'a'.repeat(2000))).toBe(false);
});
