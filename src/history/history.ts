import type { Place } from '../world/world.ts';

/** A command at a place: the only thing that changes a world. */
export interface Command {
  readonly place: Place;
  readonly line: string;
}

/** The document: what a topology is, and all that is saved or shared of it. */
export interface History {
  readonly seed: number;
  readonly commands: readonly Command[];
}
