import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf, languages, type Language } from '../../i18n/language.ts';
import type { LessonId } from '../../lessons/all.ts';
import type { Lesson } from '../../teaching/lesson.ts';

/** All lessons: no part of the first load. */
const all = () => import('../../lessons/all.ts');

/** The lessons, and what they say in a language. */
export interface Library {
  readonly lessons: ReadonlyMap<LessonId, Lesson>;
  readonly language: Language;
  /** Their Markdown. */
  readonly markdown: ReadonlyMap<LessonId, string>;
}

const loaded: Partial<Record<Language, Library>> = {};

export async function libraryIn(language: Language): Promise<Library> {
  const known = loaded[language];
  if (known !== undefined) return known;
  const [{ lessons, markdownIn }, { madeLessons }] = await Promise.all([all(), import('./made.ts')]);
  const markdown = await markdownIn(language);
  const made = [...madeLessons()];
  return (loaded[language] = {
    lessons: new Map([
      ...lessons,
      ...made.map(([id, lesson], place) => [id, { ...lesson, chapter: 'made', place }] as const),
    ]),
    language,
    markdown: new Map([
      ...markdown,
      ...made.map(([id, { texts }]) => [id, texts[language] ?? texts.en ?? texts.ko ?? ''] as const),
    ]),
  });
}

/** After a lesson came: it is among them from now on. */
export function forgetLibraries(): void {
  for (const language of languages) delete loaded[language];
}

/** In the reader's language. */
export const libraryNow = (): Promise<Library> => libraryIn(languageOf(i18next.language));

/** The lessons in the reader's language; undefined until they are there, or as long as they are not wanted. */
export function useLibrary(wanted = true): Library | undefined {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const [, setArrived] = useState<Language>();
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    void libraryIn(language).then(() => current && setArrived(language));
    return () => {
      current = false;
    };
  }, [language, wanted]);
  return loaded[language];
}

/** A lesson's title, as its Markdown begins. */
export const titleIn = ({ markdown }: Library, id: LessonId): string =>
  /^# +(.+)/m.exec(markdown.get(id) ?? '')?.[1]?.trim() ?? id;
