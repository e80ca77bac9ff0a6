import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { LessonId } from '../lessons/all.ts';
import type { Sought } from '../teaching/find.ts';
import type { Roster } from '../teaching/judge/roster.ts';
import type { Verdict } from '../teaching/judge/trial.ts';
import type { Chapter, Lesson, Step } from '../teaching/lesson.ts';
import type { Posed } from '../teaching/question.ts';
import type { World } from '../world/world.ts';
import type { LabState } from './lab.ts';
import type { Selection } from './selection.ts';
import type { Stand } from './stand.ts';

/** What is kept of a lesson. */
export interface LessonProgress {
  /** Where one is: the number of a step, or how many steps there are at its end. */
  readonly step: number;
  /** The furthest that one has been. */
  readonly reached: number;
  /** How often it was done to its end, and begun. */
  readonly finished: number;
  readonly tries: number;
  /** How many hints were taken, and how often its solution was shown. */
  readonly hints: number;
  readonly shown: number;
  /** Questions answered rightly, and wrongly. */
  readonly right: number;
  readonly wrong: number;
  /** Its lab among those that the browser keeps. */
  readonly document?: string;
}

/** A question that was answered wrongly, and after how many finished lessons it is asked again. */
export interface Asked {
  readonly lesson: LessonId;
  readonly step: number;
  readonly due: number;
}

/** What is kept of all lessons. Plain data but for the map. */
export interface Progress {
  readonly lessons: ReadonlyMap<LessonId, LessonProgress>;
  /** The one that was open last. */
  readonly last?: LessonId;
  readonly wrong: readonly Asked[];
  /** Chapters whose review was done. */
  readonly reviewed: readonly string[];
  /** The lab that one had before a lesson, and that of reviews, among those that the browser keeps. */
  readonly sandbox?: string;
  readonly reviews?: string;
}

export const noProgress: Progress = { lessons: new Map(), wrong: [], reviewed: [] };

/** Before anything of a lesson was done. */
export const untried: LessonProgress = {
  step: 0,
  reached: 0,
  finished: 0,
  tries: 0,
  hints: 0,
  shown: 0,
  right: 0,
  wrong: 0,
};

/** What came of a step so far. */
export interface StepState {
  /** How many hints were taken. */
  readonly hints: number;
  /** The question as it is put; `none` where it cannot be. Its answer is sealed until one is chosen. */
  readonly posed?: Posed | 'none' | undefined;
  readonly chosen?: string | undefined;
  /** Its story has got to where the answer is seen. */
  readonly told?: boolean | undefined;
  /** The traffic to be watched was sent. */
  readonly ran?: boolean | undefined;
  /** What is to be found; `none` where it is not there. */
  readonly sought?: Sought | 'none' | undefined;
  readonly found?: boolean | undefined;
  /** What was pointed at before it was known what is to be found. */
  readonly pointed?: { readonly selected: Selection; readonly node: string | undefined } | undefined;
  /** What was typed and is not it. */
  readonly guessed?: string | undefined;
  /** How each goal fares, and whether it ever held. */
  readonly verdicts?: readonly Verdict[] | undefined;
  readonly held?: readonly boolean[] | undefined;
  /** Why the traffic of the first that does not hold fails; `none` where it did and no longer does. */
  readonly diagnosis?: Diagnosis | 'none' | undefined;
}

/** A lab of a lesson: the world that its document begins with, and the containers of the lesson's beginning. */
export interface LessonLab {
  readonly start: World;
  readonly roster: Roster;
}

/** What is gone through step by step: a lesson, or the questions at the end of a chapter. */
export interface OpenLesson {
  readonly id: LessonId;
  readonly lesson: Lesson;
  /** For a review: the chapter, and the lesson's step that each of its steps is. */
  readonly review?: { readonly chapter: Chapter; readonly items: readonly ReviewItem[] } | undefined;
  /** One for each time that it was begun anew. */
  readonly labs: readonly LessonLab[];
  readonly step: number;
  readonly reached: number;
  /** By the number of the step. */
  readonly states: Readonly<Record<number, StepState>>;
}

/** A question of a lesson that is asked again, in another lab. */
export interface ReviewItem {
  readonly lesson: LessonId;
  readonly step: number;
  readonly seed: number;
}

export interface LessonState {
  readonly open?: OpenLesson | undefined;
  /** The lab that one had before, while a lesson's stands on the page. */
  readonly sandbox?: Stand | undefined;
  /** Lessons that were left, with their labs. */
  readonly shelf: ReadonlyMap<LessonId, { readonly open: OpenLesson; readonly stand: Stand }>;
  readonly progress: Progress;
  readonly change: (next: Partial<Pick<LessonState, 'open' | 'sandbox' | 'shelf' | 'progress'>>) => void;
  /** Goes to a step of the lesson that is open. */
  readonly goTo: (step: number) => void;
  /** Adds to what came of a step of a lesson, if that is still open. */
  readonly note: (id: LessonId, step: number, state: Partial<StepState>) => void;
  /** Adds to what is kept of a lesson. */
  readonly record: (id: LessonId, change: (now: LessonProgress) => Partial<LessonProgress>) => void;
}

export type LessonStore = StoreApi<LessonState>;

const untouched: StepState = { hints: 0 };

/** What came of a step. */
export const stateOf = ({ states }: OpenLesson, step: number): StepState => states[step] ?? untouched;

export const stepAt = ({ lesson, step }: OpenLesson): Step | undefined => lesson.steps[step];

/** The lesson whose lab stands on the page. */
export const lessonHere = (
  { open }: Pick<LessonState, 'open'>,
  { start }: Pick<LabState, 'start'>,
): OpenLesson | undefined => (open?.labs.some((lab) => lab.start === start) ? open : undefined);

export function createLessonStore(): LessonStore {
  return createStore<LessonState>()((set) => ({
    shelf: new Map(),
    progress: noProgress,
    change: (next) => set(next),
    goTo: (step) => set(({ open }) => ({ open: open && { ...open, step, reached: Math.max(open.reached, step) } })),
    note: (id, step, state) =>
      set(({ open }) => {
        if (open?.id !== id) return {};
        return { open: { ...open, states: { ...open.states, [step]: { ...stateOf(open, step), ...state } } } };
      }),
    record: (id, change) =>
      set(({ progress }) => {
        const now = progress.lessons.get(id) ?? untried;
        const lessons = new Map(progress.lessons).set(id, { ...now, ...change(now) });
        return { progress: { ...progress, lessons, last: id } };
      }),
  }));
}
