import { networkColor } from '../../graph/palette.ts';
import { networkColors } from '../../graph/scene/colors.ts';
import type { World } from '../../world/world.ts';
import { useShownTheme } from '../page/media.ts';
import { useWorld } from '../stores/stores.tsx';

/** Of each state of the machines once, however many texts are coloured by it: the page's worlds do not change. */
const known = new WeakMap<World['machines'], ReturnType<typeof networkColors>>();

function colorsOf(machines: World['machines']): ReturnType<typeof networkColors> {
  const colors = known.get(machines) ?? networkColors(machines);
  known.set(machines, colors);
  return colors;
}

/** The colour of a network's lines, the same as in the graph. */
export function useNetworkColor(network: string): string {
  const { machines } = useWorld();
  const theme = useShownTheme();
  const index = colorsOf(machines)[network];
  return index === undefined ? 'var(--ink-3)' : networkColor(index, theme).line;
}
