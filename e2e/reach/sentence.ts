import type { Why } from '../../src/doctor/reach/why.ts';
import { diagnosis } from '../../src/i18n/en/diagnosis.ts';
import { doctor } from '../../src/i18n/en/doctor.ts';

const sentences: Readonly<Record<Why['kind'], string>> = { ...diagnosis, ...doctor.reach };

/** What decided, as an English sentence without marks. */
export const sentenceOf = ({ kind, values }: Why): string =>
  filled(sentences[kind].replaceAll(/<\/?[bm]>/g, ''), values);

/** A text with values in the places that name them. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(Object.hasOwn(values, name) ? values[name] : ''));
