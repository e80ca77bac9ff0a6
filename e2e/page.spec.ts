import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('the page opens without a complaint of the browser', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto('./');
  await expect(page).toHaveTitle(/Hopscope/);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(complaints).toEqual([]);
});

test('the page loads nothing from elsewhere', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL ?? '') && !/^(data|blob):/.test(url)) elsewhere.push(url);
  });

  await page.goto('./');
  await page.waitForLoadState('networkidle');
  expect(elsewhere).toEqual([]);
});

test('the page has no accessibility fault that axe finds', async ({ page }) => {
  await page.goto('./');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
});
