import type { TFunction } from 'i18next';
import type { AsksKey, BecauseKey, FindKey, OptionKey } from '../../teaching/pose/keys.ts';
import type { Said } from '../../teaching/said.ts';
import { untouched, type Sentence } from '../controls/rich-text.ts';

/** What a question asks. */
export const asksText = (t: TFunction<'lessons'>, { key, values }: Said<AsksKey>): Sentence => ({
  template: t(`questions.asks.${key}`, untouched),
  values,
});

/** What is to be found. */
export const findText = (t: TFunction<'lessons'>, { key, values }: Said<FindKey>): Sentence => ({
  template: t(`questions.finds.${key}`, untouched),
  values,
});

/** An answer that is offered. */
export const optionText = (t: TFunction<'lessons'>, { key, values }: Said<OptionKey>): Sentence => ({
  template: t(`questions.option.${key}`, untouched),
  values,
});

/** What an answer would have needed, or why it is right. */
export const becauseText = (t: TFunction<'lessons'>, { key, values }: Said<BecauseKey>): Sentence => ({
  template: t(`questions.because.${key}`, untouched),
  values,
});
