import { Immer, current, enableArrayMethods, isDraft, type Draft } from 'immer';
import type { Change } from '../world/changes.ts';
import { copied, sharing } from '../world/copies.ts';
import { recordingOf } from '../world/recording.ts';
import type { World } from '../world/world.ts';

/** Holds the world that commands run on, one after the other. */
export interface Session {
  /** The world as it stands now. */
  readonly world: World;
  /** Changes the world by a recipe that edits its argument, and returns what the recipe returns. Edits stay where it throws. */
  update<T>(recipe: (world: World) => T): T;
  /** What was read of the world, as it stands now whatever becomes of the world. */
  keep<T>(value: T): T;
  /** The world at the end of a line: it stays as it is, and shares with the one before the line what did not change. */
  finish(): World;
}

export interface SessionOptions {
  /**
   * Edit one private copy of the world, which is quicker for a long history; `world` is then the same object throughout.
   * Otherwise the worlds that lines make stay, and share what did not change.
   */
  readonly inPlace?: boolean;
}

// Looking through a long list makes no draft of each thing in it: who searches must not change what is handed to the search.
enableArrayMethods();
const immer = new Immer({ autoFreeze: false });

export function openSession(world: World, { inPlace = false }: SessionOptions = {}): Session {
  return inPlace ? editing(JSON.parse(JSON.stringify(world)) as World) : producing(world);
}

/** A session that edits one private copy of the world, and what a line made of it. */
export interface RecordedSession extends Session {
  /** What became of the world since this was last asked. */
  readonly change: () => Change | undefined;
}

/** For many lines: each costs as much as it changes, however large the world is. */
export function openRecorded(start: World): RecordedSession {
  const world = copied(start);
  const { edited, plain, settle, change } = recordingOf(world);
  let depth = 0;
  return {
    world,
    update(recipe) {
      depth += 1;
      try {
        return plain(recipe(edited));
      } finally {
        depth -= 1;
        if (depth === 0) settle();
      }
    },
    keep: copied,
    finish: () => world,
    change,
  };
}

const editing = (world: World): Session => ({
  world,
  update: (recipe) => recipe(world),
  keep: (value) => value,
  finish: () => world,
});

/**
 * Changes that a line makes in worlds that share what did not change. Such a change costs as much as the records that it touches
 * are large, so a line that makes more than these is given a copy of the world, to edit in place.
 */
const FEW = 50;

function producing(start: World): Session {
  let before = start;
  let world = start;
  let changes = 0;
  let open: Draft<World> | undefined;
  const isOwn = () => changes > FEW;
  return {
    get world() {
      return world;
    },
    update(recipe) {
      if (open) return recipe(open);
      changes += 1;
      if (changes === FEW + 1) world = copied(world);
      if (isOwn()) return recipe(world);
      open = immer.createDraft(world);
      try {
        const result = recipe(open);
        return isDraft(result) ? (current(result as object) as typeof result) : result;
      } finally {
        const draft = open;
        open = undefined;
        world = immer.finishDraft(draft);
      }
    },
    keep: (value) => (isOwn() ? copied(value) : value),
    finish() {
      if (isOwn()) world = sharing(before, world);
      before = world;
      changes = 0;
      return world;
    },
  };
}
