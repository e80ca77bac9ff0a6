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
const NARROW = '(max-width: 820px)';
/** Whether the window is too narrow for the panels to stand side by side. */
export const useNarrow = (): boolean => useMedia(NARROW);
export const isNarrow = (): boolean => matchMedia(NARROW).matches;

/** Whether what floats over the graph has no room beside it. */
export const useTight = (): boolean => useMedia('(max-width: 1240px)');

/** Light or dark as it is to be shown. */
export function useShownTheme(): Exclude<Theme, 'system'> {
  const theme = useSettings((settings) => settings.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  return theme === 'system' ? (dark ? 'dark' : 'light') : theme;
}
