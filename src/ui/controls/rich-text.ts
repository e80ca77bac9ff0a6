import { particle } from '../../i18n/particle.ts';
import { own } from '../../kernel/own.ts';

/** What stands in a text's places. */
export type Values = Readonly<Record<string, string | number>>;

/** A translated text with its marks, and what stands in its places. */
export interface Sentence {
  readonly template: string;
  readonly values: Values;
}

/** A sentence's values are put in afterwards, so that none of them can become markup. */
export const untouched = { skipInterpolation: true } as const;

export interface RichPart {
  readonly mark?: 'strong' | 'mono' | undefined;
  readonly text: string;
}

const MARKED = /<(b|m)>(.*?)<\/\1>/g;
const PARTICLE = /\[([가-힣]+)\/([가-힣]+)\]/g;

const filled = (text: string, values: Values): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(own(values, name) ?? whole));

/** Chooses the form of Korean particles, which stand as `[을/를]`, by what comes before them. */
const withParticles = (text: string, before: string): string =>
  text.replace(PARTICLE, (_whole, afterConsonant: string, afterVowel: string, at: number) =>
    particle(before + text.slice(0, at), afterConsonant, afterVowel),
  );

/**
 * The parts of a translated text with `<b>` (strong) and `<m>` (mono) in it. Marks are read before the values are put in,
 * so a value can never become markup.
 */
export function richParts(template: string, values: Values = {}): readonly RichPart[] {
  const parts: RichPart[] = [];
  const add = (raw: string, mark?: RichPart['mark']) => {
    if (raw === '') return;
    const before = parts.at(-1)?.text ?? '';
    parts.push({ text: withParticles(filled(raw, values), before), mark });
  };
  let from = 0;
  for (const match of template.matchAll(MARKED)) {
    add(template.slice(from, match.index));
    add(match[2] ?? '', match[1] === 'b' ? 'strong' : 'mono');
    from = match.index + match[0].length;
  }
  add(template.slice(from));
  return parts;
}

/** The same as plain text, for places that take no markup. */
export const plainText = (template: string, values: Values = {}): string =>
  richParts(template, values)
    .map(({ text }) => text)
    .join('');
