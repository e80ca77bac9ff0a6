import type { TFunction } from 'i18next';
import { languageOf } from '../../i18n/language.ts';
import type { Goal } from '../../teaching/goal.ts';
import { plainText } from '../controls/rich-text.ts';
import { goalText } from '../lessons/goal-text.ts';

/** A goal as one plain line. */
export const plainGoal = (goal: Goal, t: TFunction<'lessons'>, language: string): string =>
  goalText(goal, t, languageOf(language))
    .map(({ template, values }) => plainText(template, values))
    .join(' ');

/** Whether two goals ask for the same. */
export const isSameGoal = (one: Goal, other: Goal): boolean => JSON.stringify(one) === JSON.stringify(other);
