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
  ['if true; then', 'line 2: syntax error: unexpected end of file', 'end of file unexpected (expecting "fi")'],
  ['while true; do', 'line 2: syntax error: unexpected end of file', 'end of file unexpected (expecting "done")'],
  ['(echo a', 'line 2: syntax error: unexpected end of file', 'end of file unexpected (expecting ")")'],
  ['f() {', 'line 2: syntax error: unexpected end of file', 'end of file unexpected (expecting "}")'],
])('what has no end is told of in the words of bash and of dash: %s', async (script, ofBash, ofDash) => {
  const { at } = await labAfter();
  expect(await at('host1', `bash -c '${script}'`)).toEqual(printed('', `bash: -c: ${ofBash}\n`, 2));
  expect(await at('host1', `dash -c '${script}'`)).toEqual(printed('', `dash: 1: Syntax error: ${ofDash}\n`, 2));
});
