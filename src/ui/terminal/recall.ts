import type { Command } from '../../history/history.ts';
import { END_OF_INPUT, INTERRUPT } from '../../shell/terminal/terminal.ts';
import { isImport } from '../commands/shown-line.ts';
import type { Place } from '../../world/world.ts';

/** The lines typed at a place, oldest first, without repetitions of the line before. */
export const linesAt = (commands: readonly Command[], place: Place): readonly string[] =>
  commands
    .filter((command) => command.place === place)
    .map(({ line }) => line)
    .filter((line) => line !== INTERRUPT && line !== END_OF_INPUT && !isImport(line))
    .filter((line, index, all) => line !== all[index - 1]);

/** The index of the newest line before `before` that contains what is looked for; -1 where there is none. */
export function foundBefore(lines: readonly string[], query: string, before: number): number {
  if (query === '') return -1;
  for (let at = Math.min(before, lines.length) - 1; at >= 0; at -= 1) if (lines[at]?.includes(query)) return at;
  return -1;
}
