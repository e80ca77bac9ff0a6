import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test.use({ reducedMotion: 'no-preference' });

const level = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const picture = (page: Page) => page.getByRole('application');

async function wheel(page: Page, notches: number): Promise<void> {
  const box = await picture(page).boundingBox();
  if (box === null) throw new Error('there is no picture');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let i = 0; i < Math.abs(notches); i++) await page.mouse.wheel(0, notches < 0 ? -240 : 240);
}

test('one switch changes how much the picture tells', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await expect(level(page, en.level.wiring)).toBeChecked();
  await level(page, en.level.netfilter).check({ force: true });
  await expect(level(page, en.level.netfilter)).toBeChecked();
  await level(page, en.level.overview).check({ force: true });
  await expect(level(page, en.level.overview)).toBeChecked();
});

test('zooming out leads to the overview, and in to the wires again', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
  await wheel(page, 8);
  await expect(level(page, en.level.overview)).toBeChecked();
  await wheel(page, -8);
  await expect(level(page, en.level.wiring)).toBeChecked();
});

test('a level that was chosen stays while zooming', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await level(page, en.level.overview).check({ force: true });
  await wheel(page, -8);
  await expect(level(page, en.level.overview)).toBeChecked();
});

test('by keyboard a container is linked to a network: the command is shown, then run', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await lab.outline.getByRole('button', { name: 'web', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(lab.inspector.title).toHaveText('web');
  await picture(page).focus();
  await page.keyboard.press('c');
  const status = picture(page).getByRole('status');
  // Wherever the networks stand, arrows lead from one to the next.
  await page.keyboard.press('ArrowUp');
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowDown']) {
    if (await status.filter({ hasText: 'docker network connect shop web' }).isVisible()) break;
    await page.keyboard.press(key);
  }
  await expect(status).toHaveText('docker network connect shop web');
  await page.keyboard.press('Enter');
  await expect(lab.terminal.output).toContainText('docker network connect shop web');
});

test('networks that are not asked for can be faded', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  const filter = page.getByRole('button', { name: en.graph.filter });
  await filter.click();
  await page.getByRole('menuitemcheckbox', { name: 'shop' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'shop' })).toBeChecked();
  await expect(page.getByRole('menuitemcheckbox', { name: en.graph.allNetworks })).not.toBeChecked();
  await page.getByRole('menuitemcheckbox', { name: en.graph.allNetworks }).click();
  await filter.click();
  await expect(page.getByRole('menuitemcheckbox', { name: en.graph.allNetworks })).toBeChecked();
});
