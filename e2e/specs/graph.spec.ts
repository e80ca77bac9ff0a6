import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test.use({ reducedMotion: 'no-preference' });

test('the picture goes by keyboard: arrows select, Enter opens the actions', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');

  await lab.outline.getByRole('button', { name: 'web', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(lab.inspector.title).toHaveText('web');
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowUp');
  await expect(lab.inspector.title).toHaveText('bridge');
  await page.keyboard.press('ArrowDown');
  await expect(lab.inspector.title).toHaveText('web');

  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Stop' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Send to here…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send' });
  await expect(dialog.getByRole('combobox', { name: 'To', exact: true })).toHaveValue('host1/web');
});

test('what is selected stays until the next step is asked for', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: 'Show me a request' }).click();
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.rewind();
  await lab.outline.getByRole('button', { name: 'web', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(lab.inspector.title).toHaveText('web');
  await lab.timeline.button('forward').click();
  await expect(lab.inspector.title).toHaveText(/^Moment 2 of /);
});

test('things that are removed leave the inspector and the terminals', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await lab.outline.getByRole('button', { name: 'web', exact: true }).focus();
  await page.keyboard.press('Enter');
  await lab.inspector.action('terminal').click();
  await expect(lab.terminal.input('web')).toBeFocused();
  await lab.terminal.type('host1', 'docker rm -f web');
  await expect(lab.terminal.tab('web')).toHaveCount(0);
  await expect(lab.inspector.title).toHaveText('The lab');
});
