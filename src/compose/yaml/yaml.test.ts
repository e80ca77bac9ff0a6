import { describe, expect, test } from 'vitest';
import type { Tree } from '../tree.ts';
import { YamlError } from './cursor.ts';
import { decode } from './decode.ts';
import { Parser } from './parser.ts';

const read = (text: string): Tree => {
  const root = new Parser(text).document();
  return root ? decode(root).value : null;
};
const all = (text: string): Tree[] => {
  const parser = new Parser(text);
  const found: Tree[] = [];
  for (let root = parser.document(); root; root = parser.document()) found.push(decode(root).value);
  return found;
};

describe('what a scalar means', () => {
  const MEANINGS: Readonly<Record<string, Tree>> = {
    '1': 1,
    '-0': 0,
    '0777': 511,
    '0o17': 15,
    '0x1F': 31,
    '0b101': 5,
    '1_000': 1000,
    '08': 8,
    '1.0': 1,
    '.5': 0.5,
    '1e6': 1e6,
    '1000000': 1_000_000n,
    '!!float 1000000': 1e6,
    '12345678901234567890': 12345678901234567890n,
    '.inf': Infinity,
    '-.inf': -Infinity,
    '.nan': NaN,
    true: true,
    True: true,
    yes: 'yes',
    on: 'on',
    y: 'y',
    '~': null,
    Null: null,
    '': null,
    '80:80': '80:80',
    '3.8.1': '3.8.1',
    '1_a': '1_a',
    '2020-02-30': '2020-02-30',
    '"1"': '1',
    "'it''s'": "it's",
    '"a\\tb\\x41\\u00e9"': 'a\tbAé',
    '!!str 5': '5',
    '!!float 5': 5,
    '!mine 5': '5',
    '!!binary aGk=': 'hi',
  };
  test.each(Object.entries(MEANINGS))('%s', (text, value) => {
    expect(read(`a: ${text}`)).toEqual({ a: value });
  });

  test('dates are told', () => {
    const root = new Parser('a: {b: [2020-01-01]}').document();
    expect(root && decode(root).dates).toEqual([['a', 'b', '0']]);
  });

  test('a tag that asks for another type is refused', () => {
    expect(() => read('a: !!int x')).toThrow('cannot decode !!str `x` as a !!int');
  });
});

describe('texts over several lines', () => {
  test('literal, folded, and their ends', () => {
    expect(read('a: |\n  x\n   y\n\nb: >-\n  x\n  y\n\n  z\nc: |+\n  x\n\nd: |2\n    x\n')).toEqual({
      a: 'x\n y\n',
      b: 'x y\nz',
      c: 'x\n\n',
      d: '  x\n',
    });
  });
  test('plain and quoted ones are folded', () => {
    expect(read('a: x\n  y\n\n  z\nb: "x\n  y \\\n  z"\n')).toEqual({ a: 'x y\nz', b: 'x y z' });
  });
});

describe('structures', () => {
  test('lists may stand at the column of their key', () => {
    expect(read('a:\n- 1\n- b: 2\n  c: 3\n-\nd: []\n')).toEqual({ a: [1, { b: 2, c: 3 }, null], d: [] });
  });
  test('flow collections, with single pairs and remarks', () => {
    expect(read('a: [b: c, {d, e: }, # remark\n  "f"]\n')).toEqual({ a: [{ b: 'c' }, { d: null, e: null }, 'f'] });
  });
  test('several documents', () => {
    expect(all('---\na: 1\n...\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });
  test('what a mapping says itself comes before what it merges, and the first merged before the next', () => {
    const text = 'x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  <<: [*x, *y]\n  a: 0\n';
    expect(read(text)).toMatchObject({ z: { a: 0, b: 1, c: 2 } });
  });
  test('what is reset is left out, and what is overridden told', () => {
    const root = new Parser('a: {b: !reset null, c: !override [1], d: 2}').document();
    expect(root && decode(root)).toMatchObject({
      value: { a: { c: [1], d: 2 } },
      dropped: [
        ['a', 'b'],
        ['a', 'c'],
      ],
    });
  });
  test('keys may have any name', () => {
    const value = read('__proto__: {constructor: 1}\ntoString: 2\n');
    expect(JSON.stringify(value)).toBe('{"__proto__":{"constructor":1},"toString":2}');
  });
});

describe('texts that are to do harm', () => {
  const refused = (text: string): void => {
    expect(() => all(text)).toThrow(YamlError);
  };
  test('aliases of aliases', () => {
    const lines = Array.from({ length: 30 }, (_, n) => `x${n + 1}: &x${n + 1} [*x${n}, *x${n}, *x${n}]`);
    refused(['x0: &x0 [a, a]', ...lines].join('\n'));
  });
  test('brackets and lines without end', () => {
    refused('['.repeat(100_000));
    refused('{a: '.repeat(100_000));
    refused('- '.repeat(100_000));
    refused(Array.from({ length: 3000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'));
  });
  test('an anchor merged into itself', () => {
    refused('a: &a\n  b: 1\n  <<: *a\n');
  });

  test('no text makes it fail otherwise', () => {
    const pieces = [
      'a',
      ':',
      ': ',
      '- ',
      '\n',
      '  ',
      '\t',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      '&a ',
      '*a',
      '!!',
      '|',
      '>',
      '#',
      '?',
      '%',
      '---\n',
      '\\',
      '<<: ',
      '!reset ',
      '\u0000',
      '\ud83d',
      '~',
    ];
    let seed = 7;
    const any = (count: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor(seed / 65536) % count;
    };
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: any(30) }, () => pieces[any(pieces.length)]).join('');
      try {
        all(text);
      } catch (error) {
        expect(error, JSON.stringify(text)).toBeInstanceOf(YamlError);
      }
    }
  });
});
