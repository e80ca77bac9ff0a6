import { expect, type Page } from '@playwright/test';

interface Saved {
  readonly name?: string;
  readonly commands?: number;
  readonly done?: number;
}

/** Waits until the browser has written down what this tab shows. */
export async function kept(page: Page, saved: Saved): Promise<void> {
  await expect.poll(() => savedOf(page).catch(() => undefined), { timeout: 15_000 }).toMatchObject({ ...saved });
}

const savedOf = (page: Page): Promise<Saved | undefined> =>
  page.evaluate(async () => {
    const id = sessionStorage.getItem('hopscope.document');
    // To open it would make it, before the page has.
    const databases = await indexedDB.databases();
    if (id === null || !databases.some(({ name }) => name === 'hopscope')) return undefined;
    const request = indexedDB.open('hopscope');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('no database'));
    });
    try {
      const found = database.transaction('documents').objectStore('documents').get(id);
      return await new Promise<Saved>((resolve, reject) => {
        found.onsuccess = () => resolve(found.result as Saved);
        found.onerror = () => reject(new Error('no document'));
      });
    } finally {
      database.close();
    }
  });
