import { describe, expect, test } from 'vitest';
import { readVariables } from './dotenv.ts';
import type { Variables } from './dotenv.ts';
import { findIn, refusalOf } from './project.fixture.ts';

function read(text: string, shell: Readonly<Record<string, string>> = {}): Record<string, string> {
  const variables: Variables = new Map();
  readVariables(
    text,
    variables,
    (name) => shell[name],
    () => undefined,
  );
  return Object.fromEntries(variables);
}

describe('a file of variables', () => {
  test.each([
    ['A=1\n\n# remark\nexport B = 2 # more\nC: 3\n', { A: '1', B: '2', C: '3' }],
    ['A=a#b\nB= #c\nC=a b  c \n', { A: 'a#b', B: '#c', C: 'a b  c' }],
    ['A=1\nB=${A}-$C-${D:-d}\n', { A: '1', B: '1--d' }],
    [`A='$B\\n it\\'s'\nB="x\\ty\\\\\\$C\\"\\q"\n`, { A: "$B\\n it's", B: 'x\ty\\$C"\\q' }],
    ['A=\'two\nlines\'\nB="three\nmore" # remark\n', { A: 'two\nlines', B: 'three\nmore' }],
    ['\ufeffA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['K-x.y[1]=5\n_A=1\n1B=2\n', { 'K-x.y[1]': '5', _A: '1', '1B': '2' }],
    ['A="\\0101"', { A: 'A' }],
    ['__proto__=1\n', Object.fromEntries([['__proto__', '1']])],
  ])('%j', (text, variables) => {
    expect(read(text)).toEqual(variables);
  });

  test('a name alone takes the value that is there', () => {
    expect(read('A\nB\n', { A: 'seen' })).toEqual({ A: 'seen' });
  });
  test('what the shell says counts in the values of others', () => {
    expect(read('A=1\nB=$A\n', { A: 'shell' })).toEqual({ A: '1', B: 'shell' });
  });

  test.each([
    ['A=1\ntwo words=3\n', 'line 2: key cannot contain a space'],
    ['A=1\n\n!x=1\n', 'line 3: unexpected character "!" in variable name "!x=1"'],
    ['A="x\nB=1\n', 'line 3: unterminated quoted value "x'],
    ['A=${\n', 'Invalid template: "${"'],
  ])('%j', (text, why) => {
    expect(refusalOf(() => findIn({ '.env': text, 'compose.yaml': '' }))).toBe(`failed to read /srv/.env: ${why}`);
  });
});
