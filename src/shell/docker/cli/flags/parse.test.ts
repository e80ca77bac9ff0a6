import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flag } from './flag.ts';
import { FlagError, parseFlags } from './parse.ts';

const flags: readonly Flag[] = [
  { name: 'all', short: 'a', type: 'bool', usage: '' },
  { name: 'tty', short: 't', type: 'bool', usage: '' },
  { name: 'last', short: 'n', type: 'int', usage: '' },
  { name: 'publish', short: 'p', type: 'list', usage: '' },
  { name: 'gateway', type: 'strings', usage: '' },
  { name: 'old', type: 'string', usage: '', deprecated: 'use --new instead' },
  { name: 'net', type: 'string', usage: '', aliasOf: 'network' },
  { name: 'network', type: 'string', usage: '' },
];
const parse = (line: string, interspersed = true) => parseFlags(flags, line.split(' '), interspersed);

describe('flags', () => {
  test.each([
    ['-p8080:80 x', { publish: ['8080:80'] }],
    ['-p 8080:80 x', { publish: ['8080:80'] }],
    ['-p=8080:80 x', { publish: ['8080:80'] }],
    ['--publish=a --publish b x', { publish: ['a', 'b'] }],
    ['-at x', { all: ['true'], tty: ['true'] }],
    ['-atp 80 x', { all: ['true'], tty: ['true'], publish: ['80'] }],
    ['-tp80 x', { tty: ['true'], publish: ['80'] }],
    ['--all=false x', { all: ['false'] }],
    ['-a=0 x', { all: ['false'] }],
    ['-n -1 x', { last: ['-1'] }],
    ['-n 0x10 x', { last: ['16'] }],
    ['--gateway a,b --gateway c x', { gateway: ['a', 'b', 'c'] }],
    ['--net lan x', { network: ['lan'] }],
  ])('%s', (line, given) => {
    expect(parse(line)).toMatchObject({ given, arguments: ['x'] });
  });

  test('stand among the arguments, or end at the first', () => {
    expect(parse('x -a y')).toMatchObject({ given: { all: ['true'] }, arguments: ['x', 'y'] });
    expect(parse('-t x -a y', false)).toMatchObject({ given: { tty: ['true'] }, arguments: ['x', '-a', 'y'] });
    expect(parse('-- -a x')).toMatchObject({ given: {}, arguments: ['-a', 'x'] });
    expect(parse('- -a')).toMatchObject({ given: { all: ['true'] }, arguments: ['-'] });
  });

  test('tell of their age', () => {
    expect(parse('--old x').notices).toEqual(['Flag --old has been deprecated, use --new instead']);
  });

  test.each([
    ['--nope', 'unknown flag: --nope'],
    ['-az', "unknown shorthand flag: 'z' in -z"],
    ['-za', "unknown shorthand flag: 'z' in -za"],
    ['--last', 'flag needs an argument: --last'],
    ['-an', "flag needs an argument: 'n' in -n"],
    ['---a', 'bad flag syntax: ---a'],
    ['--=a', 'bad flag syntax: --=a'],
    ['-n x', 'invalid argument "x" for "-n, --last" flag: strconv.ParseInt: parsing "x": invalid syntax'],
    [
      '--all=maybe',
      'invalid argument "maybe" for "-a, --all" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
  ])('%s is refused', (line, message) => {
    expect(() => parse(line)).toThrow(new FlagError(message));
  });

  test('never fail in any other way, and lose no argument', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('-a', '-p', '--publish', '--', '-', '-n5', '--all=x', 'x'));
    fc.assert(
      fc.property(fc.array(word), fc.boolean(), (words, interspersed) => {
        try {
          const { arguments: rest } = parseFlags(flags, words, interspersed);
          expect(words).toEqual(expect.arrayContaining([...rest]));
        } catch (error) {
          expect(error).toBeInstanceOf(FlagError);
        }
      }),
    );
  });
});
