import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test.describe('what is done with a container runs the docker command it stands for', () => {
  test.beforeEach(async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    await lab.terminal.type('host1', 'docker network create shop');
    await lab.terminal.type('host1', 'docker run -d --name web --network shop -p 8080:80 nginx');
    await lab.select('web');
  });

  test('rename, by F2', async ({ page }) => {
    const lab = new LabPage(page);
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog', { name: 'Rename web' });
    await dialog.getByRole('textbox', { name: 'New name' }).fill('shopfront');
    await expect(dialog).toContainText('docker rename web shopfront');
    await page.keyboard.press('Enter');
    await expect(lab.inspector.title).toHaveText('shopfront');
  });

  test('duplicate, by Ctrl-D: the same options, the next free port', async ({ page }) => {
    const lab = new LabPage(page);
    await page.keyboard.press('Control+d');
    const dialog = page.getByRole('dialog', { name: 'Duplicate web' });
    await expect(dialog).toContainText('docker run -d --name web-2 --network shop -p 8081:80 nginx');
    await dialog.getByRole('button', { name: 'Duplicate' }).click();
    await expect(lab.outline).toContainText('web-2');
  });

  test('pause and go on', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.inspector.action('pause').click();
    await expect(lab.terminal.output).toContainText('docker pause web');
    await lab.inspector.action('unpause').click();
    await expect(lab.terminal.output).toContainText('docker unpause web');
    await expect(lab.inspector.action('pause')).toBeVisible();
  });

  test('disconnect', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.outline.getByRole('button', { name: 'Actions for web' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Disconnect from a network…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Disconnect web from a network' });
    await expect(dialog).toContainText('docker network disconnect shop web');
    await dialog.getByRole('button', { name: 'Disconnect' }).click();
    await lab.terminal.type('host1', "docker inspect -f '{{len .NetworkSettings.Networks}}' web");
    await expect(lab.terminal.output).toContainText('web0');
  });

  test('delete, by the Delete key', async ({ page }) => {
    const lab = new LabPage(page);
    await page.keyboard.press('Delete');
    await expect(lab.terminal.output).toContainText('docker rm -f web');
    await expect(lab.outline).not.toContainText('web');
  });
});
