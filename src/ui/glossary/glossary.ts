import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { glossary as en } from '../../i18n/en/glossary.ts';
import { languageOf, type Language } from '../../i18n/language.ts';
import type { GlossaryEntry } from '../../i18n/shape.ts';

export type TermId = keyof typeof en;
export type Glossary = Readonly<Record<TermId, GlossaryEntry>>;

/** No part of the first load: texts are read before anybody asks what a term means. */
const sources: Readonly<Record<Language, () => Promise<Glossary>>> = {
  en: async () => (await import('../../i18n/en/glossary.ts')).glossary,
  ko: async () => (await import('../../i18n/ko/glossary.ts')).glossary,
};
const loaded: Partial<Record<Language, Glossary>> = {};

/** The glossary in the reader's language; undefined until it is there. */
export function useGlossary(): Glossary | undefined {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const [, setArrived] = useState<Language>();
  useEffect(() => {
    if (loaded[language] !== undefined) return;
    let current = true;
    void sources[language]().then((glossary) => {
      loaded[language] = glossary;
      if (current) setArrived(language);
    });
    return () => {
      current = false;
    };
  }, [language]);
  return loaded[language];
}

/** The ids of a glossary in the order of its terms. */
export const termsInOrder = (glossary: Glossary): readonly TermId[] =>
  (Object.keys(glossary) as TermId[]).sort((a, b) =>
    glossary[a].term.localeCompare(glossary[b].term, undefined, { sensitivity: 'base' }),
  );

export const isTerm = (glossary: Glossary, id: string | undefined): id is TermId =>
  id !== undefined && Object.hasOwn(glossary, id);
