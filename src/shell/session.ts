import { Immer, current, isDraft, type Draft } from 'immer';
import type { World } from '../world/world.ts';

/** Holds the world that commands run on, one after the other. */
export interface Session {
  /** The world as it stands now. */
  readonly world: World;
  /** Changes the world by a recipe that edits its argument, and returns what the recipe returns. Edits stay where it throws. */
  update<T>(recipe: (world: World) => T): T;
}

export interface SessionOptions {
  /**
   * Edit one private copy of the world, which is quicker for a long history; `world` is then the same object throughout.
   * Otherwise every change makes a new world that shares what did not change.
   */
  readonly inPlace?: boolean;
}

const immer = new Immer({ autoFreeze: false });

export function openSession(world: World, { inPlace = false }: SessionOptions = {}): Session {
  return inPlace ? editing(JSON.parse(JSON.stringify(world)) as World) : producing(world);
}

const editing = (world: World): Session => ({ world, update: (recipe) => recipe(world) });

function producing(start: World): Session {
  let world = start;
  let open: Draft<World> | undefined;
  return {
    get world() {
      return world;
    },
    update(recipe) {
      if (open) return recipe(open);
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
  };
}
