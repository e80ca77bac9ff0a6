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
