import { expect, test } from 'vitest';
import { textOf } from './record.ts';

test.each([
  [{ id: 'a', fragment: 'v1=x' }, '{\n  "id": "a",\n  "fragment": "v1=x"\n}'],
  ['x', '"x"'],
  [undefined, 'undefined'],
  [{ n: 1n }, '{\n  "n": "1"\n}'],
])('what the browser keeps is written as it is: %o', (record, text) => {
  expect(textOf(record)).toBe(text);
});

test('what holds itself is written as far as it can be', () => {
  const record: Record<string, unknown> = {};
  record['self'] = record;
  expect(textOf(record)).not.toBe('');
});
