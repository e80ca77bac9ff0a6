import type { Stores } from '../../store/stores.ts';

/** Where this tab's storage holds what is written in the editor and not saved. */
export const KEPT = 'hopscope.editor';

/** Opens the editor as it was when the tab was reloaded, if it was open or had something that is not saved. */
export async function reopenEditor(stores: Stores): Promise<void> {
  try {
    if (sessionStorage.getItem(KEPT) === null) return;
  } catch {
    return; // storage is blocked
  }
  (await import('./keeping.ts')).restoreDrafts(stores);
}
