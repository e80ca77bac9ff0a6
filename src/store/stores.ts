import { locate } from '../world/place.ts';
import type { Place, World } from '../world/world.ts';
import { createLabStore, worldOf, type Backend, type Entry, type LabStore } from './lab.ts';
import { createPlaybackStore, type PlaybackStore } from './playback.ts';
import type { Selection } from './selection.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createTerminalsStore, type TerminalsStore } from './terminals.ts';
import { createViewStore, type ViewStore } from './view.ts';

/** All state of the page. */
export interface Stores {
  readonly lab: LabStore;
  readonly playback: PlaybackStore;
  readonly terminals: TerminalsStore;
  readonly settings: SettingsStore;
  readonly view: ViewStore;
}

export interface StoresOptions {
  readonly seed: number;
  readonly storage?: Storage | undefined;
}

export const createStores = (backend: Backend, { seed, storage }: StoresOptions): Stores => ({
  lab: createLabStore(backend, seed),
  playback: createPlaybackStore(),
  terminals: createTerminalsStore(['host1', 'client']),
  settings: createSettingsStore(storage),
  view: createViewStore(),
});

const hasTraffic = ({ outcome }: Entry): boolean => outcome.traces.some(({ hops }) => hops.length > 0);

/**
 * Runs a command line at a place, in that place's terminal, and plays the traffic that it makes.
 * @param autoplay whether the traffic starts to move by itself; otherwise it waits at its first hop
 * @returns what came of it, or undefined where the simulator failed (the page says so)
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
    if (hasTraffic(entry)) stores.playback.getState().load(entry.id, entry.outcome.traces, autoplay);
    forgetWhatIsGone(stores);
    return entry;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    stores.view.getState().notify({ kind: 'simulatorFailed', line, detail });
    return undefined;
  }
}

export function undo(stores: Stores): void {
  const undone = stores.lab.getState().undo();
  if (undone === undefined) return;
  if (stores.playback.getState().entry === undone.id) stores.playback.getState().clear();
  forgetWhatIsGone(stores);
  stores.view.getState().notify({ kind: 'undone', line: undone.line });
}

export function redo(stores: Stores): void {
  const redone = stores.lab.getState().redo();
  if (redone === undefined) return;
  if (hasTraffic(redone)) stores.playback.getState().load(redone.id, redone.outcome.traces, false);
  forgetWhatIsGone(stores);
  stores.view.getState().notify({ kind: 'redone', line: redone.line });
}

/** Closes the tabs of places and lifts the selection of things that the world no longer has. */
function forgetWhatIsGone(stores: Stores): void {
  const world = worldOf(stores.lab.getState());
  stores.terminals.getState().keep((place) => locate(world, place) !== undefined);
  const { selected, select } = stores.view.getState();
  if (selected !== undefined && !exists(world, selected)) select(undefined);
}

function exists(world: World, selection: Selection): boolean {
  const machine = world.machines[selection.machine];
  switch (selection.kind) {
    case 'machine':
      return machine !== undefined;
    case 'container':
      return machine?.engine?.containers[selection.id] !== undefined;
    case 'network':
      return machine?.engine?.networks[selection.id] !== undefined;
  }
}
