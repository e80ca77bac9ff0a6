import { describe, expect, test } from 'vitest';
import { csvOf, linesIn } from './submissions.ts';

describe('a list of links', () => {
  test.each([
    ['https://x.org/a/#v1=abc', '1', 'v1=abc', undefined],
    ['Kim, https://x.org/#v1=abc', 'Kim', 'v1=abc', undefined],
    ['김 민수\thttps://x.org/#v1=abc&h=3', '김 민수', 'v1=abc', 3],
    ['a b: #v1=a-b_c&t=1.2&h=0', 'a b', 'v1=a-b_c', 0],
    ['only a name', 'only a name', '', undefined],
    ['<b>x</b> v1=', '<b>x</b>', 'v1=', undefined],
  ])('%s', (line, name, fragment, hints) => {
    expect(linesIn(line)).toEqual([{ name, fragment, hints }]);
  });

  test('is read line by line, empty ones aside', () => {
    expect(linesIn('\n a #v1=x \r\n\nb #v1=y\n').map(({ name, fragment }) => [name, fragment])).toEqual([
      ['a', 'v1=x'],
      ['b', 'v1=y'],
    ]);
  });
});

test('a table as CSV: quoted where it has to be, and no formula', () => {
  expect(
    csvOf([
      ['a', 1],
      ['x,"y"', '=1+1'],
      ['+z', 'two\nlines'],
    ]),
  ).toBe('\ufeffa,1\r\n"x,""y""",\'=1+1\r\n\'+z,"two\nlines"\r\n');
});
