import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Reason } from '../simulator/simulator.ts';
import type { Place } from '../world/world.ts';
import { own } from '../kernel/own.ts';

/** What stands on a screen without being a command of the history: the page's help, a line that was dropped, or one that was ended. */
export interface Aside {
  readonly id: number;
  /** The newest command when it came. */
  readonly after: number;
  /** Undefined for the help. */
  readonly line?: string | undefined;
  /** Why the line was ended while it ran; undefined where it was dropped before. */
  readonly ended?: Reason | undefined;
}

export interface TerminalsState {
  readonly tabs: readonly Place[];
  readonly active: Place;
  /** By place: commands up to this id are cleared from view. */
  readonly cleared: Readonly<Record<Place, number>>;
  /** By place, oldest first. */
  readonly asides: Readonly<Record<Place, readonly Aside[]>>;
  /** By place: the line that is being typed. */
  readonly drafts: Readonly<Record<Place, string>>;
  /** The place whose prompt is to take the keyboard, until it has. */
  readonly focusWanted?: Place | undefined;
  /** Shows a place's tab, opening it where there is none. */
  readonly show: (place: Place, options?: { focus?: boolean | undefined }) => void;
  readonly focused: () => void;
  readonly close: (place: Place) => void;
  /** Clears a place's screen: commands up to this id, and all asides. */
  readonly clear: (place: Place, upTo: number) => void;
  readonly draft: (place: Place, line: string) => void;
  readonly addAside: (place: Place, aside: Omit<Aside, 'id'>) => void;
  /** Closes the tabs of places that are gone. */
  keep(exists: (place: Place) => boolean): void;
}

export type TerminalsStore = StoreApi<TerminalsState>;

export function createTerminalsStore(places: readonly [Place, ...Place[]]): TerminalsStore {
  let nextAside = 1;
  return createStore<TerminalsState>()((set, get) => ({
    tabs: places,
    active: places[0],
    cleared: {},
    asides: {},
    drafts: {},
    draft: (place, line) => set(({ drafts }) => ({ drafts: { ...drafts, [place]: line } })),
    show: (place, { focus = false } = {}) =>
      set(({ tabs, focusWanted }) => ({
        tabs: tabs.includes(place) ? tabs : [...tabs, place],
        active: place,
        focusWanted: focus ? place : focusWanted,
      })),
    focused: () => set({ focusWanted: undefined }),
    close: (place) => {
      const { tabs, active } = get();
      const index = tabs.indexOf(place);
      if (index < 0 || tabs.length === 1) return;
      const left = tabs.filter((tab) => tab !== place);
      set({ tabs: left, active: active === place ? (left[Math.max(0, index - 1)] ?? active) : active });
    },
    clear: (place, upTo) =>
      set(({ cleared, asides }) => ({ cleared: { ...cleared, [place]: upTo }, asides: { ...asides, [place]: [] } })),
    addAside: (place, aside) =>
      set(({ asides }) => ({
        asides: { ...asides, [place]: [...(own(asides, place) ?? []), { ...aside, id: nextAside++ }] },
      })),
    keep: (exists) => {
      const gone = get().tabs.filter((tab) => !exists(tab));
      for (const place of gone) get().close(place);
    },
  }));
}
