import { whileOpening, type Stores } from '../../store/stores.ts';
import { resumeLesson, wereLessons } from '../lessons/lessons.ts';
import { isClassAddress, resumeClass } from '../classroom/classroom.ts';
import {
  isDocumentAddress,
  isLessonAddress,
  open,
  openAddress,
  openClassAddress,
  openLessonAddress,
} from '../share/opening.ts';
import { carrier } from './carrying.ts';
import { hold } from './hold.ts';
import { forget, identify, known, remembered } from './ids.ts';
import { leaveNothing } from './leaving.ts';
import type { Kept } from './saved.ts';

/** How long (ms) the browser's storage may take before the page goes on without it. */
const PATIENCE = 10_000;

/**
 * Opens a document that the browser keeps. Where another tab has it open this one gets a copy. What cannot be opened stays
 * as it is, and the page says so.
 */
export async function openKept(stores: Stores, id: string): Promise<void> {
  const { warn } = stores.view.getState();
  const { read, readFragment } = await carrier();
  const free = await hold(id);
  const found = await inTime(read(id)).catch(() => 'blocked' as const);
  if (found === 'blocked') return warn({ kind: 'blocked' });
  const kept = free ? await withLeft(id, found) : found;
  if (kept === undefined) {
    forget(id);
    return warn({ kind: 'forgotten' });
  }
  if (kept.state !== 'whole') return warn({ kind: kept.state, name: kept.name, record: kept.record });
  const { name, fragment, done } = kept.saved;
  if (!(await open(stores, readFragment(fragment), name, { done }))) return;
  if (!free) return warn({ kind: 'copy' });
  identify(stores.lab.getState().start, id);
  known.set(id, kept.saved);
}

/**
 * Opens what the page's address names, or else what this tab had open before; where the address names nothing that can be
 * opened, a notice says so over that. Tells whether nothing was ever open here.
 */
export async function openAtStart(stores: Stores): Promise<boolean> {
  const { hash } = location;
  const isLesson = isLessonAddress(hash);
  const isClass = isClassAddress(hash);
  const isLinked = !isLesson && !isClass && (await openLinked(stores));
  const isFirst = !isLinked && (await openLast(stores, hash));
  if (!isLinked && wereLessons()) await resumeLesson(stores);
  if (isLesson) await openLessonAddress(stores, hash);
  if (isClass) await openClassAddress(stores, hash);
  else await resumeClass(stores);
  return isFirst && !isLesson && !isClass;
}

/** Opens what this tab had open before; tells whether nothing was ever open here. */
async function openLast(stores: Stores, hash: string): Promise<boolean> {
  const { notice } = stores.view.getState();
  const last = remembered();
  if (last === undefined) return !isDocumentAddress(hash);
  if (!last.ofTab && !(await hold(last.id))) return false; // a second tab begins anew
  await whileOpening(stores, () => openKept(stores, last.id));
  if (notice !== undefined) stores.view.getState().notify(notice);
  return false;
}

/** Opens what the page's address names; yields whether it names anything that could be opened. */
export const openLinked = async (stores: Stores): Promise<boolean> =>
  isDocumentAddress(location.hash) && (await openAddress(stores, location.hash));

/** What is kept of a document, with what the page had left behind of it. */
async function withLeft(id: string, kept: Kept | undefined): Promise<Kept | undefined> {
  const { leftBehind, replace } = await carrier();
  const left = leftBehind(id, kept);
  if (left === undefined) return kept;
  const saved = await replace(left, kept?.state === 'whole' ? kept.saved : undefined).catch(() => undefined);
  if (saved) leaveNothing(id);
  return { state: 'whole', id, saved: saved ?? left };
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('the storage does not answer')), PATIENCE);
  });
  return Promise.race([work, late]);
}
