import { expect, test } from 'vitest';
import { labAfter, printed } from '../../shell.fixture.ts';

const { at } = await labAfter();

const two = (one: string, other: string): string => `printf '${one}' > /tmp/1; printf '${other}' > /tmp/2; `;
const FEW = two('a\\nb\\nc\\nd\\ne\\nf\\ng\\n', 'a\\nB\\nc\\nd\\ne\\nf\\ng\\nh');

/** As diffutils 3.12 prints it. */
test.each([
  [`${FEW} diff /tmp/1 /tmp/2`, '2c2\n< b\n---\n> B\n7a8\n> h\n\\ No newline at end of file\n', 1],
  [
    `${FEW} diff -U1 /tmp/1 /tmp/2 | tail -n +3`,
    '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n@@ -7 +7,2 @@\n g\n+h\n\\ No newline at end of file\n',
    0,
  ],
  [`${FEW} diff -u --label x -L y /tmp/1 /tmp/2 | head -4`, '--- x\n+++ y\n@@ -1,7 +1,8 @@\n a\n', 0],
  [
    `${FEW} diff -c /tmp/1 /tmp/2 | tail -n +3`,
    '***************\n*** 1,7 ****\n  a\n! b\n  c\n  d\n  e\n  f\n  g\n--- 1,8 ----\n  a\n! B\n  c\n  d\n  e\n  f\n  g\n+ h\n\\ No newline at end of file\n',
    0,
  ],
  [`${FEW} diff -q /tmp/1 /tmp/2`, 'Files /tmp/1 and /tmp/2 differ\n', 1],
  [`${FEW} diff -s /tmp/1 /tmp/1`, 'Files /tmp/1 and /tmp/1 are identical\n', 0],
  [`${two('', 'b\\n')} diff /tmp/1 /tmp/2; diff -u /tmp/1 /tmp/2 | tail -n +3`, '0a1\n> b\n@@ -0,0 +1 @@\n+b\n', 0],
  [`${two('a b\\nc\\n', 'A  b \\n\\nc\\n')} diff -iwB /tmp/1 /tmp/2`, '', 0],
  [`${two('h\\nc\\nc\\n', 'h\\nc\\nc\\nc\\n')} diff /tmp/1 /tmp/2`, '3a4\n> c\n', 1],
  [
    'mkdir -p /tmp/x/s /tmp/y; echo a > /tmp/x/f; echo b > /tmp/y/f; echo c > /tmp/x/g; diff -r /tmp/x /tmp/y',
    'diff -r /tmp/x/f /tmp/y/f\n1c1\n< a\n---\n> b\nOnly in /tmp/x: g\nOnly in /tmp/x: s\n',
    1,
  ],
  ['echo a > /tmp/a; echo b | diff /tmp/a -', '1c1\n< a\n---\n> b\n', 1],
  ["bash -c 'diff <(seq 3) <(seq 4)'", '3a4\n> 4\n', 1],
])('%s', async (line, stdout, exit) => expect(await at('host1', line)).toEqual(printed(stdout, '', exit)));

test.each([
  ['diff', "diff: missing operand after 'diff'\n"],
  ['diff /etc/hosts', "diff: missing operand after '/etc/hosts'\n"],
  ['diff -Z a b', "diff: invalid option -- 'Z'\n"],
  ['diff -uc a b', 'diff: conflicting output style options\n'],
])('%s', async (line, complaint) =>
  expect(await at('host1', line)).toEqual(
    printed('', `${complaint}diff: Try 'diff --help' for more information.\n`, 2),
  ),
);

test('what is not there is told of, each', async () => {
  const absent = 'diff: /no1: No such file or directory\ndiff: /no2: No such file or directory\n';
  expect(await at('host1', 'diff /no1 /no2')).toEqual(printed('', absent, 2));
});
