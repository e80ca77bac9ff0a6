import { createStore, del, get, set, values } from 'idb-keyval';
import { savedOf, type Saved } from './saved.ts';

const documents = createStore('hopscope', 'documents');

export const read = async (id: string): Promise<Saved | undefined> => savedOf(await get(id, documents));
export const write = (saved: Saved): Promise<void> => set(saved.id, saved, documents);
export const remove = (id: string): Promise<void> => del(id, documents);

/** All that is kept, the last changed first. */
export async function list(): Promise<readonly Saved[]> {
  const all = (await values<unknown>(documents)).flatMap((kept) => savedOf(kept) ?? []);
  return all.sort((a, b) => b.changed - a.changed);
}
