import { lessonHere } from './lesson.ts';
import { FIRST_SEED } from './seed.ts';
import { emptyStand, exchangeStand, type Stand } from './stand.ts';
import type { Stores } from './stores.ts';

/** Puts a document on the page. What stood there is kept: a lesson's lab on its shelf, any other as the sandbox. */
export async function bring(stores: Stores, stand: Stand): Promise<void> {
  const { lesson, lab } = stores;
  const left = lessonHere(lesson.getState(), lab.getState());
  const old = await exchangeStand(stores, stand);
  const { change, shelf } = lesson.getState();
  change(left === undefined ? { sandbox: old } : { shelf: new Map(shelf).set(left.id, { open: left, stand: old }) });
}

/** Leaves the lesson for one's own lab; for an empty one where this page has not seen that. */
export async function toSandbox(stores: Stores): Promise<void> {
  const { sandbox } = stores.lesson.getState();
  await bring(stores, sandbox ?? emptyStand(await stores.simulator.createLab(FIRST_SEED)));
  stores.lesson.getState().change({ sandbox: undefined });
}
