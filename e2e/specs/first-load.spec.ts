import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { folderAt } from '../pages/folder.ts';
import { LabPage } from '../pages/lab-page.ts';
import { serve } from '../pages/server.ts';
import { test } from '../test.ts';

const run = 'docker run -d --name web nginx';

/** Keeps a script of the page until it is let go. */
async function hold(page: Page, script: RegExp): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(script, async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
}

test('a line has its output before the picture and the panels have come, and these show what it did', async ({
  page,
}) => {
  const lab = new LabPage(page);
  const [picture, panels] = [await hold(page, /Graph-[\w-]+\.js$/), await hold(page, /panels-[\w-]+\.js$/)];
  await page.goto('./');
  await lab.terminal.type('host1', run);
  await expect(lab.terminal.output).toContainText(/[0-9a-f]{64}/);
  await expect(page.getByRole('banner')).toBeHidden();
  panels();
  await expect(lab.outline.getByRole('button', { name: 'web', exact: true })).toBeAttached();
  await expect(lab.picture).toBeHidden();
  picture();
  await expect(lab.picture).toBeVisible();
});

test('what runs lines is asked for before the picture', async ({ page }) => {
  const lab = new LabPage(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('./');
  await lab.terminal.type('host1', run);
  await expect(lab.picture).toBeVisible();
  const at = (part: RegExp) => asked.findIndex((url) => part.test(url));
  expect(at(/worker-/)).toBeGreaterThan(-1);
  expect(at(/worker-/)).toBeLessThan(at(/Graph-/));
});

for (const [what, script, act] of [
  ['a first story', /hop-[\w-]+\.js$/, (lab: LabPage) => lab.terminal.type('host1', 'ping -c 1 192.168.65.1')],
  ['a first thing chosen', /Selected-[\w-]+\.js$/, (lab: LabPage) => lab.select('host1')],
] as const)
  test(`${what} is told in a panel that never stands empty: what was there stays until it has come`, async ({
    page,
  }) => {
    const lab = new LabPage(page);
    const come = await hold(page, script);
    const asked = page.waitForRequest(script);
    await page.goto('./');
    const before = lab.inspector.root.getByRole('heading', { name: en.inspector.lab, exact: true });
    await expect(before).toBeVisible();
    await act(lab);
    await asked;
    await page.waitForTimeout(500);
    await expect(before).toBeVisible();
    come();
    await expect(before).toBeHidden();
    await expect(lab.inspector.title).toBeVisible();
  });

for (const [what, script] of [
  ['the page itself', /page-[\w-]+\.js$/],
  ['the panels', /panels-[\w-]+\.js$/],
  ['the picture', /Graph-[\w-]+\.js$/],
] as const)
  test(`${what} cannot be loaded: the page says so`, async ({ page }) => {
    await page.route(script, (route) => route.abort());
    await page.goto('./');
    await expect(page.getByText(en.failure.title)).toBeVisible();
    await expect(page.locator('#frame')).toHaveCount(0);
  });

/** Bytes that the whole of a first visit may take, without what is kept for use without a network. */
const WHOLE = 704_000;

test.describe('the whole of a first visit', () => {
  test.use({ firstVisit: true });

  test('with its example and the picture takes no more over the wire than it may', async ({ page }) => {
    test.slow();
    const folder = folderAt(join(import.meta.dirname, '../../dist'), '/');
    const asked: string[] = [];
    let bytes = 0;
    const { url, close } = await serve((request, response) => {
      asked.push(request.url ?? '');
      const before = request.socket.bytesWritten;
      response.on('finish', () => (bytes += request.socket.bytesWritten - before));
      folder(request, response);
    });
    page.once('close', close);
    await page.goto(url);
    const lab = new LabPage(page);
    await expect(lab.picture).toBeVisible();
    const settled = async () => {
      const before = bytes;
      await page.waitForTimeout(5000);
      return bytes > 0 && bytes === before;
    };
    await expect.poll(settled, { timeout: 90_000 }).toBe(true);
    expect(asked.filter((name) => /\/(?:hop|Graph|lab)-/.test(name)).length).toBeGreaterThanOrEqual(3);
    expect(bytes, asked.join('\n')).toBeLessThan(WHOLE);
  });
});
