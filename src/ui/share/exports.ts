import type { TFunction } from 'i18next';
import type { Writable } from '../../formats/formats.ts';
import type { Stores } from '../../store/stores.ts';
import { download, fileName } from './download.ts';
import { sourceOf } from './source.ts';

/** Lets the browser save the lab as a file. */
export async function saveAs(stores: Stores, { ending, write }: Writable, t: TFunction): Promise<void> {
  const content = await write(sourceOf(stores, t));
  download(content, `${fileName(stores.lab.getState().title)}.${ending}`);
}
