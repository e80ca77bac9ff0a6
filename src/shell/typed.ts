import type { Place } from '../world/world.ts';
import { END_OF_INPUT, INTERRUPT } from './terminal/keys.ts';

/** A line that was typed at a place. */
interface Typed {
  readonly place: Place;
  readonly line: string;
}

/** Whether a line may ask for those that were typed before it. */
export const asksForLines = (line: string): boolean => /\bhistory\b/.test(line);

/** The lines typed at a place, oldest first, where the next one may ask for them. */
export const typedBefore = (commands: readonly Typed[], { place, line }: Typed): readonly string[] =>
  asksForLines(line)
    ? commands
        .filter((command) => command.place === place && command.line !== INTERRUPT && command.line !== END_OF_INPUT)
        .map((command) => command.line)
    : [];
