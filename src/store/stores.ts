import type { Positions } from '../formats/document.ts';
import { knownNetworks } from '../engine/swarm/known.ts';
import type { Command, History } from '../history/history.ts';
import type { Example } from '../lessons/gallery.ts';
import { switchesOf } from '../story/moments.ts';
import { Ended, type Simulator } from '../simulator/simulator.ts';
import { locate, takesPart } from '../world/place.ts';
import { LAN, type Place, type World } from '../world/world.ts';
import { createLabStore, worldOf, type LabStore } from './lab.ts';
import type { Entry, Undone } from './steps.ts';
import type { Rehearsal } from './rehearsal.ts';
import { diagnosisOf } from './diagnosis.ts';
import { createPlaybackStore, type PlaybackStore } from './playback.ts';
import type { Selection } from './selection.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createTerminalsStore, type TerminalsStore } from './terminals.ts';
import { trafficOf } from './traffic.ts';
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

/** Shows the traffic of a command on the timeline, if there was any. */
export function showTraffic({ playback, view }: Stores, entry: Entry, autoplay: boolean): void {
  const hops = trafficOf(entry);
  if (hops.length === 0 && diagnosisOf(entry, hops) === undefined) return;
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

/** Begins an empty document, or one with a history, in the place of the one that stands here; undo leads back to that. */
export async function beginLab(
  stores: Stores,
  title?: string,
  history?: History,
  placed?: (world: World) => Positions,
): Promise<void> {
  await stores.lab.getState().begin(title, history, placed);
  stores.playback.getState().clear();
  forgetWhatIsGone(stores);
  if (history === undefined) stores.terminals.getState().show('host1');
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
function tellAnew(stores: Stores): void {
  const { entries, done } = stores.lab.getState();
  const { entry: id, position, load, clear, seek } = stores.playback.getState();
  const entry = id === undefined ? undefined : entries.slice(0, done).find((each) => each.id === id);
  const hops = entry && trafficOf(entry);
  if (entry !== undefined && hops !== undefined && hops.length > 0) {
    load(entry.id, hops, switchesOf(entry.outcome.world), false);
    seek(position);
  } else clear();
  forgetWhatIsGone(stores);
}

/** Closes the tabs of places and lifts the selection of things that the world no longer has. */
function forgetWhatIsGone(stores: Stores): void {
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
  }
}
