import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readDuration, readFlag, readNumber, readSize, readWhole, single, writeDuration } from './scalars.ts';
import { splitWords } from './words.ts';

describe('durations', () => {
  test.each([
    ['10s', '10s'],
    ['1m90s', '2m30s'],
    ['1.5h', '1h30m0s'],
    ['1d2h3m4s5ms', '26h3m4.005s'],
    ['1w', '168h0m0s'],
    ['100us', '100µs'],
    ['1ns', '1ns'],
    ['-5s', '-5s'],
    ['+.5s', '500ms'],
    ['0', '0s'],
  ])('%s is %s', (text, written) => {
    expect(writeDuration(readDuration(text))).toBe(written);
  });

  test.each([
    ['5', 'time: missing unit in duration "5"'],
    ['5x', 'time: unknown unit "x" in duration "5x"'],
    ['5constructor', 'time: unknown unit "constructor" in duration "5constructor"'],
    ['', 'time: invalid duration ""'],
    ['soon', 'time: invalid duration "soon"'],
    ['.s', 'time: invalid duration ".s"'],
    ['99999999999w', 'time: invalid duration "99999999999w"'],
    ['9'.repeat(1000) + 's', `time: invalid duration "${'9'.repeat(1000)}s"`],
  ])('%s is none', (text, problem) => {
    expect(() => readDuration(text)).toThrow(problem);
  });

  test('are read as they are written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (nanoseconds) => {
        const read = readDuration(writeDuration(nanoseconds));
        // Go loses what a float of 64 bits does not hold of a fraction.
        expect(Number(read - nanoseconds)).toBeLessThanOrEqual(1);
        expect(Number(nanoseconds - read)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('sizes', () => {
  test.each([
    ['512m', 536870912],
    ['1.5g', 1610612736],
    ['64 mb', 67108864],
    ['1KiB', 1024],
    ['5b', 5],
    ['7', 7],
  ])('%s is %d', (text, bytes) => {
    expect(readSize(text)).toBe(bytes);
  });

  test.each([
    ['10x', "invalid suffix: 'x'"],
    ['50Q', "invalid suffix: 'q'"],
    ['5 QUUX', "invalid suffix: 'QUUX'"],
    ['', "invalid size: ''"],
    ['m', "invalid size: 'm'"],
    ['-1', "invalid size: '-1'"],
    ['1.2.3m', 'strconv.ParseFloat: parsing "1.2.3": invalid syntax'],
  ])('%s is none', (text, problem) => {
    expect(() => readSize(text)).toThrow(problem);
  });
});

test('words for booleans of before are remarked on', () => {
  const warnings: string[] = [];
  expect(readFlag('Yes', (text) => warnings.push(text))).toBe(true);
  expect(readFlag('off', (text) => warnings.push(text))).toBe(false);
  expect(readFlag('TRUE', (text) => warnings.push(text))).toBe(true);
  expect(warnings).toEqual([
    '"Yes" for boolean is not supported by YAML 1.2, please use `true`',
    '"off" for boolean is not supported by YAML 1.2, please use `false`',
  ]);
  expect(() => readFlag('maybe', () => undefined)).toThrow('invalid boolean: maybe');
});

test('numbers are Go’s', () => {
  expect(readWhole('+12')).toBe(12);
  expect(() => readWhole('1.5', 'Atoi')).toThrow('strconv.Atoi: parsing "1.5": invalid syntax');
  expect(() => readWhole('99999999999999999999')).toThrow('value out of range');
  expect(readNumber('.5e1')).toBe(5);
  expect(() => readNumber('x')).toThrow('strconv.ParseFloat: parsing "x": invalid syntax');
  expect(single(0.1234567891)).toBe(0.12345679);
  expect(single(0.5)).toBe(0.5);
});

describe('a command', () => {
  test.each([
    [`a "b c" 'd e' f\\ g`, ['a', 'b c', 'd e', 'f g']],
    ['', []],
    [`a 'x''y' "" z`, ['a', 'xy', '', 'z']],
    ['echo $(date +%s) x', ['echo', '$(date +%s)', 'x']],
    ['a && b', ['a']],
    ['a; b', ['a']],
    ['a 2>x', ['a']],
    ['a `b c` d', ['a', '`b c`', 'd']],
  ])('%s', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  test.each(['a "b', "it's", 'a (b)', 'a\\'])('%s is none', (line) => {
    expect(() => splitWords(line)).toThrow('invalid command line string');
  });
});
