import { expect, test } from 'vitest';
import { filesOfPaste, fragmentOfPaste, isComposeAlone } from './pasted.ts';

const compose = '# shop\nservices:\n  web:\n    image: nginx\n';

test.each([
  [compose, true],
  [`---\nversion: "3"\n${compose}`, true],
  ['include:\n  - other.yaml\n', true],
  [`cat > compose.yaml <<EOF\n${compose}EOF\n`, false],
  ['docker run -d nginx\ndocker ps\n', false],
  ['host1$ docker ps\n', false],
  ['name: shop\n', false],
])('a compose file stands alone, a command that holds one is a command: %j', (text, alone) => {
  expect(isComposeAlone(text)).toBe(alone);
});

test('files come before text; a word is no file', async () => {
  const file = new File(['x'], 'a.scenario');
  expect(filesOfPaste({ files: [file], text: compose })).toEqual([file]);
  const [pasted] = filesOfPaste({ files: [], text: compose });
  expect([pasted?.name, await pasted?.text()]).toEqual(['compose.yaml', compose]);
  expect(filesOfPaste({ files: [], text: 'a word of somebody' })).toEqual([]);
  expect(filesOfPaste({ files: [], text: '[{"Id":"x"}]' })).toHaveLength(1);
});

test('a link leads where its fragment says, and only one of ours', () => {
  expect(fragmentOfPaste('https://example.org/hopscope/#v1=abc\n')).toBe('#v1=abc');
  expect(fragmentOfPaste('https://example.org/#lesson=nothing')).toBe('#lesson=nothing');
  expect(fragmentOfPaste('https://example.org/#top')).toBeUndefined();
  expect(fragmentOfPaste('javascript:alert(1)#v1=x')).toBeUndefined();
});
