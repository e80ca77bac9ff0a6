import type { Unreadable } from '../../formats/document.ts';
import type { LessonId } from '../../lessons/all.ts';
import { lessonFileOf, readLessonFile, type LessonReading } from '../../teaching/made/file.ts';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { hash, hex } from '../../wire/octets.ts';
import { storage } from '../page/storage.ts';

/** Lessons that others made and this browser has opened, by their ids, the newest last. */
type Shelf = ReadonlyMap<LessonId, MadeLesson>;

const KEY = 'hopscope.made';
/** How many are kept. */
const MOST = 40;

let shelf: Shelf | undefined;

/** A lesson that is opened again is the same. */
export const idOfMade = (lesson: MadeLesson): LessonId => `made-${hex(hash(lessonFileOf(lesson)), 8)}`;

/** The made lessons that are kept. */
export const madeLessons = (): Shelf => (shelf ??= new Map(read().map((lesson) => [idOfMade(lesson), lesson])));

function read(): readonly MadeLesson[] {
  try {
    const files: unknown = JSON.parse(storage()?.getItem(KEY) ?? '[]');
    return (Array.isArray(files) ? files : []).flatMap((file: unknown) => {
      const reading = readLessonFile(String(file));
      return reading.ok ? [reading.lesson] : [];
    });
  } catch {
    return []; // blocked, or not ours
  }
}

/** Keeps a lesson; where there is no room it lasts until the page closes. */
export function keepMade(lesson: MadeLesson): LessonId {
  const id = idOfMade(lesson);
  const others = [...madeLessons()].filter(([other]) => other !== id);
  shelf = new Map([...others, [id, lesson] as const].slice(-MOST));
  try {
    storage()?.setItem(KEY, JSON.stringify([...shelf.values()].map(lessonFileOf)));
  } catch {
    // no room, or blocked
  }
  return id;
}

/** Keeps the lesson that was read; yields its id, or why there is none. */
export const taken = (reading: LessonReading): { readonly id: LessonId } | { readonly reason: Unreadable } =>
  reading.ok ? { id: keepMade(reading.lesson) } : { reason: reading.reason };
