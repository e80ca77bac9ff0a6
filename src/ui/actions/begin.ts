import { beginLab } from '../../store/begin.ts';
import type { Stores } from '../../store/stores.ts';
import { isLow } from '../page/media.ts';
import { setPanel } from '../page/panels.ts';

/** Begins an empty lab, with the terminal of its host where there is room for it. */
export async function beginEmptyLab(stores: Stores): Promise<void> {
  await beginLab(stores);
  if (!isLow()) setPanel(stores, 'terminal', true);
}
