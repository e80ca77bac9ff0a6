import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('presenting: only the picture and the moment, a clicker steps, Escape leaves', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('client', 'ping -c 1 192.168.65.10');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.rewind();
  await page.getByRole('button', { name: 'Present' }).click();
  const caption = page.getByRole('region', { name: 'Presentation' });
  await expect(caption).toContainText('Moment 1 of');
  await expect(lab.terminal.tab('host1')).toBeHidden();
  await expect(lab.inspector.root).toBeHidden();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(caption).toContainText('Moment 3 of');
  await page.keyboard.press('PageUp');
  await expect(caption).toContainText('Moment 2 of');
  await page.keyboard.press('Escape');
  await expect(caption).toBeHidden();
  await expect(lab.terminal.tab('host1')).toBeVisible();

  await page.getByRole('application').press('p');
  await expect(caption).toBeVisible();
  await caption.getByRole('button', { name: 'End presenting' }).click();
  await expect(caption).toBeHidden();
});
