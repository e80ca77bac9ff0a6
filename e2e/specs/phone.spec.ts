import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

test('on a phone one sheet at a time comes up from below', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const panels = page.getByRole('navigation', { name: 'Panels' });
  await expect(lab.terminal.input('host1')).toBeVisible();
  await panels.getByRole('button', { name: 'Inspector' }).tap();
  await expect(lab.inspector.root).toBeVisible();
  await expect(lab.terminal.input('host1')).toBeHidden();
  await panels.getByRole('button', { name: 'Terminal' }).tap();
  await expect(lab.inspector.root).toBeHidden();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.terminal.output).toContainText('docker run');
  await panels.getByRole('button', { name: 'Terminal' }).tap();
  await expect(lab.terminal.tab('host1')).toBeHidden();

  await page.getByRole('button', { name: 'Search' }).tap();
  await page.getByRole('combobox').fill('web');
  await page.getByRole('option', { name: /^web container/ }).tap();
  await expect(lab.inspector.title).toHaveText('web');
  await lab.inspector.action('terminal').tap();
  await expect(lab.terminal.input('web')).toBeVisible();
});

test('nothing hangs over the edge', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx; curl -s 172.17.0.2');
  await expect(lab.timeline.slider).toBeVisible();
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    height: document.documentElement.scrollHeight,
  }));
  expect(width).toBeLessThanOrEqual(360);
  expect(height).toBeLessThanOrEqual(740);
});

test('a long sentence scrolls in its sheet, and leaves the tabs free', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const panels = page.getByRole('navigation', { name: 'Panels' });
  await lab.terminal.type(
    'host1',
    'docker run -d --name web nginx; iptables -I OUTPUT -p tcp -j DROP; curl -m 1 172.17.0.2',
  );
  await panels.getByRole('button', { name: 'Inspector' }).tap();
  await lab.timeline.button('toEnd').tap();
  const end = lab.inspector.root.getByText(en.hop.next.end);
  await expect(end).toBeAttached();
  await panels.getByRole('button', { name: 'History' }).tap({ trial: true });
  // What is shown anew meanwhile begins at its top.
  await expect(async () => {
    await end.scrollIntoViewIfNeeded();
    await expect(end).toBeInViewport({ ratio: 0.9, timeout: 1000 });
  }).toPass();
  await panels.getByRole('button', { name: 'History' }).tap({ trial: true });
});

test('more leads to all commands', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: 'More' }).tap();
  await page.getByRole('option', { name: '한국어' }).tap();
  await expect(page.getByRole('navigation', { name: '패널' })).toBeVisible();
});

test.describe('on the first visit', () => {
  test.use({ firstVisit: true });

  test('the picture has the room, and every tool is within reach', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.openFirst();
    await expect(page.getByRole('region', { name: 'This is an example.' })).toBeVisible();
    await expect(lab.inspector.root).toBeHidden();
    for (const tool of ['Container', 'Network', 'Host', 'Send'])
      await expect(lab.toolbar.getByRole('button', { name: tool })).toBeInViewport({ ratio: 1 });
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Inspector' }).tap();
    await expect(lab.inspector.root).toBeVisible();
  });
});
