import type { Outcome } from '../shell/tool/call.ts';
import type { Place } from '../world/world.ts';

/** A command at a place: the only thing that changes a world. */
export interface Command {
  readonly place: Place;
  readonly line: string;
  /** What somebody wrote about it: plain text, never empty. It changes nothing in the world. */
  readonly comment?: string;
}

/** A comment is cut to this (characters). */
export const LONGEST_COMMENT = 4000;

/** A command and nothing else: without what else its bearer knows, and without a comment that is none. */
export const commandOf = ({ place, line, comment }: Command): Command => ({
  place,
  line,
  ...(comment !== undefined && comment !== '' && { comment }),
});

/** A command that ran, and what came of it. */
export interface Played extends Command {
  readonly outcome: Outcome;
}

/** The document: what a topology is, and all that is saved or shared of it. */
export interface History {
  readonly seed: number;
  readonly commands: readonly Command[];
}

/** Whether commands begin with some others. */
export const beginsWith = (commands: readonly Command[], start: readonly Command[]): boolean =>
  start.every(({ place, line }, at) => commands[at]?.place === place && commands[at].line === line);
