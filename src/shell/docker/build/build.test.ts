import { expect, test } from 'vitest';
import { labAfter } from '../../shell.fixture.ts';
import { parseDockerfile } from './dockerfile.ts';
import { filled, pairsOf } from './words.ts';

test('lines that go on are one instruction, and comments none', () => {
  const [from, run] = parseDockerfile('FROM a\n# no\nRUN one \\\n# nor this\n  && two\n', 'Dockerfile');
  expect([from?.text, run?.text, run?.line]).toEqual(['FROM a', 'RUN one   && two', 3]);
  expect(() => parseDockerfile('FROM a\nFROMM b\n', 'x')).toThrow(
    'line 2: unknown instruction: FROMM (did you mean FROM?)',
  );
});

test('words have their quotes taken off and their variables filled in', () => {
  const variables = { A: 'x', constructor: 'c' };
  expect(filled('"$A"-${B:-y}-${A:+z}-\\$A-\'$A\'-$toString', variables)).toBe('x-y-z-$A-$A-');
  expect(pairsOf('K="a b" L=$A', variables)).toEqual([
    ['K', 'a b'],
    ['L', 'x'],
  ]);
  expect(pairsOf('K a b', variables)).toEqual([['K', 'a b']]);
});

test('a build runs its steps, and takes those it knows from the cache', async () => {
  const { at } = await labAfter(
    'mkdir /tmp/b; printf "FROM alpine\\nRUN echo made > /made\\nCMD cat /made\\n" > /tmp/b/Dockerfile',
  );
  expect((await at('host1', 'docker build -t mine /tmp/b')).stdout).toContain('Successfully tagged mine:latest');
  expect((await at('host1', 'docker run --rm mine')).stdout).toBe('made\n');
  expect((await at('host1', 'docker build /tmp/b | grep -c "Using cache"')).stdout).toBe('2\n');
});
