import type { Stores } from '../../store/stores.ts';
import type { Panel } from '../../store/view.ts';
import { useSettings, useView } from '../stores/stores.tsx';
import { isNarrow, useNarrow } from './media.ts';

const flags = { inspector: 'inspectorOpen', terminal: 'terminalOpen', history: 'historyOpen' } as const;

/** Whether a panel is open, and the way to open and close it: beside the picture each by itself, on a phone one sheet at a time. */
export function usePanel(panel: Panel): { readonly open: boolean; readonly setOpen: (open: boolean) => void } {
  const narrow = useNarrow();
  const wide = useSettings((settings) => settings[flags[panel]]);
  const change = useSettings((settings) => settings.change);
  const sheet = useView((view) => view.sheet);
  const showSheet = useView((view) => view.showSheet);
  return narrow
    ? { open: sheet === panel, setOpen: (open) => showSheet(open ? panel : undefined) }
    : { open: wide, setOpen: (open) => change({ [flags[panel]]: open }) };
}

/** Opens or closes a panel, however wide the window is. */
export function setPanel({ settings, view }: Stores, panel: Panel, open: boolean): void {
  if (isNarrow()) view.getState().showSheet(open ? panel : undefined);
  else settings.getState().change({ [flags[panel]]: open });
}

export const isPanelOpen = ({ settings, view }: Stores, panel: Panel): boolean =>
  isNarrow() ? view.getState().sheet === panel : settings.getState()[flags[panel]];
