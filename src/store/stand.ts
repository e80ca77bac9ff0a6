import { emptyLab } from './lab.ts';
import type { PlaybackState } from './playback.ts';
import type { Steps } from './steps.ts';
import { tellFrom, type Stores } from './stores.ts';
import type { TerminalsState } from './terminals.ts';
import type { ViewState } from './view.ts';
import type { World } from '../world/world.ts';

/** A document with all that surrounds it on the page: put back, nothing of it is lost. */
export interface Stand {
  readonly steps: Steps;
  readonly terminals: Pick<TerminalsState, 'tabs' | 'active' | 'cleared' | 'asides' | 'drafts'>;
  readonly playback: Pick<PlaybackState, 'position'> & { readonly entry?: number | undefined };
  readonly view: Pick<ViewState, 'level' | 'levelHeld' | 'shown' | 'shownProjects' | 'folded' | 'answersHidden'> &
    Partial<Pick<ViewState, 'selected' | 'node' | 'example'>>;
}

/** An empty lab, as the page shows it at first. */
export const emptyStand = (start: World): Stand => ({
  steps: emptyLab(start),
  terminals: { tabs: ['host1', 'client'], active: 'host1', cleared: {}, asides: {}, drafts: {} },
  playback: { position: 0 },
  view: {
    level: 'wiring',
    levelHeld: false,
    shown: [],
    shownProjects: [],
    folded: [],
    answersHidden: false,
    selected: undefined,
    node: undefined,
    example: undefined,
  },
});

/** Puts a document in the place of the one that stands on the page, and yields that with all that surrounds it. */
export async function exchangeStand(stores: Stores, other: Stand): Promise<Stand> {
  const { lab, terminals, playback, view } = stores;
  const steps = await lab.getState().exchange(other.steps);
  // Only now: commands that waited have run.
  const { tabs, active, cleared, asides, drafts } = terminals.getState();
  const { entry, position } = playback.getState();
  const { level, levelHeld, shown, shownProjects, folded, answersHidden, selected, node, example } = view.getState();
  playback.getState().clear();
  terminals.setState(other.terminals);
  view.setState({ selected: undefined, node: undefined, ...other.view });
  tellFrom(stores, other.playback);
  return {
    steps,
    terminals: { tabs, active, cleared, asides, drafts },
    playback: { entry, position },
    view: { level, levelHeld, shown, shownProjects, folded, answersHidden, selected, node, example },
  };
}
