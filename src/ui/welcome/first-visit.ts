import i18next from 'i18next';
import { exampleOf } from '../../lessons/gallery.ts';
import { openExample } from '../../store/begin.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import { painted } from '../page/paint.ts';

/** On the first visit: an example that runs, in place of an empty picture. */
export async function welcome(stores: Stores): Promise<void> {
  const { settings, view } = stores;
  if (settings.getState().welcomed || isUsed(stores)) return;
  view.getState().showSheet(undefined); // the picture first
  await whileOpening(stores, painted);
  if (!isUsed(stores)) await openExample(stores, exampleOf('published'), i18next.t('gallery.published.title'));
}

/** Whether something has been run already. */
function isUsed({ lab }: Stores): boolean {
  const { entries, waiting } = lab.getState();
  return entries.length > 0 || waiting.length > 0;
}
