import { expect, test } from 'vitest';
import { labAfter, printed } from '../shell.fixture.ts';
import { hasLoneDollar } from './arithmetic.ts';

test.each([
  '$((u$))',
  'echo $(( 1 + $ ))',
  'echo ${m:u$}',
  'echo ${m[a]:u$}',
  'echo "$((x$))"',
  'echo $(((a$)))',
  'x=${m[u$]}',
  'echo ${@:<%$ }',
  "let 'B$ {%<,' -1-1",
  'true; let x=1+$',
])('a `$` that begins nothing is found in the arithmetic of %s', (line) => expect(hasLoneDollar(line)).toBe(true));

test.each([
  "grep 'a$' /etc/hosts; echo $((1 + $x))",
  'grep -E "((a|b)$)" /etc/hosts',
  "echo '$((u$))'",
  'echo \\$((u$',
  'echo ${x:-a$} ${x%$} ${arr[@]%$} $ a$',
  'echo $(grep a$ /etc/hosts) $((x + ${y} + $(echo 1) + $1))',
  '[[ $x =~ ((a|b)$) ]]',
  'let x=1+$y "z=$((1))"',
  'echo outlet a$',
])('none is found in %s', (line) => expect(hasLoneDollar(line)).toBe(false));

test('such a line is refused at once', async () => {
  const { at } = await labAfter();
  expect(await at('host1', 'echo $((u$))')).toEqual(
    printed('', 'sh: 1: arithmetic expression: expecting primary: "$"\n', 2),
  );
});
