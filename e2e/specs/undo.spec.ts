import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('undo takes a command back, redo brings it again', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await expect(lab.undo).toBeDisabled();

  await lab.terminal.type('host1', 'docker network create shop');
  await lab.terminal.type('host1', 'docker run -d --name web --network shop nginx');
  await expect(lab.outline).toContainText('web');

  await lab.undo.click();
  await expect(lab.outline).not.toContainText('web');
  await expect(lab.outline).toContainText('shop');
  await expect(page.getByRole('status').filter({ hasText: 'Undone:' })).toContainText('docker run -d --name web');
  await expect(lab.terminal.output).not.toContainText('docker run');

  await page.locator('body').press('Control+z');
  await expect(lab.outline).not.toContainText('shop');
  await expect(lab.undo).toBeDisabled();

  await page.locator('body').press('Control+Shift+z');
  await page.locator('body').press('Control+Shift+z');
  await expect(lab.outline).toContainText('web');
  await expect(lab.redo).toBeDisabled();
  await expect(lab.terminal.output).toContainText('docker run -d --name web --network shop nginx');
});

test('a new command after an undo takes the place of what was undone', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  await expect(lab.outline).toContainText('shop');
  await lab.undo.click();
  await lab.terminal.type('host1', 'docker network create yard');
  await expect(lab.outline).toContainText('yard');
  await expect(lab.outline).not.toContainText('shop');
  await expect(lab.redo).toBeDisabled();
});
