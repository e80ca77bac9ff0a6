import i18next from 'i18next';
import { exampleOf } from '../../lessons/gallery.ts';
import { openExample, type Stores } from '../../store/stores.ts';

/** On the first visit: an example that runs, in place of an empty picture. */
export async function welcome(stores: Stores): Promise<void> {
  const { settings, lab, view } = stores;
  const { entries, waiting } = lab.getState();
  if (settings.getState().welcomed || entries.length > 0 || waiting.length > 0) return;
  view.getState().welcome(true);
  await openExample(stores, exampleOf('published'), i18next.t('gallery.published.title'));
}
