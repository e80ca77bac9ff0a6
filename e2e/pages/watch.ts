import type { Page } from '@playwright/test';

/** Playwright's own words where it keeps the service worker away (see playwright.config.ts). */
const BLOCKED = 'Service Worker registration blocked by Playwright';

/** What a browser complains of, and what it asks of other origins, from now on. */
export function watch(page: Page, origin: string): { readonly complaints: string[]; readonly elsewhere: string[] } {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    const complains = message.type() === 'error' || message.type() === 'warning';
    if (complains && message.text() !== BLOCKED) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) elsewhere.push(url);
  });
  return { complaints, elsewhere };
}
