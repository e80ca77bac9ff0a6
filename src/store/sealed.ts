import type { Hop } from '../kernel/hop.ts';
import type { Asked } from './guessing.ts';
import type { Entry } from './steps.ts';
import type { Stores } from './stores.ts';
import { trafficOf } from './traffic.ts';

/** The hops of a command's traffic as they are told: all, but where a class is asked what comes next. */
export function toldOf({ guessing }: Pick<Stores, 'guessing'>, entry: Entry): readonly Hop[] {
  const { asked } = guessing.getState();
  const hops = trafficOf(entry);
  return asked?.entry === entry.id ? hops.slice(0, asked.hop + 1) : hops;
}

/**
 * Seals what came of a command, or nothing any more: its story is told up to the hop that is asked about, and who stands before the
 * command stays before it.
 */
export function seal(stores: Stores, asked: Asked | undefined): void {
  const { guessing, lab, playback } = stores;
  const before = guessing.getState().asked;
  if (before?.entry === asked?.entry && before?.hop === asked?.hop) return;
  guessing.setState({ asked });
  lab.setState({ withheld: asked?.entry });
  const { entry: id, retell } = playback.getState();
  const entry = lab.getState().entries.find((each) => each.id === id);
  if (entry !== undefined) retell(toldOf(stores, entry));
}
