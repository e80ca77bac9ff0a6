import i18next from 'i18next';
import { stateOf, type Asked, type OpenLesson, type Progress, type ReviewItem } from '../../store/lesson.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import { commandsTo, here, mayGoOn } from '../../store/teaching.ts';
import type { Chapter, StepOf } from '../../teaching/lesson.ts';
import { roomNow } from '../page/media.ts';
import type { Library } from './library.ts';
import { libraryNow } from './library.ts';
import { beginReviewLab, startLessons } from './opening.ts';

/** How many questions a review has. */
const QUESTIONS = 3;
/** After how many finished lessons a question that was answered wrongly comes back. */
const LATER = 3;
/** Labs of reviews are other than those of lessons. */
const SEEDS = 1000;

const reviewId = (chapter: Chapter): string => `review-${chapter}`;

const lessonsOf = ({ lessons }: Library, chapter: Chapter) =>
  [...lessons].filter(([, lesson]) => lesson.chapter === chapter);

/** The questions of a chapter's lessons. */
export const questionsOf = (library: Library, chapter: Chapter): readonly Pick<ReviewItem, 'lesson' | 'step'>[] =>
  lessonsOf(library, chapter).flatMap(([lesson, { steps }]) =>
    steps.flatMap(({ kind }, step) => (kind === 'predict' ? [{ lesson, step }] : [])),
  );

export const isChapterDone = (library: Library, chapter: Chapter, { lessons }: Progress): boolean =>
  lessonsOf(library, chapter).every(([id]) => (lessons.get(id)?.finished ?? 0) > 0);

const finishedIn = ({ lessons }: Progress): number =>
  [...lessons.values()].reduce((sum, { finished }) => sum + finished, 0);

/** The questions that come back by now. */
export const dueNow = (progress: Progress, { lessons }: Library): readonly Asked[] =>
  progress.wrong.filter(
    ({ lesson, step, due }) => due <= finishedIn(progress) && lessons.get(lesson)?.steps[step]?.kind === 'predict',
  );

/** How many of a review's questions were answered rightly. */
export const rightIn = (open: OpenLesson): number => open.lesson.steps.filter((_, at) => isRight(open, at)).length;

function isRight(open: OpenLesson, at: number): boolean {
  const { posed, chosen } = stateOf(open, at);
  return posed !== undefined && posed !== 'none' && chosen === posed.right;
}

/** Begins three questions of a chapter, each in a new lab. */
export const beginReview = (stores: Stores, library: Library, chapter: Chapter): Promise<void> =>
  begin(stores, library, chapter, reviewId(chapter), drawn(questionsOf(library, chapter)));

/** Begins those that come back. */
export async function beginDue(stores: Stores, library: Library): Promise<void> {
  const due = dueNow(stores.lesson.getState().progress, library).slice(0, QUESTIONS);
  const chapter = library.lessons.get(due[0]?.lesson ?? '')?.chapter;
  if (chapter !== undefined) await begin(stores, library, chapter, 'review-due', due);
}

/** Some of them, in any order. */
const drawn = <T>(all: readonly T[]): readonly T[] =>
  all
    .map((value) => ({ value, by: Math.random() }))
    .sort((a, b) => a.by - b.by)
    .slice(0, QUESTIONS)
    .map(({ value }) => value);

async function begin(
  stores: Stores,
  library: Library,
  chapter: Chapter,
  id: string,
  questions: readonly Pick<ReviewItem, 'lesson' | 'step'>[],
): Promise<void> {
  await startLessons(stores);
  const items = questions.map(({ lesson, step }) => ({
    lesson,
    step,
    seed: SEEDS + Math.floor(Math.random() * SEEDS),
  }));
  const steps = items.flatMap(({ lesson, step }) => {
    const found = library.lessons.get(lesson)?.steps[step];
    return found?.kind === 'predict' ? [found satisfies StepOf<'predict'>] : [];
  });
  if (steps.length === 0) return;
  stores.view.getState().closeDialog();
  await beginItem(stores, {
    id,
    lesson: { chapter, place: 0, start: [], steps, solutions: [], pitfalls: [] },
    review: { chapter, items },
    labs: [],
    step: 0,
    reached: 0,
    states: {},
  });
  if (roomNow() === 'folded') stores.view.getState().showSheet('lesson');
}

/** Builds the lab of the question that one is at, as it is in its lesson by then. */
async function beginItem(stores: Stores, open: OpenLesson): Promise<void> {
  const item = open.review?.items[open.step];
  const lesson = item && (await libraryNow()).lessons.get(item.lesson);
  if (item === undefined || lesson === undefined) return;
  await whileOpening(stores, async () => {
    const commands = await commandsTo(stores.simulator, lesson, item.step, item.seed);
    const t = i18next.getFixedT(null, 'lessons');
    const title = t('dock.reviewTitle', { chapter: t(`chapters.${open.lesson.chapter}`) });
    await beginReviewLab(stores, open, title, item.seed, [...lesson.start, ...commands]);
  });
}

/** The next question, or the end of the review. */
export async function nextInReview(stores: Stores): Promise<void> {
  const open = here(stores);
  if (open?.review === undefined || !mayGoOn(open)) return;
  const step = open.step + 1;
  noteAnswer(stores, open);
  if (step < open.lesson.steps.length) await beginItem(stores, { ...open, step, reached: step });
  else {
    stores.lesson.getState().goTo(step);
    if (open.id === reviewId(open.review.chapter)) noteReviewed(stores, open.review.chapter);
  }
}

/** What was answered wrongly comes back some lessons later, until it is answered rightly. */
function noteAnswer({ lesson }: Stores, open: OpenLesson): void {
  const item = open.review?.items[open.step];
  const { posed } = stateOf(open, open.step);
  if (item === undefined || posed === undefined || posed === 'none') return;
  const { progress, change } = lesson.getState();
  const others = progress.wrong.filter((each) => each.lesson !== item.lesson || each.step !== item.step);
  const again = { lesson: item.lesson, step: item.step, due: finishedIn(progress) + LATER };
  change({ progress: { ...progress, wrong: isRight(open, open.step) ? others : [...others, again] } });
}

function noteReviewed({ lesson }: Stores, chapter: Chapter): void {
  const { progress, change } = lesson.getState();
  change({ progress: { ...progress, reviewed: [...new Set([...progress.reviewed, chapter])] } });
}
