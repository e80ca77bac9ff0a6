import type { Positions } from '../formats/document.ts';
import type { Played } from '../history/history.ts';
import type { Intent } from '../world/intents.ts';
import type { World } from '../world/world.ts';

/** A command that ran, and all that came of it. Worlds share structure, so keeping each costs little. */
export interface Entry extends Played {
  readonly id: number;
}

/** One history with all that came of it, and where its nodes were dragged to: what undo leads back to. */
export interface LabDocument {
  /** What it is called, once it is. */
  readonly title: string | undefined;
  readonly seed: number;
  /** The world before the first command. */
  readonly start: World;
  /** Every command in order; those from `done` on lie ahead, where undo or a jump led back from. */
  readonly entries: readonly Entry[];
  readonly done: number;
  readonly positions: Positions;
  /** What is meant of who reaches whom. */
  readonly intents: readonly Intent[];
}

/** The world in which a command of a document ran. */
export function worldBefore({ entries, start }: Pick<LabDocument, 'entries' | 'start'>, { id }: Entry): World {
  const at = entries.findIndex((entry) => entry.id === id);
  return entries[at - 1]?.outcome.world ?? start;
}

/** What was done to a document otherwise than by a command at its end. */
export type Change =
  | 'command'
  | 'edited'
  | 'deleted'
  | 'commented'
  | 'begun'
  | 'renamed'
  | 'moved'
  | 'tidied'
  | 'meant';

/** A change that undo takes back, or redo makes again. */
export interface Step {
  readonly change: Change;
  /** The command that it speaks of; empty where it speaks of none. */
  readonly line: string;
  /** How many commands were done when it was made: until as many are done again, undo takes back commands. */
  readonly at: number;
  /** What of the document becomes otherwise. */
  readonly other: Partial<LabDocument>;
}

export type Undone = Pick<Step, 'change' | 'line'> & { readonly entry?: Entry | undefined };

/** What undo and redo go by. */
export interface Steps extends LabDocument {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

/** A document changed so that undo can take it back. */
export function changed(state: Steps, change: Change, line: string, next: Partial<LabDocument>): Partial<Steps> {
  const { past, done } = state;
  const step = { change, line, at: next.done ?? done, other: valuesOf(state, next) };
  return { ...next, past: [...past, step], future: [] };
}

/** What undo did, and what becomes otherwise. */
export interface Taken {
  readonly undone: Undone | undefined;
  readonly next: Partial<Steps>;
}

/** Takes back the latest change, or the last command that is done. */
export function undone(state: Steps): Taken {
  const { done, entries, past, future } = state;
  const latest = past.at(-1);
  if (latest === undefined || (latest.at !== done && done !== 0))
    return { undone: undoneCommand(entries[done - 1]), next: { done: done - 1 } };
  const next = { ...latest.other, past: past.slice(0, -1), future: [...future, opposite(state, latest)] };
  return { undone: latest, next };
}

/** Makes again what was taken back last. */
export function redone(state: Steps): Taken {
  const { done, entries, past, future } = state;
  const latest = future.at(-1);
  if (latest === undefined || (latest.at !== done && done !== entries.length))
    return { undone: undoneCommand(entries[done]), next: { done: done + 1 } };
  const next = { ...latest.other, past: [...past, opposite(state, latest)], future: future.slice(0, -1) };
  return { undone: latest, next };
}

/** A step as it is to be taken the other way. */
const opposite = (state: Steps, { change, line, other }: Step): Step => ({
  change,
  line,
  at: other.done ?? state.done,
  other: valuesOf(state, other),
});

const undoneCommand = (entry: Entry | undefined): Undone | undefined =>
  entry && { change: 'command', line: entry.line, entry };

/** What the document has now of the things that become otherwise. */
const valuesOf = (document: LabDocument, other: Partial<LabDocument>): Partial<LabDocument> =>
  Object.fromEntries((Object.keys(other) as (keyof LabDocument)[]).map((key) => [key, document[key]]));

/** A document of the past, with what was done to it before another was begun. */
interface Chapter {
  readonly end: LabDocument;
  readonly steps: readonly Step[];
  /** The step that began it. */
  readonly begun: Step | undefined;
  /** Whether it is to be forgotten, as it stood or as it ever was. */
  readonly isForgotten: boolean;
}

/**
 * A document that takes the place of the present one, without those that are to be forgotten: undo leads back to the others.
 * @param isForgotten asked of each document as it ever was
 */
export function begunWithout(
  state: Steps,
  begun: LabDocument,
  isForgotten: (document: LabDocument) => boolean,
): Partial<Steps> {
  const kept = chaptersOf(state, isForgotten).filter((each) => !each.isForgotten);
  const past = kept.flatMap(({ steps, begun: step }, at) => {
    const before = kept[at - 1]?.end;
    return before && step ? [{ ...step, other: valuesOf(before, step.other) }, ...steps] : steps;
  });
  const last = kept.at(-1);
  // Nobody misses a lab in which nothing was done.
  if (!last || last.end.entries.length === 0) return { ...begun, past, future: [] };
  return changed({ ...last.end, past, future: [] }, 'begun', '', begun);
}

/** The oldest first. */
function chaptersOf(state: Steps, isForgotten: (document: LabDocument) => boolean): readonly Chapter[] {
  const chapters: Chapter[] = [];
  let now: LabDocument = state;
  let end = now;
  let forgotten = isForgotten(now);
  let steps: Step[] = [];
  for (const step of state.past.toReversed()) {
    if (step.change === 'begun') {
      chapters.unshift({ end, steps, begun: step, isForgotten: forgotten });
      now = { ...now, ...step.other };
      [end, steps, forgotten] = [now, [], isForgotten(now)];
    } else {
      steps = [step, ...steps];
      now = { ...now, ...step.other };
      forgotten ||= isForgotten(now);
    }
  }
  return [{ end, steps, begun: undefined, isForgotten: forgotten }, ...chapters];
}
