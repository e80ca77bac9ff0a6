import { createStore, type StoreApi } from 'zustand/vanilla';
import { grains, type Grain } from '../story/steps.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

interface Remembered {
  readonly theme: Theme;
  /** How finely traffic is told. */
  readonly grain: Grain;
  /** Why traffic fails is told at once, not only when its story gets there. */
  readonly reasonsAtOnce: boolean;
  /** Pixels. */
  readonly inspectorWidth: number;
  readonly terminalHeight: number;
  readonly inspectorOpen: boolean;
  readonly terminalOpen: boolean;
  readonly historyOpen: boolean;
  readonly eventsOpen: boolean;
  /** The example of the first visit has been seen. */
  readonly welcomed: boolean;
  /** The picture goes along with the packet of the traffic that is shown, where not all of it can be read at once. */
  readonly follow: boolean;
  /** New labs have images as Docker Hub has them. */
  readonly hubImages: boolean;
}

export interface SettingsState extends Remembered {
  readonly change: (settings: Partial<Remembered>) => void;
}

export type SettingsStore = StoreApi<SettingsState>;

export const sizeLimits = {
  inspectorWidth: { least: 280, most: 640 },
  terminalHeight: { least: 96, most: 640 },
} as const;

const defaults: Remembered = {
  theme: 'system',
  grain: 'story',
  reasonsAtOnce: false,
  inspectorWidth: 372,
  terminalHeight: 214,
  inspectorOpen: true,
  terminalOpen: true,
  historyOpen: false,
  eventsOpen: false,
  welcomed: false,
  follow: true,
  hubImages: false,
};

const storageKey = 'hopscope.settings';

const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);
const isGrain = (value: unknown): value is Grain => grains.some((grain) => grain === value);

/** What was kept, field by field, as far as it makes sense. */
function restored(text: string | null): Remembered {
  const kept = parsed(text);
  const size = (key: 'inspectorWidth' | 'terminalHeight') => {
    const value = kept[key];
    const { least, most } = sizeLimits[key];
    return typeof value === 'number' && value >= least && value <= most ? value : defaults[key];
  };
  const flag = (
    key:
      | 'reasonsAtOnce'
      | 'inspectorOpen'
      | 'terminalOpen'
      | 'historyOpen'
      | 'eventsOpen'
      | 'welcomed'
      | 'follow'
      | 'hubImages',
  ) => {
    const value = kept[key];
    return typeof value === 'boolean' ? value : defaults[key];
  };
  return {
    theme: isTheme(kept['theme']) ? kept['theme'] : defaults.theme,
    grain: isGrain(kept['grain']) ? kept['grain'] : defaults.grain,
    reasonsAtOnce: flag('reasonsAtOnce'),
    inspectorWidth: size('inspectorWidth'),
    terminalHeight: size('terminalHeight'),
    inspectorOpen: flag('inspectorOpen'),
    terminalOpen: flag('terminalOpen'),
    historyOpen: flag('historyOpen'),
    eventsOpen: flag('eventsOpen'),
    welcomed: flag('welcomed'),
    follow: flag('follow'),
    hubImages: flag('hubImages'),
  };
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // spoilt by hand
  }
}

/** Settings that outlive the page, kept in `storage` where there is one. */
export function createSettingsStore(storage: Storage | undefined): SettingsStore {
  const read = () => {
    try {
      return storage?.getItem(storageKey) ?? null;
    } catch {
      return null; // storage is blocked
    }
  };
  const store = createStore<SettingsState>()((set) => ({
    ...restored(read()),
    change: (settings) => set(settings),
  }));
  store.subscribe(({ change: _change, ...settings }) => {
    try {
      storage?.setItem(storageKey, JSON.stringify(settings));
    } catch {
      // storage is blocked or full: the settings last until the page closes
    }
  });
  return store;
}
