import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { dictionaryOf, languageAtStart, rememberLanguage } from './dictionary.ts';
import type { en } from './en.ts';
import type { bringing } from './en/bringing.ts';
import type { classroom } from './en/classroom.ts';
import type { composing } from './en/composing.ts';
import type { doctor } from './en/doctor.ts';
import type { editor } from './en/editor.ts';
import type { engine } from './en/engine.ts';
import type { examining } from './en/examining.ts';
import type { imported } from './en/imported.ts';
import type { importing } from './en/importing.ts';
import type { lessons } from './en/lessons.ts';
import type { talk } from './en/talk.ts';
import { languageOf, type Language } from './language.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: typeof en;
      lessons: typeof lessons;
      editor: typeof editor;
      composing: typeof composing;
      bringing: typeof bringing;
      imported: typeof imported;
      importing: typeof importing;
      engine: typeof engine;
      doctor: typeof doctor;
      examining: typeof examining;
      talk: typeof talk;
      classroom: typeof classroom;
    };
  }
}

/** What is only said in lessons is loaded with the first of them. */
const lessonTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/lessons.ts')).lessons,
  ko: async () => (await import('./ko/lessons.ts')).lessons,
};

const editorTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/editor.ts')).editor,
  ko: async () => (await import('./ko/editor.ts')).editor,
};

const composingTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/composing.ts')).composing,
  ko: async () => (await import('./ko/composing.ts')).composing,
};

const bringingTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/bringing.ts')).bringing,
  ko: async () => (await import('./ko/bringing.ts')).bringing,
};

const importedTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/imported.ts')).imported,
  ko: async () => (await import('./ko/imported.ts')).imported,
};

const importingTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/importing.ts')).importing,
  ko: async () => (await import('./ko/importing.ts')).importing,
};

const engineTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/engine.ts')).engine,
  ko: async () => (await import('./ko/engine.ts')).engine,
};

const doctorTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/doctor.ts')).doctor,
  ko: async () => (await import('./ko/doctor.ts')).doctor,
};

const examiningTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/examining.ts')).examining,
  ko: async () => (await import('./ko/examining.ts')).examining,
};

const talkTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/talk.ts')).talk,
  ko: async () => (await import('./ko/talk.ts')).talk,
};

const classroomTexts: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en/classroom.ts')).classroom,
  ko: async () => (await import('./ko/classroom.ts')).classroom,
};

const dictionaries = {
  translation: dictionaryOf,
  lessons: (language: Language) => lessonTexts[language](),
  editor: (language: Language) => editorTexts[language](),
  composing: (language: Language) => composingTexts[language](),
  bringing: (language: Language) => bringingTexts[language](),
  imported: (language: Language) => importedTexts[language](),
  importing: (language: Language) => importingTexts[language](),
  engine: (language: Language) => engineTexts[language](),
  doctor: (language: Language) => doctorTexts[language](),
  examining: (language: Language) => examiningTexts[language](),
  talk: (language: Language) => talkTexts[language](),
  classroom: (language: Language) => classroomTexts[language](),
};

type Namespace = keyof typeof dictionaries;
const inUse = new Set<Namespace>(['translation']);

/** Call once, before the first render. */
export async function startI18n(): Promise<void> {
  const language = languageAtStart();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false, // a missing key does not compile
    resources: { [language]: { translation: await dictionaryOf(language) } },
    interpolation: { escapeValue: false }, // React escapes
  });
}

async function load(namespace: Namespace, language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, namespace)) return;
  i18next.addResourceBundle(language, namespace, await dictionaries[namespace](language));
}

/** Loads what is said in a part of the page that is not there from the start; from then on it follows the language. */
export async function loadTexts(namespace: Namespace): Promise<void> {
  inUse.add(namespace);
  await load(namespace, languageOf(i18next.language));
}

export async function switchLanguage(language: Language): Promise<void> {
  await Promise.all([...inUse].map((namespace) => load(namespace, language)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  rememberLanguage(language);
}
