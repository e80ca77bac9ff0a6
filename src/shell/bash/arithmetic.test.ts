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

test.each([
  "eval 'echo $((u$))'",
  "x='u$'; echo $((x))",
  "x='$'; echo $(($x+1))",
  'echo \'echo "${m:u$}"\' > /tmp/f; sh /tmp/f',
  "bash -c 'let u\\$'",
  'a[$]=1',
  'bash -c \'x="\\$"; (( x ))\'',
  "bash -c 'for ((i=$; i < 3; i++)); do :; done'",
  'bash -c \'eval "for ((i=\\$;;)); do :; done"\'',
])('%s, whose arithmetic comes to be as it runs, ends', async (line) => {
  const { at } = await labAfter();
  const { exit, stderr } = await at('host1', line);
  expect(stderr).toContain('$');
  expect(exit).toBeGreaterThan(0);
});

test('a `$` alone is a word, and no command', async () => {
  const { at } = await labAfter();
  expect(await at('host1', 'echo "$" $ a$; eval \'echo $\'')).toEqual(printed('$ $ a$\n$\n'));
  expect(await at('host1', "eval '$'; echo $?")).toMatchObject({ stdout: '127\n', exit: 0 });
});
