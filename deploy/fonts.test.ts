import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fonts, subsetOf } from './fonts.ts';

const root = join(import.meta.dirname, '..');

test.each([...fonts])('$file is made of $package as it is installed (npm run fonts)', async (font) => {
  const kept = readFileSync(join(root, font.file));
  expect(kept.equals(await subsetOf(font, root))).toBe(true);
});
