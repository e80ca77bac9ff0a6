import { expect, test } from 'vitest';
import { lessonFragmentOf } from '../teaching/made/link.ts';
import { lessons, markdownIn } from './all.ts';

/** Characters that the address of the page takes. */
const PAGE = 'https://example.org/hopscope/#'.length;

test('a made lesson of the size of the median of ours travels in a link of at most 2,000 characters', async () => {
  const [en, ko] = [await markdownIn('en'), await markdownIn('ko')];
  const lengths = [...lessons].map(([id, { start, steps, solutions, pitfalls }]) => {
    const texts = { en: en.get(id) ?? '', ko: ko.get(id) ?? '' };
    return PAGE + lessonFragmentOf({ seed: 1, start, steps, solutions, pitfalls, texts }).length;
  });
  const sorted = lengths.sort((a, b) => a - b);
  expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(2000);
});
