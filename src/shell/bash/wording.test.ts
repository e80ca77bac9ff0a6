import { expect, test } from 'vitest';
import { labAfter, printed } from '../shell.fixture.ts';

test('what the library says in words of its own is said as the real tools say it', async () => {
  const { at } = await labAfter();
  expect(await at('host1', 'echo x | sed toNowhere')).toEqual(
    printed('', "sed: can't find label for jump to `oNowhere'\n", 1),
  );
  const { stderr } = await at('host1', '[[ a = !(x) ]]');
  expect(stderr).not.toContain('regular expression');
});

test('a folder has no second name: what is in it is not even looked at', async () => {
  const { at } = await labAfter();
  const { stderr, exit } = await at('router', 'ln / /tmp/root');
  expect(stderr).toContain('hard link not allowed for directory');
  expect(exit).toBe(1);
});

test.each([
  ['echo $(echo a', "line 2: unexpected EOF while looking for matching `)'", 'end of file unexpected (expecting ")")'],
  ['echo "$(echo a', "line 2: unexpected EOF while looking for matching `)'", 'end of file unexpected (expecting ")")'],
  ['echo `date', "line 1: unexpected EOF while looking for matching ``'", 'EOF in backquote substitution'],
  ['echo ${x', "line 1: unexpected EOF while looking for matching `}'", "Missing '}'"],
  ['echo "a', 'line 1: unexpected EOF while looking for matching `"\'', 'Unterminated quoted string'],
  [
    'if true; then',
    "line 2: syntax error: unexpected end of file from `if' command on line 1",
    'end of file unexpected (expecting "fi")',
  ],
  [
    'while true; do',
    "line 2: syntax error: unexpected end of file from `while' command on line 1",
    'end of file unexpected (expecting "done")',
  ],
  [
    '(echo a',
    "line 2: syntax error: unexpected end of file from `(' command on line 1",
    'end of file unexpected (expecting ")")',
  ],
  [
    'f() {',
    "line 2: syntax error: unexpected end of file from `{' command on line 1",
    'end of file unexpected (expecting "}")',
  ],
])('what has no end is told of in the words of bash and of dash: %s', async (script, ofBash, ofDash) => {
  const { at } = await labAfter();
  expect(await at('host1', `bash -c '${script}'`)).toEqual(printed('', `bash: -c: ${ofBash}\n`, 2));
  expect(await at('host1', `dash -c '${script}'`)).toEqual(printed('', `dash: 1: Syntax error: ${ofDash}\n`, 2));
});

test.each([
  ['echo "b', 'unexpected EOF while looking for matching `"\'', 'Syntax error: Unterminated quoted string'],
  [
    'while true; do',
    "syntax error: unexpected end of file from `while' command on line 2",
    'end of file unexpected (expecting "done")',
  ],
  ['echo $((1+', "unexpected EOF while looking for matching `)'", "Syntax error: Missing '))'"],
  ['echo b |', 'syntax error: unexpected end of file', 'Syntax error: end of file unexpected'],
  ['echo b &&', 'syntax error: unexpected end of file', 'Syntax error: end of file unexpected'],
  ['echo b)', "syntax error near unexpected token `)'", 'Syntax error: ")" unexpected'],
  [')', "syntax error near unexpected token `)'", 'Syntax error: ")" unexpected'],
  ['fi; echo b', "syntax error near unexpected token `fi'", 'Syntax error: "fi" unexpected'],
])('a shell has run what is whole before it comes to what is none: %s', async (last, ofBash, ofDash) => {
  const { at } = await labAfter();
  const script = `echo a; x=1\n${last}`;
  for (const [shell, words] of [
    ['bash', ofBash],
    ['dash', ofDash],
  ] as const) {
    const { stdout, stderr, exit } = await at('host1', `${shell} -c '${script}'`);
    expect([stdout, exit]).toEqual(['a\n', 2]);
    expect(stderr).toContain(words);
  }
});

test('it ends there, unless it ended before, and a file is no other', async () => {
  const { at } = await labAfter();
  expect(await at('host1', 'echo a\nexit 3\nfi')).toEqual(printed('a\n', '', 3));
  const file = "printf 'echo a\\nnosuch\\nif true; then\\n' > /tmp/s; sh /tmp/s; bash /tmp/s";
  expect(await at('host1', file)).toEqual(
    printed(
      'a\na\n',
      '/tmp/s: 2: nosuch: not found\n/tmp/s: 4: Syntax error: end of file unexpected (expecting "fi")\n' +
        "/tmp/s: line 2: nosuch: command not found\n/tmp/s: line 4: syntax error: unexpected end of file from `if' command on line 3\n",
      2,
    ),
  );
});

test("dash does not know $'…', and a quote of it that has no end is told of", async () => {
  const { at } = await labAfter();
  expect(await at('host1', "echo $'a' \"$'b'\"; bash -c \"echo $'c\\\\td'\"")).toEqual(printed("$a $'b'\nc\td\n"));
  expect(await at('host1', "echo $'a")).toEqual(printed('', 'sh: 1: Syntax error: Unterminated quoted string\n', 2));
});
