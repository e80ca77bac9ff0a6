import type { Command } from '../../history/history.ts';
import { loadTexts } from '../../i18n/i18n.ts';
import type { LessonId } from '../../lessons/all.ts';
import { beginHere } from '../../store/begin.ts';
import { bring, toSandbox } from '../../store/sandbox.ts';
import { FIRST_SEED } from '../../store/seed.ts';
import { worldOf } from '../../store/lab.ts';
import { untried, type OpenLesson } from '../../store/lesson.ts';
import { progressKeeper } from '../../store/progress.ts';
import { emptyStand, exchangeStand } from '../../store/stand.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import { follow, here } from '../../store/teaching.ts';
import { rosterOf } from '../../teaching/judge/roster.ts';
import type { Lesson } from '../../teaching/lesson.ts';
import { currentId, identify, newId } from '../documents/ids.ts';
import { openKept } from '../documents/keeping.ts';
import { roomNow } from '../page/media.ts';
import { storage } from '../page/storage.ts';
import { libraryNow, titleIn } from './library.ts';

let started: Promise<void> | undefined;

/** Reads what is kept of the lessons, and keeps it from now on. Once a page. */
export const startLessons = (stores: Stores): Promise<void> => (started ??= start(stores));

async function start(stores: Stores): Promise<void> {
  const { lesson } = stores;
  await loadTexts('lessons');
  const keeper = progressKeeper(storage());
  const kept = keeper.read();
  if (kept !== undefined) lesson.getState().change({ progress: kept });
  lesson.subscribe((now, before) => {
    if (now.progress !== before.progress) keeper.write(now.progress, before.progress);
    if (now.sandbox !== before.sandbox && now.sandbox !== undefined) rememberSandbox(stores);
  });
  follow(stores);
}

/** Keeps which of the browser's labs one comes back to. */
function rememberSandbox({ lesson }: Stores): void {
  const { sandbox, progress, change } = lesson.getState();
  const { sandbox: _, ...rest } = progress;
  const isEmpty = sandbox === undefined || (sandbox.steps.entries.length === 0 && sandbox.steps.title === undefined);
  change({ progress: isEmpty ? rest : { ...rest, sandbox: currentId(sandbox.steps) } });
}

/** Opens a lesson where it was left, or at its beginning. Yields whether it is there. */
export async function openLesson(stores: Stores, id: LessonId): Promise<boolean> {
  await startLessons(stores);
  const { lesson: store, view } = stores;
  view.getState().closeDialog();
  if (here(stores)?.id === id) return true;
  const library = await libraryNow();
  const lesson = library.lessons.get(id);
  if (lesson === undefined && !store.getState().shelf.has(id)) {
    view.getState().notify({ kind: 'noLesson', line: id });
    return false;
  }
  await whileOpening(stores, async () => {
    if ((await fromShelf(stores, id)) || lesson === undefined) return;
    await bring(stores, emptyStand(await stores.simulator.createLab(FIRST_SEED)));
    if (!(await fromKept(stores, id, lesson))) await beginLesson(stores, id, lesson, titleIn(library, id));
  });
  showDock(stores);
  return true;
}

/** Where panels are folded, the lesson comes up. */
function showDock({ view }: Stores): void {
  if (roomNow() === 'folded') view.getState().showSheet('lesson');
}

/** A lesson that was left on this page comes back as it was. */
async function fromShelf(stores: Stores, id: LessonId): Promise<boolean> {
  const { shelf, open } = stores.lesson.getState();
  const shelved = shelf.get(id);
  if (shelved === undefined) return false;
  await bring(stores, shelved.stand);
  const rest = new Map(stores.lesson.getState().shelf);
  rest.delete(id);
  stores.lesson.getState().change({ shelf: rest, open: open?.id === id ? open : shelved.open });
  if (shelved.open.review === undefined) stores.lesson.getState().record(id, () => ({}));
  return true;
}

/** A lesson that was left before comes back with the lab that the browser keeps of it, in the place of an empty one. */
async function fromKept(stores: Stores, id: LessonId, lesson: Lesson): Promise<boolean> {
  const kept = stores.lesson.getState().progress.lessons.get(id);
  if (kept?.document === undefined) return false;
  const { start } = stores.lab.getState();
  await openKept(stores, kept.document);
  stores.view.getState().settle('forgotten');
  if (stores.lab.getState().start === start) return false;
  attach(stores, id, lesson, kept.step);
  return true;
}

/** The lesson is the one whose lab stands on the page. */
function attach(stores: Stores, id: LessonId, lesson: Lesson, at: number): void {
  const { start, entries } = stores.lab.getState();
  const begun = entries[lesson.start.length - 1]?.outcome.world ?? start;
  const step = Math.min(at, lesson.steps.length);
  setOpen(stores, {
    id,
    lesson,
    labs: [{ start, roster: rosterOf(begun) }],
    step,
    reached: step,
    states: {},
  });
}

function setOpen(stores: Stores, open: OpenLesson): void {
  const { change, record } = stores.lesson.getState();
  change({ open });
  stores.view.getState().hideAnswers(true); // hints come one by one; who wants to know at once can still ask
  if (open.review === undefined) record(open.id, () => ({ document: currentId(stores.lab.getState()) }));
}

/** Begins a lesson in the place of an empty lab. */
async function beginLesson(stores: Stores, id: LessonId, lesson: Lesson, title: string): Promise<void> {
  const { tries } = stores.lesson.getState().progress.lessons.get(id) ?? untried;
  try {
    await beginHere(stores, title, { seed: FIRST_SEED + tries, commands: lesson.start });
  } catch (error) {
    await toSandbox(stores);
    throw error;
  }
  begun(stores, id, lesson, []);
}

/** After a lesson's lab has begun. */
function begun(stores: Stores, id: LessonId, lesson: Lesson, earlier: OpenLesson['labs']): void {
  const { lab, lesson: store } = stores;
  const { start } = lab.getState();
  const labs = [...earlier, { start, roster: rosterOf(worldOf(lab.getState())) }];
  setOpen(stores, { id, lesson, labs, step: 0, reached: 0, states: {} });
  store.getState().record(id, ({ tries }) => ({ tries: tries + 1, step: 0 }));
}

/** Begins the open lesson anew, with other numbers in its lab; undo leads back to the lab as it was. */
export async function beginAgain(stores: Stores): Promise<void> {
  const open = here(stores);
  if (open === undefined || open.review !== undefined) return;
  const { lab } = stores;
  const { title } = lab.getState();
  const document = currentId(lab.getState());
  const { tries } = stores.lesson.getState().progress.lessons.get(open.id) ?? untried;
  await beginHere(stores, title, { seed: FIRST_SEED + tries, commands: open.lesson.start });
  identify(lab.getState().start, document);
  begun(stores, open.id, open.lesson, open.labs);
}

/** Leaves the lesson; one's own lab is there as it was. */
export async function leaveLesson(stores: Stores): Promise<void> {
  if (here(stores) === undefined) return;
  const { sandbox, progress } = stores.lesson.getState();
  await toSandbox(stores);
  if (roomNow() === 'folded') stores.view.getState().showSheet('terminal');
  const { sandbox: kept } = progress;
  if (sandbox === undefined && kept !== undefined) await whileOpening(stores, () => openKept(stores, kept));
}

export async function toggleSandbox(stores: Stores): Promise<void> {
  if (here(stores) !== undefined) return leaveLesson(stores);
  await startLessons(stores);
  const { open, progress } = stores.lesson.getState();
  const id = open?.id ?? progress.last;
  if (id === undefined) stores.view.getState().open({ kind: 'lessons' });
  else await openLesson(stores, id);
}

/** The lesson to go on with: the one that was open last, the one after it where that is done, or else the first. */
export async function continueLessons(stores: Stores): Promise<void> {
  await startLessons(stores);
  const { lessons } = await libraryNow();
  const id = nextOf([...lessons.keys()], stores);
  if (id !== undefined) await openLesson(stores, id);
}

function nextOf(ids: readonly LessonId[], { lesson }: Stores): LessonId | undefined {
  const { last, lessons } = lesson.getState().progress;
  const isOver = (id: LessonId) => (lessons.get(id)?.finished ?? 0) > 0;
  if (last !== undefined && ids.includes(last) && !isOver(last)) return last;
  const from = last === undefined ? 0 : ids.indexOf(last) + 1;
  return [...ids.slice(from), ...ids.slice(0, from)].find((id) => !isOver(id)) ?? last;
}

/** After the page opened: if the lab that it opened with is a lesson's, the lesson goes on. */
export async function resumeLesson(stores: Stores): Promise<void> {
  await startLessons(stores);
  const document = currentId(stores.lab.getState());
  const { progress } = stores.lesson.getState();
  if (document === progress.reviews) return leaveReview(stores, progress.sandbox);
  const [id, kept] = [...progress.lessons].find(([, each]) => each.document === document) ?? [];
  if (id === undefined || kept === undefined) return;
  const lesson = (await libraryNow()).lessons.get(id);
  if (lesson !== undefined) attach(stores, id, lesson, kept.step);
}

/** A review does not go on after the page was left: its questions would be known. */
async function leaveReview(stores: Stores, sandbox: string | undefined): Promise<void> {
  await exchangeStand(stores, emptyStand(await stores.simulator.createLab(FIRST_SEED)));
  if (sandbox !== undefined) await openKept(stores, sandbox);
}

/** Begins a lab for a question of a review, in the place of the one before. */
export async function beginReviewLab(
  stores: Stores,
  open: OpenLesson,
  title: string,
  seed: number,
  commands: readonly Command[],
): Promise<void> {
  const { lab, lesson } = stores;
  if (here(stores)?.id !== open.id) await bring(stores, emptyStand(await stores.simulator.createLab(seed)));
  await beginHere(stores, title, { seed, commands });
  const { progress, change } = lesson.getState();
  const reviews = progress.reviews ?? newId();
  const { start } = lab.getState();
  identify(start, reviews);
  change({
    progress: { ...progress, reviews },
    open: { ...open, labs: [...open.labs, { start, roster: rosterOf(worldOf(lab.getState())) }] },
  });
}
