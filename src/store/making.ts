import { createStore, type StoreApi } from 'zustand/vanilla';
import { lessonFileOf, readLessonFile } from '../teaching/made/file.ts';
import type { MadeLesson } from '../teaching/made/made.ts';
import type { Step } from '../teaching/lesson.ts';
import { beginsWith, type Command, type History } from '../history/history.ts';

/** The lesson that somebody makes, kept from visit to visit. */
export interface MakingState {
  readonly draft?: MadeLesson | undefined;
  /** Begins a lesson with a history as its start. */
  readonly begin: (history: History, texts: MadeLesson['texts']) => void;
  /** Goes on with a lesson that was made before. */
  readonly open: (lesson: MadeLesson) => void;
  readonly change: (part: Partial<MadeLesson>) => void;
  readonly discard: () => void;
}

export type MakingStore = StoreApi<MakingState>;

const KEY = 'hopscope.making';

/** What the goals stand in until the author puts them elsewhere. */
const FIRST_STEPS: readonly Step[] = [{ kind: 'read' }, { kind: 'do', goals: [] }];

/** @param storage where the draft is kept; it lasts until the page closes where there is none, or it is full */
export function createMakingStore(storage?: Storage): MakingStore {
  const kept = readKept(storage);
  const store = createStore<MakingState>()((set) => ({
    ...(kept !== undefined && { draft: kept }),
    begin: ({ seed, commands }, texts) =>
      set({ draft: { seed, start: commands, steps: FIRST_STEPS, solutions: [], pitfalls: [], texts } }),
    open: (draft) => set({ draft }),
    change: (part) => set(({ draft }) => (draft === undefined ? {} : { draft: { ...draft, ...part } })),
    discard: () => set({ draft: undefined }),
  }));
  store.subscribe(({ draft }) => keep(storage, draft));
  return store;
}

function readKept(storage: Storage | undefined): MadeLesson | undefined {
  try {
    const reading = readLessonFile(storage?.getItem(KEY) ?? '');
    return reading.ok ? reading.lesson : undefined;
  } catch {
    return undefined; // storage is blocked
  }
}

function keep(storage: Storage | undefined, draft: MadeLesson | undefined): void {
  try {
    if (draft === undefined) storage?.removeItem(KEY);
    else storage?.setItem(KEY, lessonFileOf(draft));
  } catch {
    // storage is blocked or full: the draft lasts until the page closes
  }
}

/** What was done after a lesson's start; undefined where the lab did not begin with it. */
export const doneAfter = (start: readonly Command[], commands: readonly Command[]): readonly Command[] | undefined =>
  beginsWith(commands, start) ? commands.slice(start.length) : undefined;

/** A step moved by one place, up or down; the same where it cannot be. */
export function moved<T>(items: readonly T[], at: number, by: 1 | -1): readonly T[] {
  const other = at + by;
  const [one, two] = [items[at], items[other]];
  if (one === undefined || two === undefined) return items;
  return items.map((item, i) => (i === at ? two : i === other ? one : item));
}

/**
 * Markdown with a heading for each step, for an author to fill in; what is there already stays, section by section.
 * @param heads the words for each heading that is missing
 */
export function outlined(
  markdown: string,
  steps: readonly Step[],
  heads: {
    readonly title: string;
    readonly about: string;
    readonly step: (step: Step) => string;
    readonly why: string;
  },
): string {
  const [head = '', ...sections] = markdown.split(/^(?=## )/m);
  const title = head.trim() === '' ? `# ${heads.title}\n\n${heads.about}\n\n` : `${head.trimEnd()}\n\n`;
  const why = sections.length > steps.length ? sections.at(-1) : undefined;
  const own = sections.slice(0, why === undefined ? steps.length : -1);
  const all = steps.map((step, i) => own[i] ?? `## ${heads.step(step)}\n\n…\n`);
  return `${title}${[...all, why ?? `## ${heads.why}\n\n…\n`].map((section) => section.trimEnd()).join('\n\n')}\n`;
}
