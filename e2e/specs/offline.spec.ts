import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { lessons } from '../../src/i18n/en/lessons.ts';
import { kept } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { LessonDock } from '../pages/lesson.ts';
import { serve } from '../pages/server.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { test } from '../test.ts';

test.use({ serviceWorkers: 'allow' });

/** Waits until the browser has all of the page. */
const installed = (page: Page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

test('after the first visit the page works without a network, and can be installed', async ({ page, context }) => {
  test.slow();
  const lab = new LabPage(page);
  await lab.open();
  const manifest = await page.locator('link[rel=manifest]').getAttribute('href');
  expect(await (await page.request.get(manifest ?? '')).json()).toMatchObject({
    display: 'standalone',
    icons: expect.arrayContaining([expect.objectContaining({ sizes: '512x512', purpose: 'maskable' })]),
  });
  await installed(page);

  await context.setOffline(true);
  await page.reload();
  await lab.terminal.type('host1', 'for n in web api; do docker run -d --name $n nginx; done');
  await expect(lab.outline).toContainText('api');
  const share = new ShareDialog(page);
  await share.open();
  const link = await share.link.inputValue();
  expect((await share.save('svg')).text).toContain('web');
  const other = await context.newPage();
  await other.goto(link);
  await expect(new LabPage(other).outline).toContainText('api');
});

test('after the first visit a lesson’s link opens without a network, and its questions can be answered', async ({
  page,
  context,
}) => {
  test.slow();
  await new LabPage(page).open();
  await installed(page);
  await context.setOffline(true);
  const other = await context.newPage();
  const lesson = new LessonDock(other);
  await other.goto('./#lesson=no-names');
  await expect(lesson.step).toHaveText('Who is asked?');
  await lesson.answer(/203\.0\.113\.53.*does not know/);
  await expect(lesson.verdict).toContainText(lessons.question.right);
  await lesson.next('Find that server');
  await lesson.find('203.0.113.53');
  await other.keyboard.press('o');
  await expect(lesson.contents).toBeVisible();
});

test('a newer page asks before it takes over', async ({ page, baseURL }) => {
  test.slow();
  let version = 1;
  const { url, close } = await serve((request, response) => {
    void fetch(new URL(request.url ?? '/', baseURL ?? '')).then(async (answer) => {
      response.setHeader('content-type', answer.headers.get('content-type') ?? 'text/plain');
      const note = request.url?.endsWith('/sw.js') === true ? `\n// ${version}` : '';
      response.end(Buffer.concat([Buffer.from(await answer.arrayBuffer()), Buffer.from(note)]));
    });
  });
  page.once('close', close);
  await page.goto(url);
  const lab = new LabPage(page);
  await installed(page);
  const offer = page.getByRole('status').filter({ hasText: en.update.ready });
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
  await kept(page, { commands: 1 });
  await page.reload();
  await expect(lab.outline).toContainText('web');
  await expect(offer).toBeHidden();

  version = 2;
  await page.reload();
  await expect(lab.outline).toContainText('web');
  await page.evaluate(() => void Object.assign(window, { same: true }));
  await expect(offer).toBeVisible({ timeout: 20_000 });
  await offer.getByRole('button', { name: en.update.later }).click();
  await expect(offer).toBeHidden();
  expect(await page.evaluate(() => 'same' in window)).toBe(true);

  await page.reload();
  await expect(offer).toBeVisible({ timeout: 20_000 });
  await page.evaluate(() => void Object.assign(window, { same: true }));
  await offer.getByRole('button', { name: en.update.take }).click();
  await expect.poll(() => page.evaluate(() => 'same' in window).catch(() => true), { timeout: 20_000 }).toBe(false);
  await expect(lab.outline).toContainText('web');
  await expect(offer).toBeHidden();
});
