import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Whether the page tells about itself. */
const store = createStore<boolean>()(() => false);

export const useAboutShown = (): boolean => useStore(store);
export const showAbout = (shown: boolean): void => store.setState(shown, true);
