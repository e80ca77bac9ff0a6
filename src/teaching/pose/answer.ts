import { shuffled } from '../../engine/random.ts';
import type { Option, Posed } from '../question.ts';
import { said, type Said } from '../said.ts';
import type { AsksKey, BecauseKey, OptionKey } from './keys.ts';

/** An answer, with why it is the right one or what it would have needed. */
export interface Choice {
  readonly text: Said<OptionKey>;
  readonly because: Said<BecauseKey>;
}

/** A question with all that can be offered: the distractors by how well they tell the wrong idea from the right one. */
export interface Answered {
  readonly asks: Said<AsksKey>;
  readonly right: Choice;
  readonly wrong: readonly Choice[];
  /** The hop of the traffic that shows it. */
  readonly hop?: number | undefined;
}

type Values = Said['values'];

/** @param more what the reason names beyond the text */
export const choice = (text: OptionKey, because: BecauseKey, values: Values = {}, more: Values = {}): Choice => ({
  text: said(text, values),
  because: said(because, { ...values, ...more }),
});

const MOST_WRONG = 4;
const IDS = ['a', 'b', 'c', 'd', 'e'];

/**
 * Seals a question: the right answer among others that are not shown alike, in an order that tells nothing. Undefined
 * where nothing else could be offered.
 */
export function sealed({ asks, right, wrong, hop }: Answered, seed: number): Posed | undefined {
  const shown = new Set([shownAs(right)]);
  const others: Choice[] = [];
  for (const other of wrong) {
    if (others.length === MOST_WRONG || shown.has(shownAs(other))) continue;
    shown.add(shownAs(other));
    others.push(other);
  }
  if (others.length === 0) return undefined;
  const order = ordered([right, ...others], `${seed} ${JSON.stringify(asks)}`);
  const options = order.map(({ text, because }, i): Option => ({ id: IDS[i] ?? '', text, because }));
  return { asks, options, right: IDS[order.indexOf(right)] ?? '', ...(hop !== undefined && hop >= 0 && { hop }) };
}

/** Numbers stand as they are counted; any other order comes from the text. */
function ordered(choices: readonly Choice[], text: string): readonly Choice[] {
  const isCount = choices.every(({ text: { key } }) => key === 'count');
  if (!isCount) return shuffled({ state: hash(text) }, choices);
  return choices.toSorted((one, other) => Number(one.text.values['n']) - Number(other.text.values['n']));
}

/** Choices without those that are right as well: whose value, by its name, is among some. */
export const without = (
  choices: readonly Choice[],
  name: string,
  also: readonly (string | number)[],
): readonly Choice[] =>
  choices.filter(({ text: { values } }) => values[name] === undefined || !also.includes(values[name]));

const shownAs = ({ text: { key, values } }: Choice): string =>
  `${key} ${Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(' ')}`;

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
