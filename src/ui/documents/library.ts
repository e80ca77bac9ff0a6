import { createStore, del, get, set, values } from 'idb-keyval';

/** A document as the browser keeps it. */
export interface Saved {
  readonly id: string;
  readonly name: string;
  /** When it was last changed, in milliseconds since the epoch. */
  readonly changed: number;
  /** How many commands it has. */
  readonly commands: number;
  /** How many of them are done, where some lie ahead. */
  readonly done?: number;
  /** The document itself, as links carry it. */
  readonly fragment: string;
}

const documents = createStore('hopscope', 'documents');

export const read = (id: string): Promise<Saved | undefined> => get<Saved>(id, documents);
export const write = (saved: Saved): Promise<void> => set(saved.id, saved, documents);
export const remove = (id: string): Promise<void> => del(id, documents);

/** All that is kept, the last changed first. */
export async function list(): Promise<readonly Saved[]> {
  const all = await values<Saved>(documents);
  return all.sort((a, b) => b.changed - a.changed);
}
