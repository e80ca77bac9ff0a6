import type { Page } from '@playwright/test';

/** What a browser complains of, and what it asks of other origins, from now on. */
export function watch(page: Page, origin: string): { readonly complaints: string[]; readonly elsewhere: string[] } {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) elsewhere.push(url);
  });
  return { complaints, elsewhere };
}
