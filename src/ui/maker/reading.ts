import type { Unreadable } from '../../formats/document.ts';
import { readLessonFile, type LessonReading } from '../../teaching/made/file.ts';

export type LessonProblem = Unreadable;

/** Bytes. */
const MOST = 4_000_000;

/** Reads the lesson in a file that somebody chose. */
export async function readLesson(file: File | undefined): Promise<LessonReading> {
  if (file === undefined) return { ok: false, reason: 'foreign' };
  if (file.size > MOST) return { ok: false, reason: 'too-large' };
  try {
    return readLessonFile(await file.text());
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}
