import i18next from 'i18next';
import { expect, test } from 'vitest';
import type { Goal } from '../../teaching/goal.ts';
import { richParts } from '../controls/rich-text.ts';
import { goalText } from './goal-text.ts';

const says = (en: string): Goal => ({
  check: { kind: 'container', of: 'host1/web', state: 'running' },
  says: { en, ko: en },
});

const partsOf = (text: string) =>
  goalText(says(text), i18next.getFixedT('en', 'lessons'), 'en').flatMap(({ template }) => richParts(template));

test('what an author sets in backticks is code in a goal’s sentence, and the backticks are not seen', () => {
  expect(partsOf('`db` does not reach `web`.')).toEqual([
    { text: 'db', mark: 'mono' },
    { text: ' does not reach ', mark: undefined },
    { text: 'web', mark: 'mono' },
    { text: '.', mark: undefined },
  ]);
});

test('a single backtick is a plain character', () => {
  expect(partsOf('It`s there.').map(({ text }) => text)).toEqual(['It`s there.']);
});
