import type { TFunction } from 'i18next';
import { END_OF_INPUT, INTERRUPT } from '../../shell/terminal/terminal.ts';
import { isSealed } from '../../store/guessing.ts';
import type { LabState } from '../../store/lab.ts';
import type { Entry } from '../../store/steps.ts';
import type { Stores } from '../../store/stores.ts';
import type { Aside } from '../../store/terminals.ts';
import type { Place } from '../../world/world.ts';
import { nameOfPlace } from '../../world/spots.ts';
import { own } from '../../kernel/own.ts';
import { shownLine } from '../commands/shown-line.ts';
import { plainPrinted } from './printed.ts';

/** What a shell asks with for the next line of a command. */
export const CONTINUES = '>';

/** A command as the screen shows it. */
const shown = (place: Place, line: string, t: TFunction): string =>
  `${promptOf(place)} ${shownLine(line, t).replaceAll('\n', `\n${CONTINUES} `)}\n`;

export const promptOf = (place: Place): string => `${nameOfPlace(place)}$`;

/**
 * The commands of a place that its screen shows: those that are done, and the one that a class is asked about.
 * @param asked the id of that one
 */
export const visibleEntries = (
  { entries, done }: Pick<LabState, 'entries' | 'done'>,
  place: Place,
  { cleared, asked }: { readonly cleared: number; readonly asked: number | undefined },
): readonly Entry[] =>
  (entries[done]?.id === asked ? entries.slice(0, done + 1) : entries.slice(0, done)).filter(
    (entry) => entry.id > cleared && (entry.place === place || isSeenAt(entry, place)),
  );

/** Whether a process at another place's terminal printed something while a command ran. */
const isSeenAt = ({ outcome }: Entry, place: Place): boolean => own(outcome.elsewhere, place) !== undefined;

/** What of a command is seen at a place's terminal: all of it at its own, elsewhere what others printed there meanwhile. */
export function seenOf(
  { place, line, outcome }: Entry,
  at: Place,
): { line?: string | undefined; stdout: string; stderr: string } {
  if (place !== at) return own(outcome.elsewhere, at) ?? { stdout: '', stderr: '' };
  const { stdout, stderr } = outcome;
  if (line === INTERRUPT) return { stdout, stderr };
  return { line: line === END_OF_INPUT ? '' : line, stdout, stderr };
}

/** Whether what stands on stderr at a place is bad news: `nc -v` and `curl -v` tell of their success there too. */
export const failedAt = ({ place, outcome }: Entry, at: Place): boolean => place === at && outcome.exit !== 0;

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

const nothing = { stdout: '', stderr: '' };

/** All that a screen shows, as plain text. */
export function screenText({ lab, terminals, guessing }: Stores, place: Place, t: TFunction): string {
  const { cleared, asides } = terminals.getState();
  const guesses = guessing.getState();
  const shownOf = { cleared: own(cleared, place) ?? 0, asked: guesses.asked?.entry };
  return inOrder(visibleEntries(lab.getState(), place, shownOf), own(asides, place) ?? [])
    .map((item) => {
      if (!isAside(item)) {
        const { line, stdout, stderr } = { ...seenOf(item, place), ...(isSealed(guesses, item) && nothing) };
        return `${line === undefined ? '' : shown(place, line, t)}${plainPrinted(stdout)}${plainPrinted(stderr)}`;
      }
      return shown(place, asideText(item), t);
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

/** A line as it stands where it did not run to its end; the help is what was typed for it. */
export const asideText = ({ line, ended }: Aside): string =>
  line === undefined ? 'help' : ended === undefined || ended === 'interrupted' ? `${line}^C` : line;

/** Ctrl-C: the line is dropped, and so are the commands of the place that wait. */
export function dropLine(stores: Stores, place: Place, line: string): void {
  stores.lab.getState().cancel(place);
  stores.terminals.getState().addAside(place, { after: newest(stores), line });
}
