import { useMemo } from 'react';
import { networkColors } from '../../graph/colors.ts';
import { networkColor } from '../../graph/palette.ts';
import { useShownTheme } from './media.ts';
import { useWorld } from './stores.tsx';

/** The colour of a network's lines, the same as in the graph. */
export function useNetworkColor(machine: string, network: string): string {
  const engine = useWorld().machines[machine]?.engine;
  const theme = useShownTheme();
  const colors = useMemo(() => (engine === undefined ? {} : networkColors(engine)), [engine]);
  const index = colors[network];
  return index === undefined ? 'var(--ink-3)' : networkColor(index, theme).line;
}
