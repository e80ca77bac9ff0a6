import type { Lesson } from '../lesson.ts';

/** A lesson that somebody made: it travels in a link or a file, with its texts. */
export interface MadeLesson extends Omit<Lesson, 'chapter' | 'place'> {
  /** Of the lab that it begins in. */
  readonly seed: number;
  /** Its Markdown, in one language at least. */
  readonly texts: { readonly en?: string; readonly ko?: string };
}

/** More than these no lesson has; lengths in characters. */
export const most = {
  steps: 60,
  goals: 40,
  /** Checks in checks. */
  depth: 6,
  parts: 20,
  commands: 400,
  ways: 20,
  line: 2000,
  word: 300,
  text: 60_000,
} as const;
