import * as v from 'valibot';
import type { LessonId } from '../lessons/all.ts';
import type { Asked, LessonProgress, Progress } from './lesson.ts';

/** The format of what is kept; a Hopscope that writes what this one cannot read counts it up. */
const FORMAT = 1;
/** Characters that are read at most: many times what all lessons need. */
const LONGEST = 1_000_000;
const KEY = 'hopscope.lessons';
/** Where what could not be read is put, so that it is not lost. */
const SPOILT = 'hopscope.lessons.spoilt';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const lessonId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
const documentId = v.pipe(v.string(), v.regex(/^[0-9a-f-]{32,36}$/));

const lessonSchema = v.object({
  step: count,
  reached: count,
  finished: count,
  tries: count,
  hints: count,
  shown: count,
  right: count,
  wrong: count,
  document: v.exactOptional(documentId),
});

const askedSchema = v.object({ lesson: lessonId, step: count, due: count });

const schema = v.object({
  format: v.literal(FORMAT),
  lessons: v.pipe(v.array(v.tuple([lessonId, lessonSchema])), v.maxLength(1000)),
  last: v.exactOptional(lessonId),
  wrong: v.pipe(v.array(askedSchema), v.maxLength(1000)),
  reviewed: v.pipe(v.array(lessonId), v.maxLength(100)),
  sandbox: v.exactOptional(documentId),
  reviews: v.exactOptional(documentId),
});

/** What was read, or why it could not be. */
export type ReadProgress =
  | { readonly ok: true; readonly progress: Progress }
  | { readonly ok: false; readonly reason: 'foreign' | 'newer' };

export function progressText(progress: Progress): string {
  const { lessons, ...rest } = progress;
  return JSON.stringify({ format: FORMAT, lessons: [...lessons], ...rest });
}

/** Reads what `progressText` wrote; anybody may have written it. */
export function readProgress(text: string): ReadProgress {
  if (text.length > LONGEST) return { ok: false, reason: 'foreign' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'foreign' };
  }
  const read = v.safeParse(schema, value);
  if (!read.success) return { ok: false, reason: isNewer(value) ? 'newer' : 'foreign' };
  const { format: _, lessons, ...rest } = read.output;
  return { ok: true, progress: { lessons: new Map(lessons), ...rest } };
}

const isNewer = (value: unknown): boolean =>
  v.safeParse(v.object({ format: v.pipe(v.number(), v.gtValue(FORMAT)) }), value).success;

/** Two accounts of the same learner as one: of each lesson the one that got further. Labs are the first one's. */
export function mergedProgress(one: Progress, other: Progress): Progress {
  const lessons = new Map<LessonId, LessonProgress>(one.lessons);
  for (const [id, { document: _, ...theirs }] of other.lessons) {
    const ours = lessons.get(id);
    if (ours === undefined || isFurther(theirs, ours))
      lessons.set(id, { ...theirs, ...(ours?.document !== undefined && { document: ours.document }) });
  }
  const wrong = [...one.wrong, ...other.wrong.filter((each) => !one.wrong.some((known) => isSame(known, each)))];
  return { ...one, lessons, wrong, reviewed: [...new Set([...one.reviewed, ...other.reviewed])] };
}

const isFurther = (one: Omit<LessonProgress, 'document'>, other: LessonProgress): boolean =>
  one.finished > other.finished || (one.finished === other.finished && one.reached > other.reached);

const isSame = (one: Asked, other: Asked): boolean => one.lesson === other.lesson && one.step === other.step;

/** What the browser keeps of the lessons, where it keeps anything. */
export interface ProgressKeeper {
  readonly read: () => Progress | undefined;
  /** Writes what changed since another time; what other tabs wrote meanwhile of other lessons stays. */
  readonly write: (now: Progress, before: Progress) => void;
}

export function progressKeeper(storage: Storage | undefined): ProgressKeeper {
  let mayWrite = true;
  const read = (): Progress | undefined => {
    try {
      const text = storage?.getItem(KEY) ?? null;
      if (text === null) return undefined;
      const kept = readProgress(text);
      if (kept.ok) return kept.progress;
      if (kept.reason === 'newer') mayWrite = false;
      else storage?.setItem(SPOILT, text);
    } catch {
      // storage is blocked or full
    }
    return undefined;
  };
  return {
    read,
    write: (now, before) => {
      const others = read();
      if (!mayWrite) return;
      try {
        storage?.setItem(KEY, progressText(others ? { ...now, lessons: changedIn(now, before, others) } : now));
      } catch {
        // storage is blocked or full: it lasts until the page closes
      }
    },
  };
}

/** The lessons as another tab left them, but those that changed here. */
function changedIn(now: Progress, before: Progress, others: Progress): Progress['lessons'] {
  const lessons = new Map(others.lessons);
  for (const [id, lesson] of now.lessons) if (before.lessons.get(id) !== lesson) lessons.set(id, lesson);
  return lessons;
}
