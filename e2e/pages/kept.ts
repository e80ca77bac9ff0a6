import { expect, type Page } from '@playwright/test';

interface Saved {
  readonly name?: string;
  readonly commands?: number;
  readonly done?: number;
}

/** Waits until the browser has written down what this tab shows. */
export async function kept(page: Page, saved: Saved): Promise<void> {
  await expect.poll(() => currentRecord(page), { timeout: 15_000 }).toMatchObject({ ...saved });
}

/** What the browser keeps, by its ids; nothing before the page has written. */
export const records = (page: Page): Promise<Readonly<Record<string, unknown>>> =>
  page.evaluate(async () => {
    // To open it would make it, before the page has.
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'hopscope')) return {};
    const request = indexedDB.open('hopscope');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('no database'));
    });
    try {
      const store = database.transaction('documents').objectStore('documents');
      const [keys, values] = [store.getAllKeys(), store.getAll()];
      await new Promise((resolve) => (store.transaction.oncomplete = resolve));
      const found: readonly unknown[] = values.result;
      return Object.fromEntries(keys.result.map((key, i) => [typeof key === 'string' ? key : '', found[i]]));
    } finally {
      database.close();
    }
  });

/** What the browser keeps of the lab that this tab shows. */
export async function currentRecord(page: Page): Promise<unknown> {
  try {
    const id = await page.evaluate(() => sessionStorage.getItem('hopscope.document'));
    return id === null ? undefined : (await records(page))[id];
  } catch {
    return undefined; // the page is on its way
  }
}

/** Puts something in the place of what the browser keeps under an id; undefined takes it away. */
export const tamper = (page: Page, id: string, record: unknown): Promise<void> =>
  page.evaluate(
    async ([key, value]) => {
      const request = indexedDB.open('hopscope');
      const database = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      const store = database.transaction('documents', 'readwrite').objectStore('documents');
      if (value === undefined) store.delete(key);
      else store.put(value, key);
      await new Promise((resolve) => (store.transaction.oncomplete = resolve));
      database.close();
    },
    [id, record] as const,
  );
