import { changedBy, changedByAll, type Change } from '../world/changes.ts';
import type { World } from '../world/world.ts';

/** So many changes after the last world that was put together, or this one is, the next is: who goes back finds one near. */
const APART = 256;

/** A world that a command made, put together of the changes that led to it when somebody asks for it. */
export interface Made {
  readonly world: () => World;
  /** What the next command made of it. */
  readonly next: (change: Change | undefined, ready: (world: World) => void) => Made;
}

interface Step {
  readonly before: Step | undefined;
  readonly change: Change | undefined;
  readonly ready: (world: World) => void;
  world: World | undefined;
}

/** The worlds that commands make of one, one after the other. */
export const madeOf = (start: World): Made =>
  madeAt({ before: undefined, change: undefined, ready: () => undefined, world: start });

const madeAt = (step: Step): Made => ({
  world: () => step.world ?? putTogether(step),
  next: (change, ready) => madeAt({ before: step, change, ready, world: undefined }),
});

function putTogether(last: Step): World {
  const steps: Step[] = [];
  let step: Step = last;
  while (step.world === undefined && step.before !== undefined) {
    steps.push(step);
    step = step.before;
  }
  let world = step.world as World;
  steps.reverse();
  for (let at = 0; at < steps.length; at += APART) {
    const part = steps.slice(at, at + APART);
    const changes = part.map(({ change }) => change);
    world = (changes.length === 1 ? changedBy(world, changes[0]) : changedByAll(world, changes)) as World;
    const reached = part.at(-1) as Step;
    reached.world = world;
    reached.ready(world);
  }
  return world;
}
