export const languages = ['en', 'ko'] as const;

export type Language = (typeof languages)[number];

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

export const isLanguage = (name: string | null): name is Language => languages.some((language) => language === name);

/** The language of a name, English where it is of none. */
export const languageOf = (name: string): Language => (isLanguage(name) ? name : 'en');

/** The language to begin with: the one chosen before, else the first of the browser's that we have, else English. */
export function firstLanguage(chosen: string | null, preferred: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  for (const tag of preferred) {
    const primary = tag.split('-')[0]?.toLowerCase() ?? null;
    if (isLanguage(primary)) return primary;
  }
  return 'en';
}
