import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Command, History } from '../history/history.ts';
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

/** One history with all that came of it. */
interface LabDocument {
  /** What it is called, once it is. */
  readonly title?: string;
  readonly seed: number;
  /** The world before the first command. */
  readonly start: World;
  /** Every command in order; those from `done` on have been undone and can be redone. */
  readonly entries: readonly Entry[];
  readonly done: number;
  /** The document that stood here before, to go back to. */
  readonly former?: LabDocument;
}

export interface LabState extends LabDocument {
  /** Commands that wait or run, the running one first. */
  readonly waiting: readonly Command[];
  /**
   * Runs a command after those that wait, and yields what came of it; nothing where it was cancelled before it began.
   * Rejects only where the simulator itself fails.
   */
  readonly submit: (place: Place, line: string) => Promise<Entry | undefined>;
  /** Takes back the commands of a place that wait; the one that runs goes on. */
  readonly cancel: (place: Place) => void;
  /**
   * Begins a document, after the commands that wait: an empty one, or one whose commands have all run.
   * Rejects where the simulator fails at them; then all stays as it was.
   */
  readonly begin: (title?: string, history?: History) => Promise<void>;
  /** Gives the document a name, or none. */
  readonly rename: (title: string) => void;
  /** Goes back to the document that stood here before, where there is one. */
  readonly back: () => void;
  readonly undo: () => Entry | undefined;
  readonly redo: () => Entry | undefined;
}

export type LabStore = StoreApi<LabState>;

/** The world as it stands after the commands that are done. */
export const worldOf = (state: LabState): World => state.entries[state.done - 1]?.outcome.world ?? state.start;

export const canUndo = (state: LabState): boolean => state.done > 0 && state.waiting.length === 0;
/** Whether undo leads back to the document before. */
export const canGoBack = (state: LabState): boolean =>
  state.done === 0 && state.former !== undefined && state.waiting.length === 0;
export const canRedo = (state: LabState): boolean => state.done < state.entries.length && state.waiting.length === 0;

export function createLabStore(backend: Backend, seed: number): LabStore {
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  return createStore<LabState>()((set, get) => {
    const entryOf = async (world: World, command: Command): Promise<Entry> => {
      const outcome = await backend.run(world, command.place, command.line);
      return { id: nextId++, ...command, outcome };
    };

    async function runNow(command: Command): Promise<Entry | undefined> {
      if (!get().waiting.includes(command)) return undefined;
      try {
        const entry = await entryOf(worldOf(get()), command);
        set(({ entries, done }) => ({ entries: [...entries.slice(0, done), entry], done: done + 1 }));
        return entry;
      } finally {
        set(({ waiting }) => ({ waiting: waiting.filter((each) => each !== command) }));
      }
    }

    /** Does something after all that waits. */
    function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    }

    /** Puts a document in the place of the one that stands here. */
    const show = (document: LabDocument) =>
      set(({ title: _title, former: _former, ...state }) => ({ ...state, ...document }), true);

    return {
      seed,
      start: backend.createLab({ seed }),
      entries: [],
      done: 0,
      waiting: [],

      submit(place, line) {
        const command = { place, line };
        set(({ waiting }) => ({ waiting: [...waiting, command] }));
        return inTurn(() => runNow(command));
      },

      cancel(place) {
        set(({ waiting }) => ({ waiting: waiting.filter((command, at) => at === 0 || command.place !== place) }));
      },

      begin: (title, history = { seed, commands: [] }) =>
        inTurn(async () => {
          const start = backend.createLab({ seed: history.seed });
          const played: Entry[] = [];
          for (const command of history.commands)
            played.push(await entryOf(played.at(-1)?.outcome.world ?? start, command));

          const { title: oldTitle, seed: oldSeed, start: oldStart, entries, done, former } = get();
          const old = {
            ...(oldTitle !== undefined && { title: oldTitle }),
            seed: oldSeed,
            start: oldStart,
            entries,
            done,
          };
          const before = entries.length > 0 ? { ...old, ...(former && { former }) } : former;
          const begun = { seed: history.seed, start, entries: played, done: played.length };
          show({ ...begun, ...(title !== undefined && { title }), ...(before && { former: before }) });
        }),

      rename: (title) =>
        set(({ title: _old, ...state }) => ({ ...state, ...(title.trim() !== '' && { title: title.trim() }) }), true),

      back() {
        const { former, waiting } = get();
        if (former !== undefined && waiting.length === 0) show(former);
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
