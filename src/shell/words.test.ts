import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWords, quoted } from './words.ts';

describe('plainWords', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['  docker  ps\t-a ', ['docker', 'ps', '-a']],
    [`docker ps --format '{{.Names}} {{.Ports}}'`, ['docker', 'ps', '--format', '{{.Names}} {{.Ports}}']],
    [`echo "a  b"'c'd`, ['echo', 'a  bcd']],
    [String.raw`echo a\ b "a\"b\\" '\'`, ['echo', 'a b', 'a"b\\', '\\']],
    [String.raw`echo "a\nb"`, ['echo', String.raw`a\nb`]],
    [`echo '' ""`, ['echo', '', '']],
    ['docker run -e A=b --label x=#1 img', ['docker', 'run', '-e', 'A=b', '--label', 'x=#1', 'img']],
    ["iptables -A INPUT '!' -i lo", ['iptables', '-A', 'INPUT', '!', '-i', 'lo']],
    ['iptables -A INPUT ! -i lo', ['iptables', '-A', 'INPUT', '!', '-i', 'lo']],
  ])('%s', (line, words) => expect(plainWords(line)).toEqual(words));

  it.each([
    'a | b',
    'a && b',
    'a; b',
    'a > f',
    'a &',
    'echo $HOME',
    'echo "$HOME"',
    'echo `id`',
    'ls *',
    'ls ?',
    'ls [a]',
    'ls ~',
    'A=1 b',
    'echo {a,b}',
    'echo {1..3}',
    '# note',
    'echo a # note',
    'for i in a',
    '! true',
    'time ls',
    `echo 'open`,
    'echo "open',
    'echo open\\',
    'a\nb',
  ])('leaves %j to a shell', (line) => expect(plainWords(line)).toBeUndefined());

  it('reads back what `quoted` writes', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(plainWords(['x', ...words.map(quoted)].join(' '))).toEqual(['x', ...words]);
      }),
    );
  });
});
