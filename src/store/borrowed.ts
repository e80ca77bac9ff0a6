import type { World } from '../world/world.ts';

const borrowed = new WeakSet<World>();

/** Says that the document which begins with a world is somebody else's, and only shown here: it is not kept. */
export const borrow = (start: World): unknown => borrowed.add(start);

/** It is one's own from now on. */
export const takeAsOwn = (start: World): unknown => borrowed.delete(start);

export const isBorrowed = (start: World): boolean => borrowed.has(start);
