import { describe, expect, it } from 'vitest';
import { options as declared, type Grammar } from './grammar.ts';
import { getopt } from './options.ts';

const syntax: Grammar = {
  options: declared({
    '-a,--all': 'none',
    '-b,--bytes': 'number',
    '-c': { optional: 'text' },
    '--color': 'text',
    '--colour': 'none',
  }),
};
const brief = (args: string[], form: Grammar = syntax) => {
  const { options, operands, error } = getopt(args, form);
  const names = options.map(({ name, value }) => (value === '' ? name : `${name}=${value}`));
  return [names.join(' '), operands.join(' '), ...(error === undefined ? [] : [error])];
};

describe('getopt', () => {
  it.each<[string, string[]]>([
    ['-a x -b 5 y', ['a b=5', 'x y']],
    ['-ab5 -b=5', ['a b=5 b==5', '']],
    ['-c -c9', ['c c=9', '']],
    ['--all --bytes 5 --bytes=6', ['a b=5 b=6', '']],
    ['--al --by 5', ['a b=5', '']],
    ['x -- -a', ['', 'x -a']],
    ['- -a', ['a', '-']],
    ['-z', ['', '', "invalid option -- 'z'"]],
    ['-az', ['', '', "invalid option -- 'z'"]],
    ['-b', ['', '', "option requires an argument -- 'b'"]],
    ['--nosuch', ['', '', "unrecognized option '--nosuch'"]],
    ['--bytes', ['', '', "option '--bytes' requires an argument"]],
    ['--all=1', ['', '', "option '--all' doesn't allow an argument"]],
    ['--col', ['', '', "option '--col' is ambiguous; possibilities: '--color' '--colour'"]],
  ])('%s', (line, expected) => {
    const [, operands, error] = brief(line.split(' '));
    expect(error).toBe(expected[2]);
    if (error === undefined) expect(brief(line.split(' '))).toEqual(expected);
    else expect(operands).toBe(expected[1]);
  });
  it('stops at the first operand where options come first', () => {
    expect(brief(['-a', 'cmd', '-b', '1'], { ...syntax, optionsFirst: true })).toEqual(['a', 'cmd -b 1']);
  });
});
