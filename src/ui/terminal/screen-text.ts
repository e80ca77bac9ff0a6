import type { Entry } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import type { Aside } from '../../store/terminals.ts';
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

/** Commands and asides as they follow each other on the screen. */
export function inOrder(entries: readonly Entry[], asides: readonly Aside[]): readonly (Entry | Aside)[] {
  const items: (Entry | Aside)[] = [];
  let at = 0;
  for (const entry of entries) {
    for (let aside = asides[at]; aside !== undefined && aside.after < entry.id; aside = asides[++at]) items.push(aside);
    items.push(entry);
  }
  return [...items, ...asides.slice(at)];
}

export const isAside = (item: Entry | Aside): item is Aside => 'after' in item;

/** All that a screen shows, as plain text. */
export function screenText({ lab, terminals }: Stores, place: Place): string {
  const { entries, done } = lab.getState();
  const { cleared, asides } = terminals.getState();
  return inOrder(visibleEntries(entries, done, place, cleared[place] ?? 0), asides[place] ?? [])
    .map((item) => {
      if (!isAside(item)) return `${promptOf(place)} ${item.line}\n${item.outcome.stdout}${item.outcome.stderr}`;
      return `${promptOf(place)} ${item.dropped === undefined ? 'help' : `${item.dropped}^C`}\n`;
    })
    .join('');
}

const newest = ({ lab }: Stores): number => lab.getState().entries.at(-1)?.id ?? 0;

export function clearScreen(stores: Stores, place: Place): void {
  stores.terminals.getState().clear(place, newest(stores));
}

export function showHelp(stores: Stores, place: Place): void {
  stores.terminals.getState().addAside(place, { after: newest(stores) });
}

/** Ctrl-C: the line is dropped, and so are the commands of the place that wait. */
export function dropLine(stores: Stores, place: Place, dropped: string): void {
  stores.lab.getState().cancel(place);
  stores.terminals.getState().addAside(place, { after: newest(stores), dropped });
}
