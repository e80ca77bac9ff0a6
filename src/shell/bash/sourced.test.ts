import { expect, test } from 'vitest';
import { labAfter, printed } from '../shell.fixture.ts';

const { at } = await labAfter();
await at('host1', "printf 'echo $# $1\\n' > /tmp/s");

test.each([
  ["bash -c '. /tmp/s a b; echo $#'", printed('2 a\n0\n')],
  ["bash -c 'cd /tmp; . s'", printed('0\n')],
  ["bash -c '. /tmp; echo $?'", printed('1\n', 'bash: line 1: .: /tmp: is a directory\n')],
  ["bash -c '. /nosuch; echo $?'", printed('1\n', 'bash: line 1: /nosuch: No such file or directory\n')],
  ['set -- p q; . /tmp/s a', printed('2 p\n')],
  ['cd /tmp; . s; echo after', printed('', 'sh: 1: .: s: not found\n', 2)],
  ['. /nosuch; echo after', printed('', 'sh: 1: .: cannot open /nosuch: No such file\n', 2)],
  ['source /tmp/s; echo $?', printed('127\n', 'sh: 1: source: not found\n')],
])('a file that is read by a shell: %s', async (line, expected) => expect(await at('host1', line)).toEqual(expected));
