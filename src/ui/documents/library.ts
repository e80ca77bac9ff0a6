import { createStore, del, entries, get } from 'idb-keyval';
import { FORMAT, isSame, keptOf, orderAfter, orderOf, savedOf, type Kept, type Saved } from './saved.ts';

const documents = createStore('hopscope', 'documents');

/** The highest order that is known of; what other tabs write meanwhile goes by the clock. */
let latest: number | undefined;

export async function read(id: string): Promise<Kept | undefined> {
  const record: unknown = await get(id, documents);
  return record === undefined ? undefined : keptOf(id, record);
}

export const remove = (id: string): Promise<void> => del(id, documents);

/** All that is kept, the last changed first. */
export async function list(): Promise<readonly Kept[]> {
  const all = await entries<string, unknown>(documents);
  return all.sort(([, a], [, b]) => orderOf(b) - orderOf(a)).map(([id, record]) => keptOf(id, record));
}

/**
 * Writes a document in the place of what this tab knows to be kept; whole, or not at all.
 * @param known what this tab last read or wrote there, if anything
 * @returns what is kept now; undefined where something else is kept there, which stays
 */
export async function replace(document: Omit<Saved, 'changed' | 'order'>, known: Saved | undefined) {
  latest ??= Math.max(0, ...(await entries<string, unknown>(documents)).map(([, record]) => orderOf(record)));
  const changed = Date.now();
  const saved: Saved = { ...document, changed, order: orderAfter(latest, changed) };
  const written = await documents('readwrite', (store) => exchange(store, saved, known));
  if (written) latest = orderOf(saved);
  return written ? saved : undefined;
}

/** Looks and writes in one transaction: no other tab comes between. */
function exchange(store: IDBObjectStore, saved: Saved, known: Saved | undefined): Promise<boolean> {
  const { transaction } = store;
  return new Promise((resolve, reject) => {
    let free = false;
    const found = store.get(saved.id);
    found.onsuccess = () => {
      const record: unknown = found.result;
      free = record === undefined || (known !== undefined && isSame(savedOf(record), known));
      try {
        if (free) store.put({ format: FORMAT, ...saved }, saved.id);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error))); // what aborts the transaction would not say why
        transaction.abort();
      }
    };
    transaction.oncomplete = () => resolve(free);
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser gave the change up'));
  });
}
