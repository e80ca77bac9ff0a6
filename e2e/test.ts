import { test as base } from '@playwright/test';
import { welcomed } from './pages/lab-page.ts';

/**
 * Playwright's test, in a browser that has been here before: a first visit begins with an example, the others with an empty
 * lab. Playwright's `storageState` would open a page of its own for that, which takes a sixth of what opening ours does.
 */
export const test = base.extend<{ readonly firstVisit: boolean }>({
  firstVisit: [false, { option: true }],
  context: async ({ context, firstVisit }, use) => {
    if (!firstVisit) await context.addInitScript(welcomed);
    await use(context);
  },
});
