import type { Why } from '../../src/doctor/reach/why.ts';
import { diagnosis } from '../../src/i18n/en/diagnosis.ts';
import { doctor } from '../../src/i18n/en/doctor.ts';

const sentences: Readonly<Record<Why['kind'], string>> = { ...diagnosis, ...doctor.reach };

/** What decided, as an English sentence without marks. */
export const sentenceOf = ({ kind, values }: Why): string =>
  sentences[kind]
    .replaceAll(/<\/?[bm]>/g, '')
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(Object.hasOwn(values, name) ? values[name] : ''));
