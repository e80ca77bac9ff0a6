import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Command } from '../history/history.ts';
import type { Outcome } from '../shell/tool.ts';
import type { Place, World } from '../world/world.ts';

/** A command that ran, and all that came of it. Worlds share structure, so keeping each costs little. */
export interface Entry extends Command {
  readonly id: number;
  readonly outcome: Outcome;
}

/** What the lab needs of the layers below; tests hand in their own. */
export interface Backend {
  readonly createLab: (options: { seed: number }) => World;
  readonly run: (world: World, place: Place, line: string) => Promise<Outcome>;
}

export interface LabState {
  readonly seed: number;
  /** The world before the first command. */
  readonly start: World;
  /** Every command in order; those from `done` on have been undone and can be redone. */
  readonly entries: readonly Entry[];
  readonly done: number;
  /** Commands that wait or run, the running one first. */
  readonly waiting: readonly Command[];
  /** Runs a command after those that wait, and yields what came of it. Rejects only where the simulator itself fails. */
  readonly submit: (place: Place, line: string) => Promise<Entry>;
  readonly undo: () => Entry | undefined;
  readonly redo: () => Entry | undefined;
}

export type LabStore = StoreApi<LabState>;

/** The world as it stands after the commands that are done. */
export const worldOf = (state: LabState): World => state.entries[state.done - 1]?.outcome.world ?? state.start;

export const canUndo = (state: LabState): boolean => state.done > 0 && state.waiting.length === 0;
export const canRedo = (state: LabState): boolean => state.done < state.entries.length && state.waiting.length === 0;

export function createLabStore(backend: Backend, seed: number): LabStore {
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  return createStore<LabState>()((set, get) => {
    async function runNow(place: Place, line: string): Promise<Entry> {
      try {
        const outcome = await backend.run(worldOf(get()), place, line);
        const entry: Entry = { id: nextId++, place, line, outcome };
        set(({ entries, done }) => ({ entries: [...entries.slice(0, done), entry], done: done + 1 }));
        return entry;
      } finally {
        set(({ waiting }) => ({ waiting: waiting.slice(1) }));
      }
    }

    return {
      seed,
      start: backend.createLab({ seed }),
      entries: [],
      done: 0,
      waiting: [],

      submit(place, line) {
        set(({ waiting }) => ({ waiting: [...waiting, { place, line }] }));
        const result = last.then(() => runNow(place, line));
        last = result.catch(() => undefined);
        return result;
      },

      undo() {
        if (!canUndo(get())) return undefined;
        const undone = get().entries[get().done - 1];
        set(({ done }) => ({ done: done - 1 }));
        return undone;
      },

      redo() {
        if (!canRedo(get())) return undefined;
        const redone = get().entries[get().done];
        set(({ done }) => ({ done: done + 1 }));
        return redone;
      },
    };
  });
}
