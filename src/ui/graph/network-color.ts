import { useMemo } from 'react';
import { networkColor } from '../../graph/palette.ts';
import { networkColors } from '../../graph/scene/colors.ts';
import { useShownTheme } from '../page/media.ts';
import { useWorld } from '../stores/stores.tsx';

/** The colour of a network's lines, the same as in the graph. */
export function useNetworkColor(network: string): string {
  const { machines } = useWorld();
  const theme = useShownTheme();
  const colors = useMemo(() => networkColors(machines), [machines]);
  const index = colors[network];
  return index === undefined ? 'var(--ink-3)' : networkColor(index, theme).line;
}
