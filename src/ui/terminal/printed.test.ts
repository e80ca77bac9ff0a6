import { expect, test } from 'vitest';
import { plainPrinted, printed } from './printed.ts';

const frame = (mark: string, color: string, header = '[+] Running 1/2') =>
  `${header}\n \u001b[${color}m${mark}\u001b[0m Container app-web-1  Started\n`;

test('what is drawn over and over stands there once, as it was drawn last', () => {
  const again = '\u001b[1A\u001b[1A\u001b[0G\u001b[?25l';
  const text = `${frame('⠋', '33')}\u001b[?25h${again}${frame('✔', '32', '[+] Running 2/2')}\u001b[?25h`;
  expect(plainPrinted(text)).toBe('[+] Running 2/2\n ✔ Container app-web-1  Started\n');
});

test('colours are told, and end', () => {
  expect(printed('a\u001b[1;36mb\u001b[0mc\u001b[94md\u001b[0m\ne')).toEqual([
    [{ text: 'a' }, { text: 'b', color: 'cyan' }, { text: 'c' }, { text: 'd\n', color: 'blue' }],
    [{ text: 'e' }],
  ]);
});

test.each([
  ['a carriage return goes to the row’s begin', '10%\r100%\n', '100%\n'],
  ['a row is erased from the cursor on', 'Starting\r\u001b[KUp\n', 'Up\n'],
  ['the cursor stays below the first row', '\u001b[9Ahere\n', 'here\n'],
  ['all from the cursor on is erased', 'a\nb\nc\u001b[2A\u001b[1G\u001b[Jd', 'd'],
  ['plain text is left as it is', 'a\n\nb\n', 'a\n\nb\n'],
  ['an escape that begins nothing is not seen', 'a\u001bb\n', 'ab\n'],
])('%s', (_, text, shown) => {
  expect(plainPrinted(text)).toBe(shown);
});
