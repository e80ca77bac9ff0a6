import { knownNetworks } from '../engine/swarm/known.ts';
import { switchesOf } from '../story/moments.ts';
import type { Edited } from '../shell/tool/call.ts';
import { Ended, type Simulator } from '../simulator/simulator.ts';
import { locate, takesPart } from '../world/place.ts';
import { projectNamed } from '../world/projects.ts';
import { LAN, type Place, type World } from '../world/world.ts';
import { createLabStore, worldOf, type LabStore } from './lab.ts';
import { createEditorStore, type EditorStore } from './editor.ts';
import { createGuessingStore, isSealed, type GuessingStore } from './guessing.ts';
import { createLessonStore, lessonHere, type LessonStore } from './lesson.ts';
import type { Entry, Undone } from './steps.ts';
import type { Rehearsal } from './rehearsal.ts';
import { refusalOf } from './diagnosis.ts';
import { createPlaybackStore, type PlaybackState, type PlaybackStore } from './playback.ts';
import { toldOf } from './sealed.ts';
import type { Selection } from './selection.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createTerminalsStore, type TerminalsStore } from './terminals.ts';
import { createViewStore, type ViewStore } from './view.ts';
import { own } from '../kernel/own.ts';

/** All state of the page. */
export interface Stores {
  readonly simulator: Simulator;
  readonly lab: LabStore;
  readonly playback: PlaybackStore;
  readonly terminals: TerminalsStore;
  readonly settings: SettingsStore;
  readonly view: ViewStore;
  readonly lesson: LessonStore;
  readonly guessing: GuessingStore;
  readonly editor: EditorStore;
}

/**
 * @param start the world of the first lab, in which nothing was done
 * @param storage where settings are kept
 */
export function createStores(simulator: Simulator, start: World, storage?: Storage): Stores {
  const settings = createSettingsStore(storage);
  const stores: Stores = {
    simulator,
    lab: createLabStore(simulator, start),
    playback: createPlaybackStore(settings.getState().grain),
    terminals: createTerminalsStore(['host1', 'client']),
    settings,
    view: createViewStore(),
    lesson: createLessonStore(),
    guessing: createGuessingStore(),
    editor: createEditorStore(),
  };
  settings.subscribe(({ grain }, before) => {
    if (grain !== before.grain) stores.playback.getState().setGrain(grain);
  });
  // Who steps wants to read about the hop, not about what was selected before.
  stores.playback.subscribe((now, before) => {
    const stepped = now.position !== before.position && !now.playing && !before.playing;
    if (stepped && stores.view.getState().selected !== undefined) stores.view.getState().select(undefined);
  });
  return stores;
}

/** Shows the traffic of a command on the timeline, if there was any; while one guesses first, once that is done. */
export function showTraffic(stores: Stores, entry: Entry, autoplay: boolean): void {
  const { guessing, lesson, lab, playback } = stores;
  const { on } = guessing.getState();
  guessing.setState({ guess: undefined });
  const asksItself = lessonHere(lesson.getState(), lab.getState()) !== undefined;
  const isAsked = isSealed(guessing.getState(), entry); // by a class, as no guess is open
  if (!on || asksItself || isAsked || entry.outcome.traces.length === 0) return show(stores, entry, autoplay);
  playback.getState().clear();
  guessing.setState({ guess: { entry, autoplay, stage: 'sealed' } });
  void makeGuess(stores);
}

/** Makes the question; where that cannot be loaded the traffic is shown. */
async function makeGuess(stores: Stores): Promise<void> {
  try {
    (await import('./guesses.ts')).makeGuess(stores);
  } catch {
    const { guess } = stores.guessing.getState();
    stores.guessing.setState({ on: false, guess: undefined });
    if (guess !== undefined) show(stores, guess.entry, false);
  }
}

/** Switches the game on, with the traffic that is shown as its first question, or off. */
export function setGuessing(stores: Stores, on: boolean): void {
  const { guessing, lab, playback } = stores;
  const { guess } = guessing.getState();
  guessing.setState({ on, right: 0, answered: 0 });
  const shown = guess?.entry ?? lab.getState().entries.find(({ id }) => id === playback.getState().entry);
  if (shown !== undefined && (on || guess?.stage === 'sealed')) showTraffic(stores, shown, false);
  else guessing.setState({ guess: undefined });
}

/** Shows the traffic of a command on the timeline, if there was any. */
export function show(stores: Stores, entry: Entry, autoplay: boolean): void {
  const { playback, view } = stores;
  const hops = toldOf(stores, entry);
  if (hops.length === 0 && refusalOf(entry) === undefined) return;
  playback.getState().load(entry.id, hops, switchesOf(entry.outcome.world), autoplay);
  view.getState().select(undefined);
}

/**
 * Runs a command line at a place, in that place's terminal, and plays the traffic that it makes.
 * @param autoplay whether the traffic starts to move by itself; otherwise it waits at its first hop
 * @returns what came of it, or undefined where it was cancelled, or the simulator failed (the page says so)
 */
export async function runCommand(
  stores: Stores,
  place: Place,
  line: string,
  autoplay = true,
): Promise<Entry | undefined> {
  stores.terminals.getState().show(place);
  try {
    const entry = await stores.lab.getState().submit(place, line);
    if (entry === undefined) return undefined;
    showTraffic(stores, entry, autoplay);
    if (entry.outcome.edited) edit(stores, entry.outcome.edited);
    forgetWhatIsGone(stores);
    return entry;
  } catch (error) {
    if (error instanceof Ended) {
      const after = stores.lab.getState().entries.at(-1)?.id ?? 0;
      stores.terminals.getState().addAside(place, { after, line, ended: error.reason });
      return undefined;
    }
    const detail = error instanceof Error ? error.message : String(error);
    stores.view.getState().notify({ kind: 'simulatorFailed', line, detail });
    return undefined;
  }
}

/** Shows a file in the editor, also where one panel is up at a time. */
export function edit({ editor, lab, view }: Stores, file: Edited): void {
  editor.getState().show({ lab: lab.getState().start, ...file });
  view.getState().showSheet('editor');
}

/** Says as long as some work lasts that a document is being opened. */
export async function whileOpening<T>({ view }: Stores, work: () => Promise<T>): Promise<T> {
  view.getState().opens(1);
  try {
    return await work();
  } finally {
    view.getState().opens(-1);
  }
}

export function undo(stores: Stores): void {
  const undone = stores.lab.getState().undo();
  if (undone === undefined) return;
  tellAnew(stores);
  stores.view.getState().notify({ kind: 'undone', ...told(undone) });
}

export function redo(stores: Stores): void {
  const redone = stores.lab.getState().redo();
  if (redone === undefined) return;
  if (redone.entry === undefined) tellAnew(stores);
  else {
    showTraffic(stores, redone.entry, false);
    forgetWhatIsGone(stores);
  }
  stores.view.getState().notify({ kind: 'redone', ...told(redone) });
}

const told = ({ change, line }: Undone) => ({ line, change: change === 'command' ? undefined : change });

/** Goes to the world after so many commands, with the traffic of the last of them. */
export function goTo(stores: Stores, done: number, autoplay = false): void {
  stores.lab.getState().goTo(done);
  const state = stores.lab.getState();
  const entry = state.entries[state.done - 1];
  stores.playback.getState().clear();
  stores.guessing.setState({ guess: undefined });
  if (entry !== undefined) {
    stores.terminals.getState().show(entry.place);
    showTraffic(stores, entry, autoplay);
  }
  forgetWhatIsGone(stores);
}

/** Makes a rehearsed history the document's; yields whether it could. */
export function amend(stores: Stores, rehearsal: Rehearsal): boolean {
  const line = rehearsal.of[rehearsal.at]?.line ?? '';
  const amended = stores.lab.getState().amend(rehearsal);
  if (!amended) return false;
  tellAnew(stores);
  stores.view.getState().notify({ kind: rehearsal.command === undefined ? 'deleted' : 'edited', line });
  return true;
}

/** After the document became another: the story that is told, if its command is still there. */
const tellAnew = (stores: Stores): void => tellFrom(stores, stores.playback.getState());

/** Tells a command's story from a position on, if the command is there. */
export function tellFrom(
  stores: Stores,
  { entry: id, position }: Pick<PlaybackState, 'position'> & { readonly entry?: number | undefined },
): void {
  const { entries, done } = stores.lab.getState();
  const { load, clear, seek } = stores.playback.getState();
  stores.guessing.setState({ guess: undefined });
  const entry = id === undefined ? undefined : entries.slice(0, done).find((each) => each.id === id);
  const hops = entry && toldOf(stores, entry);
  if (entry !== undefined && hops !== undefined && hops.length > 0) {
    load(entry.id, hops, switchesOf(entry.outcome.world), false);
    seek(position);
  } else clear();
  forgetWhatIsGone(stores);
}

/** Closes the tabs of places and lifts the selection of things that the world no longer has. */
export function forgetWhatIsGone(stores: Stores): void {
  const world = worldOf(stores.lab.getState());
  stores.terminals.getState().keep((place) => place === LAN || isThere(world, place));
  const { selected, select } = stores.view.getState();
  if (selected !== undefined && !exists(world, selected)) select(undefined);
}

function isThere(world: World, place: Place): boolean {
  const location = locate(world, place);
  return location !== undefined && takesPart(location.machine);
}

function exists(world: World, selection: Selection): boolean {
  const machine = own(world.machines, selection.machine);
  switch (selection.kind) {
    case 'machine':
      return machine !== undefined && takesPart(machine);
    case 'container':
      return machine?.engine?.containers[selection.id] !== undefined;
    case 'network':
      return machine?.engine !== undefined && knownNetworks(machine.engine)[selection.id] !== undefined;
    case 'project':
      return projectNamed(world, selection.machine, selection.name) !== undefined;
  }
}
