import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { exampleIds } from '../../src/lessons/gallery.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('each example opens, plays, and undo leads back to the lab before', async ({ page }) => {
  test.slow();
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await expect(lab.outline).toContainText('mine');
  for (const id of exampleIds) {
    await page.getByRole('button', { name: /^Document:/ }).click();
    await page.getByRole('menuitem', { name: 'Open an example…' }).click();
    const gallery = page.getByRole('dialog', { name: 'Examples' });
    await gallery.getByRole('button', { name: en.gallery[id].title }).click();
    await expect(gallery).toBeHidden();
    await expect(page.getByRole('button', { name: `Document: ${en.gallery[id].title}` })).toBeVisible();
    await expect(lab.timeline.slider).toBeVisible();
    await lab.timeline.rewind();
    await expect(lab.outline).not.toContainText('mine');
  }
});

test('undo leads back from an example', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await expect(lab.outline).toContainText('mine');
  await page.getByRole('application').press('g');
  await page.getByRole('dialog', { name: 'Examples' }).getByRole('button', { name: 'The default bridge' }).click();
  await expect(lab.outline).toContainText('box');
  await lab.timeline.rewind();
  // The request that plays, and then the example itself.
  await page.getByRole('application').press('Control+z');
  await expect(lab.outline).toContainText('box');
  await page.getByRole('application').press('Control+z');
  await expect(lab.outline).not.toContainText('box');
  await expect(lab.outline).toContainText('mine');
});

test.describe('on the first visit', () => {
  test.use({ firstVisit: true });

  test('an example runs, and can be dismissed for good', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.openFirst();
    const strip = page.getByRole('region', { name: 'This is an example.' });
    await expect(strip).toBeVisible();
    await expect(lab.outline).toContainText('box');
    await expect(lab.timeline.button('pause')).toBeVisible();
    await strip.getByRole('button', { name: 'Start with an empty lab' }).click();
    await expect(strip).toBeHidden();
    await expect(lab.outline).not.toContainText('box');
    await page.reload();
    await expect(page.getByRole('button', { name: /^Document:/ })).toBeVisible();
    await expect(strip).toBeHidden();
  });

  test('it leads to more examples', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.openFirst();
    await page.getByRole('button', { name: 'More examples' }).click();
    await expect(page.getByRole('dialog', { name: 'Examples' })).toBeVisible();
  });
});

test('the name of an example follows the language, one that was given does not', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('application').press('g');
  await page.getByRole('dialog', { name: 'Examples' }).getByRole('button', { name: 'The default bridge' }).click();
  await expect(page.getByRole('button', { name: 'Document: The default bridge' })).toBeVisible();
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '한국어' }).click();
  await expect(page.getByRole('button', { name: new RegExp(ko.gallery.default.title) })).toBeVisible();
});
