import type { TFunction } from 'i18next';
import type { Format, Writable } from '../../formats/formats.ts';
import type { Follower } from '../../simulator/simulator.ts';
import type { Stores } from '../../store/stores.ts';
import { download, fileName } from './download.ts';
import { sourceOf } from './source.ts';

/** Lets the browser save the lab, or a part of it, as a file. */
export async function saveAs(
  stores: Stores,
  { ending, write }: Format & Writable,
  t: TFunction,
  part?: string,
  follower: Follower = {},
): Promise<undefined> {
  const content = await write(sourceOf(stores, t, follower), part);
  const name = fileName(stores.lab.getState().title);
  download(content, `${part === undefined ? name : `${name}-${part}`}.${ending}`);
  return undefined;
}
