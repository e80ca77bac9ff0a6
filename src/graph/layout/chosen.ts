import type { Level } from '../../store/view.ts';
import type { Positions } from './placement.ts';

/** Every level has places of its own. Those of Wiring are kept as they are called there. */
const prefixOf = (level: Level): string => (level === 'wiring' ? '' : `${level}:`);

const known = /^(overview|netfilter):/;

/** What the user chose at a level, by node id. */
export function chosenAt(chosen: Positions, level: Level): Positions {
  const prefix = prefixOf(level);
  const entries = Object.entries(chosen).filter(([key]) => (prefix === '' ? !known.test(key) : key.startsWith(prefix)));
  return Object.fromEntries(entries.map(([key, at]) => [key.slice(prefix.length), at]));
}

/** Under which key a choice is kept. */
export const chosenKey = (level: Level, id: string): string => prefixOf(level) + id;
