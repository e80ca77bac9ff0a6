import type { Entry } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import type { Place } from '../../world/world.ts';
import { nameOfPlace } from '../lab/spots.ts';

export const promptOf = (place: Place): string => `${nameOfPlace(place)}$`;

/** The commands of a place that its screen shows. */
export const visibleEntries = (
  entries: readonly Entry[],
  done: number,
  place: Place,
  cleared: number,
): readonly Entry[] => entries.slice(0, done).filter((entry) => entry.place === place && entry.id > cleared);

/** All that a screen shows, as plain text. */
export function screenText({ lab, terminals }: Stores, place: Place): string {
  const { entries, done } = lab.getState();
  return visibleEntries(entries, done, place, terminals.getState().cleared[place] ?? 0)
    .map(({ line, outcome }) => `${promptOf(place)} ${line}\n${outcome.stdout}${outcome.stderr}`)
    .join('');
}

export function clearScreen({ lab, terminals }: Stores, place: Place): void {
  terminals.getState().clear(place, lab.getState().entries.at(-1)?.id ?? 0);
}
