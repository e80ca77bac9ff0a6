import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Positions } from '../formats/document.ts';
import { differenceOf, type Difference } from '../history/difference.ts';
import type { Command, History } from '../history/history.ts';
import type { Outcome } from '../shell/tool/call.ts';
import type { Place, World } from '../world/world.ts';

/** A command that ran, and all that came of it. Worlds share structure, so keeping each costs little. */
export interface Entry extends Command {
  readonly id: number;
  readonly outcome: Outcome;
  /** The outcome's world as it is to be shown. */
  readonly shown: World;
}

/** What the lab needs of the layers below; tests hand in their own. */
export interface Backend {
  readonly createLab: (options: { seed: number }) => World;
  readonly run: (world: World, place: Place, line: string) => Promise<Outcome>;
  /** The world as a person sees it who looks a moment after a command. */
  readonly whenLookedAt: (world: World) => World | Promise<World>;
}

/** One history with all that came of it, and where its nodes were dragged to: what undo leads back to. */
interface LabDocument {
  /** What it is called, once it is. */
  readonly title: string | undefined;
  readonly seed: number;
  /** The world before the first command. */
  readonly start: World;
  /** Every command in order; those from `done` on lie ahead, where undo or a jump led back from. */
  readonly entries: readonly Entry[];
  readonly done: number;
  readonly positions: Positions;
}

/** What was done to a document otherwise than by a command at its end. */
export type Change = 'command' | 'edited' | 'deleted' | 'begun' | 'renamed' | 'moved' | 'tidied';

/** A change that undo takes back, or redo makes again. */
interface Step {
  readonly change: Change;
  /** The command that it speaks of; empty where it speaks of none. */
  readonly line: string;
  /** How many commands were done when it was made: until as many are done again, undo takes back commands. */
  readonly at: number;
  /** What of the document becomes otherwise. */
  readonly other: Partial<LabDocument>;
}

export type Undone = Pick<Step, 'change' | 'line'> & { readonly entry?: Entry };

export interface LabState extends LabDocument {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
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
  readonly begin: (title?: string, history?: History, placed?: (world: World) => Positions) => Promise<void>;
  /** Gives the document a name, or none. */
  readonly rename: (title: string) => void;
  /** Puts a node of the picture somewhere by hand. */
  readonly place: (node: string, at: Positions[string]) => void;
  /** Forgets where nodes were put: all is laid out anew. */
  readonly tidy: () => void;
  /** Goes to the world after so many commands; those after it stay ahead. */
  readonly goTo: (done: number) => void;
  /**
   * Plays the history with another command, or none, in the place of one, and yields what comes of it; the document stays
   * as it is. Gives way to the page between commands.
   */
  readonly rehearse: (at: number, command: Command | undefined, options?: RehearsalOptions) => Promise<Rehearsal>;
  /** Makes a rehearsed history the document's. Yields whether it could: not where the document changed meanwhile. */
  readonly amend: (rehearsal: Rehearsal) => boolean;
  readonly undo: () => Undone | undefined;
  readonly redo: () => Undone | undefined;
}

export interface RehearsalOptions {
  /** Asked before each command: whether the rehearsal is still wanted. It rejects where it is not. */
  readonly wanted?: () => boolean;
  readonly onProgress?: (played: number, of: number) => void;
}

/** A history as it would be, and for which of its commands that means something. */
export interface Rehearsal {
  readonly of: readonly Entry[];
  readonly at: number;
  readonly command: Command | undefined;
  readonly entries: readonly Entry[];
  readonly differences: readonly { readonly entry: Entry; readonly kind: Difference }[];
}

export type LabStore = StoreApi<LabState>;

/** The world as it stands after the commands that are done. */
export const worldOf = (state: LabState): World => state.entries[state.done - 1]?.outcome.world ?? state.start;

/** That world as it is to be shown. */
export const shownWorldOf = (state: LabState): World => state.entries[state.done - 1]?.shown ?? state.start;

export const canUndo = ({ done, past, waiting }: LabState): boolean =>
  waiting.length === 0 && (done > 0 || past.length > 0);
export const canRedo = ({ done, entries, future, waiting }: LabState): boolean =>
  waiting.length === 0 && (done < entries.length || future.length > 0);

/** How long (ms) a rehearsal works before it gives way. */
const TURN = 12;

export function createLabStore(backend: Backend, seed: number): LabStore {
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  return createStore<LabState>()((set, get) => {
    const entryOf = async (world: World, { place, line }: Command, id = nextId++): Promise<Entry> => {
      const outcome = await backend.run(world, place, line);
      return { id, place, line, outcome, shown: await backend.whenLookedAt(outcome.world) };
    };

    /** Changes the document so that undo can take it back. */
    const change = (kind: Change, line: string, next: Partial<LabDocument>) =>
      set((state) => {
        const { past, done } = state;
        const other = valuesOf(state, next);
        const step = { change: kind, line, at: next.done ?? done, other };
        return { ...next, past: [...past, step], future: [] };
      });

    /** Takes a step back or forth; yields it as it is to be taken the other way. */
    const take = ({ change: kind, line, other }: Step): Step => {
      const opposite = valuesOf(get(), other);
      set(other);
      return { change: kind, line, at: get().done, other: opposite };
    };

    async function runNow(command: Command): Promise<Entry | undefined> {
      if (!get().waiting.includes(command)) return undefined;
      try {
        const entry = await entryOf(worldOf(get()), command);
        const { entries, done } = get();
        const next = { entries: [...entries.slice(0, done), entry], done: done + 1 };
        // Undo goes back by `done` alone, except to commands that this one takes the place of.
        if (done < entries.length) change('command', command.line, next);
        else set({ ...next, future: [] });
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

    return {
      title: undefined,
      seed,
      start: backend.createLab({ seed }),
      entries: [],
      done: 0,
      positions: {},
      past: [],
      future: [],
      waiting: [],

      submit(place, line) {
        const command = { place, line };
        set(({ waiting }) => ({ waiting: [...waiting, command] }));
        return inTurn(() => runNow(command));
      },

      cancel(place) {
        set(({ waiting }) => ({ waiting: waiting.filter((command, at) => at === 0 || command.place !== place) }));
      },

      begin: (title, history = { seed, commands: [] }, placed = () => ({})) =>
        inTurn(async () => {
          const start = backend.createLab({ seed: history.seed });
          const entries: Entry[] = [];
          for (const command of history.commands)
            entries.push(await entryOf(entries.at(-1)?.outcome.world ?? start, command));

          const positions = placed(entries.at(-1)?.outcome.world ?? start);
          const begun = { title, seed: history.seed, start, entries, done: entries.length, positions };
          if (get().entries.length > 0) change('begun', '', begun);
          else set({ ...begun, future: [] }); // nobody misses a lab in which nothing was done
        }),

      rename(title) {
        const next = { title: title.trim() === '' ? undefined : title.trim() };
        const { past, done, future } = get();
        const latest = past.at(-1);
        // A name is typed letter by letter.
        if (latest?.change === 'renamed' && latest.at === done && future.length === 0) set(next);
        else change('renamed', '', next);
      },

      place: (node, at) => change('moved', '', { positions: { ...get().positions, [node]: at } }),
      tidy: () => change('tidied', '', { positions: {} }),

      goTo(done) {
        const { entries, waiting } = get();
        if (waiting.length === 0) set({ done: Math.max(0, Math.min(done, entries.length)) });
      },

      async rehearse(at, command, { wanted = () => true, onProgress } = {}) {
        const { entries: of, start } = get();
        const before = of.slice(0, at);
        const after = of.slice(at + 1);
        const entries = [...before];
        const differences: { entry: Entry; kind: Difference }[] = [];
        let turn = performance.now();
        const again: readonly (Command & Partial<Entry>)[] = command === undefined ? after : [command, ...after];
        for (const old of again) {
          if (performance.now() - turn > TURN) {
            onProgress?.(entries.length - at, of.length - at);
            await new Promise((resolve) => setTimeout(resolve));
            turn = performance.now();
          }
          if (!wanted()) throw new Error('no longer wanted');
          const entry = await entryOf(entries.at(-1)?.outcome.world ?? start, old, old.id ?? of[at]?.id);
          const kind = old.outcome && differenceOf(old.outcome, entry.outcome);
          if (kind !== undefined) differences.push({ entry, kind });
          entries.push(entry);
        }
        return { of, at, command, entries, differences };
      },

      amend({ of, at, command, entries }) {
        const { entries: now, done, waiting } = get();
        if (now !== of || waiting.length > 0) return false;
        const fewer = of.length - entries.length;
        change(command === undefined ? 'deleted' : 'edited', of[at]?.line ?? '', {
          entries,
          done: at < done ? done - fewer : done,
        });
        return true;
      },

      undo() {
        const { done, entries, past, future } = get();
        if (!canUndo(get())) return undefined;
        const latest = past.at(-1);
        if (latest !== undefined && (latest.at === done || done === 0)) {
          const step = take(latest);
          set({ past: past.slice(0, -1), future: [...future, step] });
          return latest;
        }
        set({ done: done - 1 });
        return undoneCommand(entries[done - 1]);
      },

      redo() {
        const { done, entries, past, future } = get();
        if (!canRedo(get())) return undefined;
        const next = future.at(-1);
        if (next !== undefined && (next.at === done || done === entries.length)) {
          const step = take(next);
          set({ past: [...past, step], future: future.slice(0, -1) });
          return next;
        }
        set({ done: done + 1 });
        return undoneCommand(entries[done]);
      },
    };
  });
}

const undoneCommand = (entry: Entry | undefined): Undone | undefined =>
  entry && { change: 'command', line: entry.line, entry };

/** What the document has now of the things that become otherwise. */
const valuesOf = (document: LabDocument, other: Partial<LabDocument>): Partial<LabDocument> =>
  Object.fromEntries((Object.keys(other) as (keyof LabDocument)[]).map((key) => [key, document[key]]));
