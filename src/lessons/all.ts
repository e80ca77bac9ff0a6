/// <reference types="vite/client" />
import { chapters, type Lesson } from '../teaching/lesson.ts';

/** A lesson's id is the name of its folder. */
export type LessonId = string;

/** The lessons there are: one for each folder here. */
const files = import.meta.glob<Lesson>('./*/lesson.ts', { eager: true, import: 'lesson' });

const idOf = (path: string): LessonId => path.split('/')[1] ?? '';

/** By their chapters, and their places in them. */
const inOrder = Object.entries(files).sort(
  ([, a], [, b]) => chapters.indexOf(a.chapter) - chapters.indexOf(b.chapter) || a.place - b.place,
);

export const lessons: ReadonlyMap<LessonId, Lesson> = new Map(inOrder.map(([path, lesson]) => [idOf(path), lesson]));

const sources = {
  en: () => import('./texts-en.ts'),
  ko: () => import('./texts-ko.ts'),
};

/** The Markdown of every lesson in a language. */
export async function markdownIn(language: 'en' | 'ko'): Promise<ReadonlyMap<LessonId, string>> {
  const { texts } = await sources[language]();
  return new Map(Object.entries(texts).map(([path, text]) => [idOf(path), text]));
}
