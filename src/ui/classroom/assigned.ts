import type { Assignment } from '../../classroom/lecture.ts';
import type { Language } from '../../i18n/language.ts';
import type { LessonId } from '../../lessons/all.ts';
import type { Stores } from '../../store/stores.ts';
import { readLessonFragment } from '../../teaching/made/link.ts';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { openLesson, openMadeLesson } from '../lessons/lessons.ts';
import { titleIn, type Library } from '../lessons/library.ts';
import { idOfMade } from '../lessons/made.ts';

const read = new Map<string, MadeLesson | undefined>();

/** The lesson that a fragment carries; undefined where it cannot be read. */
export function madeIn(fragment: string): MadeLesson | undefined {
  if (!read.has(fragment)) {
    const reading = readLessonFragment(fragment);
    read.set(fragment, reading.ok ? reading.lesson : undefined);
  }
  return read.get(fragment);
}

/** The id of the lesson that is handed out; undefined where it cannot be read. */
export function lessonOf({ lesson }: Assignment): LessonId | undefined {
  if (lesson.kind === 'known') return lesson.id;
  const made = madeIn(lesson.fragment);
  return made && idOfMade(made);
}

/** Its title in a language; undefined where there is no such lesson. */
export function titleOf({ lesson }: Assignment, library: Library, language: Language): string | undefined {
  if (lesson.kind === 'known') return library.lessons.has(lesson.id) ? titleIn(library, lesson.id) : undefined;
  const made = madeIn(lesson.fragment);
  const text = made && (made.texts[language] ?? made.texts.en ?? made.texts.ko ?? '');
  return text === undefined ? undefined : (/^# +(.+)/m.exec(text)?.[1]?.trim() ?? '');
}

/** Opens it on this page; what stood there stays. */
export async function openAssigned(stores: Stores, { lesson }: Assignment): Promise<void> {
  if (lesson.kind === 'known') await openLesson(stores, lesson.id);
  else await openMadeLesson(stores, { hash: `#${lesson.fragment}` });
}

/** The fragment of a lesson in what somebody pasted: the whole address, or the fragment alone. */
export const fragmentIn = (text: string): string | undefined => /(?:^|#)(l\d{1,4}=[\w-]+)\s*$/.exec(text.trim())?.[1];
