import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Positions } from '../formats/document.ts';
import { commandOf, LONGEST_COMMENT, type Command, type History } from '../history/history.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { Intent } from '../world/intents.ts';
import type { Place, World } from '../world/world.ts';
import { rehearsed, type EntriesFor, type Rehearsal, type RehearsalOptions } from './rehearsal.ts';
import {
  begunWithout,
  changed,
  redone,
  undone,
  type Change,
  type Entry,
  type LabDocument,
  type Steps,
  type Undone,
} from './steps.ts';
import { turns } from './turns.ts';

/** What the lab needs of the simulator; tests hand in their own. */
export type Backend = Omit<Simulator, 'ask' | 'follow'>;

/** Where nodes stand in a document whose commands have all run; throws where they came to something that is not wanted. */
export type Placed = (world: World, entries: readonly Entry[]) => Positions;

/** What is said of a document that begins. */
export interface Beginning {
  /** What is meant of who reaches whom. */
  readonly intents?: readonly Intent[] | undefined;
  /** Documents to which undo leads back no more, asked of each as it ever was; none where absent. */
  readonly forget?: ((document: LabDocument) => boolean) | undefined;
}

/** A document that is built up elsewhere. */
export interface Becoming {
  readonly title: string | undefined;
  readonly history: History;
  /** How many of its commands are done. */
  readonly done: number;
  /** Where its nodes stand, given its last world. */
  readonly placed: (world: World) => Positions;
}

export interface LabState extends Steps {
  /** Commands that wait or run, the running one first. */
  readonly waiting: readonly Command[];
  /** The id of a command that lies ahead and is not gone on to as yet: what comes of it is not to be seen. */
  readonly withheld: number | undefined;
  /** The world as it is to be shown, derived when it is asked for. */
  readonly shownWorld: () => World;
  /**
   * Runs a command after those that wait, and yields what came of it; nothing where it was cancelled before it began.
   * Rejects where it was ended before its end (`Ended`), or the simulator itself fails: then it has not been.
   */
  readonly submit: (place: Place, line: string) => Promise<Entry | undefined>;
  /** Takes back the commands of a place that wait; the one that runs goes on. */
  readonly cancel: (place: Place) => void;
  /** Ends the command that runs, where it is a place's. Yields whether it is. */
  readonly interrupt: (place: Place) => boolean;
  /**
   * Begins a document, after the commands that wait: an empty one, or one whose commands have all run.
   * Rejects where the simulator fails at them; then all stays as it was.
   */
  readonly begin: (title?: string, history?: History, placed?: Placed, beginning?: Beginning) => Promise<void>;
  /**
   * Puts another document, with all that undo knows of it, in the place of this one, after the commands that wait.
   * Yields what stood here: put back it is as it was.
   */
  readonly exchange: (other: Steps) => Promise<Steps>;
  /**
   * Makes the history, which is built up elsewhere, another one, after the commands that wait: commands that it has run already
   * keep their worlds. Undo does not lead back. Yields its entries; nothing where it is no longer made of `of`: then it stays.
   * Rejects where the simulator fails at it; then it stays too.
   */
  readonly become: (of: readonly Entry[], next: Becoming) => Promise<readonly Entry[] | undefined>;
  /** Gives the document a name, or none. */
  readonly rename: (title: string) => void;
  /** Puts a node of the picture somewhere by hand. */
  readonly place: (node: string, at: Positions[string]) => void;
  /** Forgets where nodes were put: all is laid out anew. */
  readonly tidy: () => void;
  /** Says what is meant of who reaches whom, in the place of what was. */
  readonly mean: (intents: readonly Intent[]) => void;
  /** Goes to the world after so many commands; those after it stay ahead. */
  readonly goTo: (done: number) => void;
  /**
   * Plays the history with another command, or none, in the place of one, and yields what comes of it; the document stays
   * as it is. Gives way to the page between commands.
   */
  readonly rehearse: (at: number, command: Command | undefined, options?: RehearsalOptions) => Promise<Rehearsal>;
  /** Makes a rehearsed history the document's. Yields whether it could: not where the document changed meanwhile. */
  readonly amend: (rehearsal: Rehearsal) => boolean;
  /** Says something of a command (counted from 0), or nothing any more where the text is empty; no world changes. */
  readonly comment: (at: number, text: string) => void;
  readonly undo: () => Undone | undefined;
  readonly redo: () => Undone | undefined;
}

export type LabStore = StoreApi<LabState>;

/** The world as it stands after the commands that are done. */
export const worldOf = (state: LabState): World => state.entries[state.done - 1]?.outcome.world ?? state.start;

export const canUndo = ({ done, past, waiting }: LabState): boolean =>
  waiting.length === 0 && (done > 0 || past.length > 0);
export const canRedo = (state: LabState): boolean =>
  state.waiting.length === 0 &&
  (state.done < most(state) || (state.done === state.entries.length && state.future.length > 0));

/** How many commands can be done: all; for who stands before the one that is withheld, those before it. */
function most({ entries, done, withheld }: LabState): number {
  const at = withheld === undefined ? -1 : entries.findIndex(({ id }) => id === withheld);
  return at < done ? entries.length : at;
}

/**
 * The store of one document after another, each a history with its worlds.
 * @param start the world of the first, an empty lab
 */
export function createLabStore(backend: Backend, start: World): LabStore {
  const { seed } = start;
  const inTurn = turns();
  const entriesFor = entriesOf(backend);

  return createStore<LabState>()((set, get) => {
    const change = (kind: Change, line: string, next: Partial<LabDocument>) =>
      set((state) => changed(state, kind, line, next));

    async function runNow(command: Command): Promise<Entry | undefined> {
      if (!get().waiting.includes(command)) return undefined;
      try {
        const [entry] = await all(entriesFor(worldOf(get()), [command], get().entries.slice(0, get().done)));
        if (entry === undefined) return undefined;
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

    async function beginNow(
      title: string | undefined,
      history: History,
      placed: Placed,
      { intents = [], forget = () => false }: Beginning,
    ) {
      const start = await backend.createLab(history.seed);
      const entries = await all(entriesFor(start, history.commands));
      const positions = placed(entries.at(-1)?.outcome.world ?? start, entries);
      const begun = { title, seed: history.seed, start, entries, done: entries.length, positions, intents };
      set((state) => begunWithout(state, begun, forget));
    }

    async function becomeNow(of: readonly Entry[], { title, history, done, placed }: Becoming) {
      const now = get();
      if (now.entries !== of) return undefined;
      const start = now.seed === history.seed ? now.start : await backend.createLab(history.seed);
      const same = start === now.start ? sharedBy(of, history.commands) : 0;
      const kept = of.slice(0, same).map((entry, at) => commentedAs(entry, history.commands[at]?.comment));
      const rest = history.commands.slice(same);
      const run = rest.length === 0 ? [] : await all(entriesFor(kept.at(-1)?.outcome.world ?? start, rest, kept));
      const entries = [...kept, ...run];
      const positions = placed(entries.at(-1)?.outcome.world ?? start);
      set({ title, seed: history.seed, start, entries, done, positions, past: [], future: [] });
      return entries;
    }

    function exchangeNow(other: Steps): Steps {
      const steps = stepsOf(get());
      set(other);
      return steps;
    }

    return {
      ...emptyLab(start),
      waiting: [],
      withheld: undefined,

      shownWorld: () => (get().done === 0 ? get().start : backend.whenLookedAt(worldOf(get()))),

      submit(place, line) {
        const command = { place, line };
        set(({ waiting }) => ({ waiting: [...waiting, command] }));
        return inTurn(() => runNow(command));
      },

      cancel: (place) =>
        set(({ waiting }) => ({ waiting: waiting.filter((command, at) => at === 0 || command.place !== place) })),

      interrupt(place) {
        const runs = get().waiting[0]?.place === place;
        if (runs) backend.interrupt();
        return runs;
      },

      begin: (title, history = { seed, commands: [] }, placed = () => ({}), beginning = {}) =>
        inTurn(() => beginNow(title, history, placed, beginning)),

      exchange: (other) => inTurn(() => exchangeNow(other)),

      become: (of, next) => inTurn(() => becomeNow(of, next)),

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
      mean: (intents) => change('meant', '', { intents }),

      goTo(done) {
        if (get().waiting.length === 0) set({ done: Math.max(0, Math.min(done, most(get()))) });
      },

      rehearse: (at, command, options) => rehearsed(get(), { at, command }, entriesFor, options),

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

      comment(at, text) {
        const { entries } = get();
        const entry = entries[at];
        const comment = text.trim().slice(0, LONGEST_COMMENT);
        if (entry === undefined || comment === (entry.comment ?? '')) return;
        change('commented', entry.line, { entries: entries.with(at, commentedAs(entry, comment)) });
      },

      undo() {
        if (!canUndo(get())) return undefined;
        const taken = undone(get());
        set(taken.next);
        return taken.undone;
      },

      redo() {
        if (!canRedo(get())) return undefined;
        const taken = redone(get());
        set(taken.next);
        return taken.undone;
      },
    };
  });
}

/** An entry with another comment, or none. */
function commentedAs(entry: Entry, comment: string | undefined): Entry {
  if (entry.comment === comment) return entry;
  const { id, place, line, outcome } = entry;
  return { id, ...commandOf({ place, line, ...(comment !== undefined && { comment }) }), outcome };
}

/** How many commands two histories begin with alike. */
function sharedBy(entries: readonly Entry[], commands: readonly Command[]): number {
  const other = entries.findIndex(({ place, line }, at) => commands[at]?.place !== place || commands[at].line !== line);
  return other < 0 ? entries.length : other;
}

/** The document that stands there, with all that undo knows of it. */
export const stepsOf = ({ title, seed, start, entries, done, positions, intents, past, future }: LabState): Steps => ({
  title,
  seed,
  start,
  entries,
  done,
  positions,
  intents,
  past,
  future,
});

/** A lab in which nothing was done. */
export const emptyLab = (start: World): Steps => ({
  title: undefined,
  seed: start.seed,
  start,
  entries: [],
  done: 0,
  positions: {},
  intents: [],
  past: [],
  future: [],
});

/** Runs commands, and numbers what came of them where they have no number yet. */
function entriesOf({ play }: Backend): EntriesFor {
  let nextId = 1;
  return async function* (world, commands, before = []) {
    let at = 0;
    for await (const outcome of play(
      world,
      commands.map(({ place, line }) => ({ place, line })),
      before.map(({ place, line }) => ({ place, line })),
    )) {
      const command = commands[at++];
      if (command) yield { id: command.id ?? nextId++, ...commandOf(command), outcome };
    }
  };
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}
