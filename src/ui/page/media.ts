import { useSyncExternalStore } from 'react';
import type { Theme } from '../../store/settings.ts';
import { useSettings } from '../stores/stores.tsx';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

export const useReducedMotion = (): boolean => useMedia('(prefers-reduced-motion: reduce)');
/** What room a window has for the panels. The style sheets know the same measures. */
export type Room =
  /** Too narrow or too low: one panel at a time, by tabs. */
  | 'folded'
  /** They stand around the picture; the list of events takes the terminal's place. */
  | 'usual'
  /** There is room for the terminal and the list of events. */
  | 'tall';

const LOW = '(max-height: 560px)';
const FOLDED = `(max-width: 820px), ${LOW}`;
const TALL = '(min-height: 860px)';

const roomOf = (isFolded: boolean, isTall: boolean): Room => (isFolded ? 'folded' : isTall ? 'tall' : 'usual');
export const useRoom = (): Room => roomOf(useMedia(FOLDED), useMedia(TALL));
export const roomNow = (): Room => roomOf(matchMedia(FOLDED).matches, matchMedia(TALL).matches);
/** Whether there is no room below the picture: a panel that is up stands beside it. */
export const isLow = (): boolean => matchMedia(LOW).matches;
/** Whether the window has no room for panels beside each other. */
export const useFolded = (): boolean => useRoom() === 'folded';

/** Whether what floats over the graph has no room beside it. */
export const useTight = (): boolean => useMedia('(max-width: 1240px)');

/** Whether a finger is likely to point, and rows are as high as one. */
export const useNarrow = (): boolean => useMedia('(max-width: 820px)');

/** Light or dark as it is to be shown. */
export function useShownTheme(): Exclude<Theme, 'system'> {
  const theme = useSettings((settings) => settings.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  return theme === 'system' ? (dark ? 'dark' : 'light') : theme;
}
