import type { TFunction } from 'i18next';
import type { Writable } from '../../formats/formats.ts';
import type { Stores } from '../../store/stores.ts';
import { sourceOf } from './source.ts';

/** Lets the browser save the lab as a file. */
export async function saveAs(stores: Stores, { ending, write }: Writable, t: TFunction): Promise<void> {
  const content = await write(sourceOf(stores, t));
  const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(stores.lab.getState().title)}.${ending}`;
  link.click();
  URL.revokeObjectURL(url);
}

/** A title as every file system takes it. */
export const fileName = (title = ''): string =>
  title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80) || 'hopscope';
