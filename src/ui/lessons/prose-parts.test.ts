import { lexer } from 'marked';
import { expect, test } from 'vitest';
import { innerOf, plainIn, textOf, webAddress } from './prose-parts.ts';

test('terms are looked for in plain text, not in code or links', () => {
  const prose = lexer('A **bridge** joins `docker0` and [a veth](https://docs.docker.com).\n\n- One _cable_\n- `eth0`');
  expect(plainIn(prose).map(textOf)).toEqual(['A ', 'bridge', ' joins ', ' and ', '.', 'One ', 'cable']);
});

test('HTML has nothing inside: it is shown as it was typed', () => {
  const [html] = lexer('<img src=x onerror=alert(1)>\n');
  expect(html?.type).toBe('html');
  expect(html && innerOf(html)).toEqual([]);
});

test('characters are not written as entities', () => {
  const [paragraph] = lexer('Tom & `a < b` "quoted"');
  expect(plainIn(paragraph ? [paragraph] : []).map(textOf)).toEqual(['Tom & ', ' "quoted"']);
  expect(paragraph && innerOf(paragraph).find(({ type }) => type === 'codespan')).toMatchObject({ text: 'a < b' });
});

test.each([
  ['https://docs.docker.com/x', 'https://docs.docker.com/x'],
  ['http://example.com', 'http://example.com/'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['//example.com', undefined],
  ['../x', undefined],
])('only pages of the web are led to: %s', (href, expected) => {
  expect(webAddress(href)).toBe(expected);
});
