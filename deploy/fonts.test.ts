import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fonts, subsetOf, unicodeRange } from './fonts.ts';

const root = join(import.meta.dirname, '..');

test.each([...fonts])('$file is made of $package as it is installed (npm run fonts)', async (font) => {
  const kept = readFileSync(join(root, font.file));
  expect(kept.equals(await subsetOf(font, root))).toBe(true);
});

test.each([...fonts])('the style sheet asks $file for what is in it', ({ file, ranges }) => {
  const sheet = readFileSync(join(root, 'src/ui/theme.css'), 'utf8').replaceAll(/\s+/g, ' ');
  const [, after = ''] = sheet.split(`url('${file.replace('src/ui/', '')}')`);
  expect(/unicode-range: ([^;]*);/.exec(after)?.[1]).toBe(unicodeRange(ranges));
});
