import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface FoldsState {
  /** What was opened or closed by hand, by a name that lasts from hop to hop and from thing to thing. */
  readonly open: Readonly<Record<string, boolean>>;
  /** The line of a packet's detail that is chosen. */
  readonly line?: string | undefined;
  /** The packet's octets are shown. */
  readonly octets: boolean;
}

/** What stands open in the inspector, as long as the page does. */
const store = createStore<FoldsState>()(() => ({ open: {}, octets: false }));

export const useFolds = <T>(select: (state: FoldsState) => T): T => useStore(store, select);

export const setOpen = (key: string, open: boolean): void =>
  store.setState((state) => ({ open: { ...state.open, [key]: open } }));

export const chooseLine = (line: string): void => store.setState({ line });
export const showOctets = (octets: boolean): void => store.setState({ octets });
