import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { drop } from '../pages/files.ts';
import { History } from '../pages/history.ts';
import { kept } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

// Several pages and long histories: a busy machine needs its time.
test.describe.configure({ timeout: 90_000 });

const shop = [
  'host1$ docker network create shop',
  'host1$ docker run -d --name web --network shop nginx',
  'host1$ docker run -d --name web nginx',
  'host1$ docker exec web hostname -i',
  'client$ ping -c 1 192.168.65.10',
].join('\n');

test('the history leads to every point in time, by mouse and by keyboard', async ({ page }) => {
  const lab = new LabPage(page);
  const history = new History(page);
  await lab.open();
  await drop(page, 'shop.scenario', shop);
  await expect(lab.outline).toContainText('web');
  await history.open();
  await expect(history.points).toHaveCount(6);
  await expect(history.now).toContainText('ping');
  await expect(history.point(/docker run -d --name web nginx/)).toContainText('exit 125');
  await expectAccessible(page);

  await history.point(/docker network create shop/).click();
  await expect(lab.outline).not.toContainText('web');
  await expect(lab.outline).toContainText('shop');
  await expect(history.point(/ping/)).toContainText(en.history.ahead);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(lab.outline).toContainText('web');
  await expect(history.now).toContainText('docker run -d --name web --network shop nginx');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(lab.outline).not.toContainText('shop');
  await expect(history.now).toContainText(en.history.start);

  // A reload keeps what lies ahead.
  await kept(page, { commands: 5, done: 0 });
  await page.reload();
  await expect(history.points).toHaveCount(6);
  await expect(history.now).toContainText(en.history.start);
  await page.locator('body').press('Control+Shift+z');
  await expect(history.now).toContainText('docker network create shop');
});

test('the history replays from the start, with the traffic', async ({ page }) => {
  const lab = new LabPage(page);
  const history = new History(page);
  await lab.open();
  await drop(page, 'shop.scenario', shop);
  await expect(lab.outline).toContainText('web');
  await history.open();
  await history.panel.getByRole('combobox', { name: en.history.speed }).selectOption('4');
  await history.panel.getByRole('button', { name: en.history.replay }).click();
  await expect(lab.outline).not.toContainText('web');
  await expect(history.now).toContainText('docker run -d --name web');
  await history.panel.getByRole('button', { name: en.history.pause }).click();
  await history.panel.getByRole('button', { name: en.history.resume }).click();
  await expect(history.now).toContainText('ping');
  await expect(lab.timeline.slider).toBeVisible();
  await expect(history.panel.getByRole('button', { name: en.history.replay })).toBeVisible();
});

test('a command is deleted and edited with a preview of what then fails; undo takes both back', async ({ page }) => {
  const lab = new LabPage(page);
  const history = new History(page);
  await lab.open();
  await drop(page, 'shop.scenario', shop);
  await expect(lab.outline).toContainText('web');
  await history.open();

  await history.delete(/docker network create shop/);
  await expect(history.preview).toContainText('2 now fail, 0 now succeed, 0 give a different answer');
  await expect(history.preview).toContainText('network shop not found');
  await expectAccessible(page);
  await history.apply('delete');
  await expect(lab.outline).not.toContainText('shop');
  await expect(history.points).toHaveCount(5);
  await page.locator('body').press('Control+z');
  await expect(lab.outline).toContainText('shop');
  await expect(history.points).toHaveCount(6);

  await history.edit(/--network shop nginx/);
  await history.command.fill('docker run -d --name shopweb --network shop nginx');
  await expect(history.preview).toContainText(en.amend.editedWell);
  await expect(history.preview).toContainText(en.amend.works);
  await history.apply('edit');
  await expect(lab.outline).toContainText('shopweb');
  await lab.undo.click();
  await expect(lab.outline).not.toContainText('shopweb');
  await lab.redo.click();
  await expect(lab.outline).toContainText('shopweb');
});

test('a thousand commands are gone through quickly', async ({ page }) => {
  const lab = new LabPage(page);
  const history = new History(page);
  await lab.open();
  const lines = Array.from({ length: 1000 }, (_, i) =>
    i % 40 === 39 ? `host1$ docker network create net${(i - 39) / 40}` : `router$ cd /tmp # ${i}`,
  );
  await drop(page, 'long.scenario', [...lines, 'host1$ docker run -d --name last nginx'].join('\n'));
  await expect(lab.outline).toContainText('last', { timeout: 30_000 });
  await history.open();
  await expect(history.now).toBeInViewport();
  expect(await history.points.count()).toBeLessThan(200);
  await history.scroll(-160);
  await history.point(/docker network create net20/).click();
  await expect(lab.outline).not.toContainText('net21');
  await expect(history.now).toBeInViewport();
  await history.now.press('End');
  await page.keyboard.press('Enter');
  await expect(lab.outline).toContainText('last');
  await expect(history.now).toBeInViewport();
});
