import type { Outcome } from '../shell/tool/call.ts';
import type { Place } from '../world/world.ts';

/** A command at a place: the only thing that changes a world. */
export interface Command {
  readonly place: Place;
  readonly line: string;
}

/** A command that ran, and what came of it. */
export interface Played extends Command {
  readonly outcome: Outcome;
}

/** The document: what a topology is, and all that is saved or shared of it. */
export interface History {
  readonly seed: number;
  readonly commands: readonly Command[];
}
