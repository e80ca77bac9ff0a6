import type { LessonId } from '../../lessons/all.ts';
import { readTexts, type Texts } from '../../teaching/texts.ts';
import type { Library } from './library.ts';

const read = new WeakMap<Library, Map<LessonId, Texts>>();

/** What a lesson says, read once. */
export function textsIn(library: Library, id: LessonId): Texts {
  const known = read.get(library) ?? new Map<LessonId, Texts>();
  read.set(library, known);
  const texts = known.get(id) ?? readTexts(library.markdown.get(id) ?? '');
  known.set(id, texts);
  return texts;
}
