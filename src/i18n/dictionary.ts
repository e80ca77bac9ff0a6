import type { en } from './en.ts';
import { firstLanguage, type Language } from './language.ts';

const storageKey = 'hopscope.language';

/** A language's texts; named are those that are shown where nothing else could be loaded. */
type Dictionary = object & Pick<typeof en, 'failure'>;

/** Only the language in use is loaded. */
const dictionaries: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  en: async () => (await import('./en.ts')).en,
  ko: async () => (await import('./ko.ts')).ko,
};

/** The texts of a language. */
export const dictionaryOf = (language: Language): Promise<Dictionary> => dictionaries[language]();

/** The language that the page begins with. */
export const languageAtStart = (): Language => firstLanguage(remembered(), navigator.languages);

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null; // storage is blocked
  }
}

/** Lets the page begin with a language the next time. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // storage is blocked: the choice lasts until the page closes
  }
}
