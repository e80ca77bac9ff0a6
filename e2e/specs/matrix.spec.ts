import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('who reaches whom, by port or ping, and the way of each cell', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  await lab.terminal.type('host1', 'docker run -d --name web --network shop nginx');
  await lab.terminal.type('host1', 'docker run -d --name box busybox sleep 1d');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'box', exact: true })).toBeAttached();
  await page.getByRole('button', { name: en.matrix.open, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: en.matrix.title });
  const cell = (from: string, to: string, reach: 'reached' | 'refused' | 'timeout' | 'unreachable') =>
    dialog.getByRole('button', { name: `${from} to ${to}: ${en.matrix[reach]}`, exact: true });

  await expect(cell('host1', 'web', 'reached')).toBeVisible();
  await expect(cell('host1', 'box', 'refused')).toBeVisible();
  await expect(cell('box', 'web', 'timeout')).toBeVisible();
  await expect(cell('client', 'box', 'unreachable')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');

  await dialog.getByRole('combobox', { name: en.matrix.protocol }).selectOption('ping');
  await expect(cell('host1', 'box', 'reached')).toBeVisible();
  await cell('box', 'web', 'timeout').click();
  await expect(dialog).toBeHidden();
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.button('toEnd').click();
  await expect(page.getByRole('region', { name: en.why.failed })).toContainText('keeps bridge networks apart');
});
