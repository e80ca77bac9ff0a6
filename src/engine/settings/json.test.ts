import { describe, expect, test } from 'vitest';
import { JsonProblem, parseJson } from './json.ts';

const problem = (text: string): string => {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonProblem) return error.message;
    throw error;
  }
  return 'none';
};

describe('a text that is no JSON is told of in the words of Go', () => {
  test.each([
    ['{', 'unexpected end of JSON input'],
    ['{"a":1,', 'unexpected end of JSON input'],
    ['{"a":"b', 'unexpected end of JSON input'],
    ['{"a":-', 'unexpected end of JSON input'],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair"],
    ['{"a":01}', "invalid character '1' after object key:value pair"],
    ['{"a":1. }', "invalid character ' ' in numeric literal"],
    ['{"a":[1 2]}', "invalid character '2' after array element"],
    ['{"a":nope}', "invalid character 'o' in literal null (expecting 'u')"],
    ['{"a":"\\q"}', 'invalid escape sequence `\\q` in string'],
    ['{"a":"\t"}', "invalid character '\\t' in string"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['é', "invalid character 'é' looking for beginning of value"],
  ])('%s', (text, words) => expect(problem(text)).toBe(words));

  test('however deep it goes', () => expect(problem('['.repeat(100_000))).toBe('exceeded max depth'));
});

test('numbers keep their text, and entries their order', () => {
  expect(parseJson('{"b":1e3,"a":[true,null,"\\u00e9"],"__proto__":{}}')).toEqual({
    kind: 'object',
    entries: [
      ['b', { kind: 'number', text: '1e3' }],
      [
        'a',
        { kind: 'array', items: [{ kind: 'bool', value: true }, { kind: 'null' }, { kind: 'string', value: 'é' }] },
      ],
      ['__proto__', { kind: 'object', entries: [] }],
    ],
  });
});
