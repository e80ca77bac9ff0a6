import type { Command, History } from '../history/history.ts';
import type { Example } from '../lessons/gallery.ts';
import type { Beginning, Placed } from './lab.ts';
import { lessonHere } from './lesson.ts';
import { forgetWhatIsGone, runCommand, whileOpening, type Stores } from './stores.ts';

/** Only who is in a lesson leaves one. */
const leaving = () => import('./sandbox.ts');

/**
 * Begins an empty document, or one with a history, in the place of the one that stands here; undo leads back to that. A
 * lesson is left first: what one begins takes the place of one's own lab.
 */
export async function beginLab(
  stores: Stores,
  title?: string,
  history?: History,
  placed?: Placed,
  beginning?: Beginning,
): Promise<void> {
  if (lessonHere(stores.lesson.getState(), stores.lab.getState())) await (await leaving()).toSandbox(stores);
  await beginHere(stores, title, history, placed, beginning);
}

/** The same, whatever stands here. */
export async function beginHere(
  stores: Stores,
  title?: string,
  history?: History,
  placed?: Placed,
  beginning?: Beginning,
): Promise<void> {
  await stores.lab.getState().begin(title, history, placed, beginning);
  stores.playback.getState().clear();
  stores.view.getState().fold([]);
  forgetWhatIsGone(stores);
  if (history === undefined) stores.terminals.getState().show('host1');
}

/** Builds an example in a document of its own, and plays the last of its traffic. */
export async function openExample(stores: Stores, { id, build, traffic }: Example, title: string): Promise<void> {
  const commands: Command[] = [...build, ...traffic];
  const last = commands.pop();
  const { lab, view } = stores;
  await whileOpening(stores, () => beginLab(stores, title, { seed: lab.getState().seed, commands }));
  view.getState().tell({ id, start: lab.getState().start });
  view.getState().showSheet(undefined); // the picture first, and what is told of it
  if (last !== undefined) await runCommand(stores, last.place, last.line);
}
