import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { kept } from '../pages/kept.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Picture } from '../pages/picture.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { test } from '../test.ts';

test.use({ reducedMotion: 'no-preference' });

test.beforeEach(async ({ page }) => {
  test.slow();
  await new Picture(page).watch();
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await lab.terminal.type('host1', 'docker run -d --name db --network shop redis');
  await expect(lab.outline).toContainText('db');
});

test('a container that is dragged to a network is connected to it', async ({ page }) => {
  const lab = new LabPage(page);
  await new Picture(page).link('web', 'shop');
  await expect(lab.terminal.output).toContainText('docker network connect shop web');
});

for (const [what, name] of [
  ['box', 'shop'],
  ['container', 'db'],
] as const) {
  test(`a card that is dragged onto a network’s ${what} is connected to it, and goes back to its place`, async ({
    page,
  }) => {
    const lab = new LabPage(page);
    const picture = new Picture(page);
    const [from, to] = [await picture.pointOf('web'), await picture.pointOf(name)];
    await picture.carry(from, to);
    await expect(page.getByText('docker network connect shop web')).toBeVisible();
    await page.mouse.up();
    await expect(lab.terminal.output).toContainText('docker network connect shop web');
    await expect(picture.button('tidy')).toHaveCount(0);
  });
}

test('a card that is dragged over a network and given up stays where it was', async ({ page }) => {
  const lab = new LabPage(page);
  const picture = new Picture(page);
  const from = await picture.pointOf('web');
  await picture.carry(from, await picture.pointOf('shop'));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  const { x, y } = await picture.pointOf('web');
  expect([Math.round(x), Math.round(y)]).toEqual([Math.round(from.x), Math.round(from.y)]);
  await expect(picture.button('tidy')).toHaveCount(0);
  await expect(lab.terminal.output).not.toContainText('docker network connect');
});

test('a card that is dragged over its own network only moves', async ({ page }) => {
  const lab = new LabPage(page);
  const picture = new Picture(page);
  await picture.carry(await picture.pointOf('web'), await picture.pointOf('docker0'));
  await page.mouse.up();
  await expect(picture.button('tidy')).toBeVisible();
  await expect(lab.terminal.output).not.toContainText('docker network connect');
});

test('an end that is dragged to another end sends something there', async ({ page }) => {
  await new Picture(page).link('client', 'web');
  const dialog = page.getByRole('dialog', { name: 'Send' });
  await expect(dialog.getByRole('combobox', { name: 'From', exact: true })).toHaveValue('client');
  await expect(dialog.getByRole('combobox', { name: 'To', exact: true })).toHaveValue('host1/web');
});

/** Text keeps its size at every zoom, so that where it stands in its box differs a little. */
function expectNear(a: { x: number; y: number }, b: { x: number; y: number }): void {
  expect(Math.hypot(a.x - b.x, a.y - b.y), JSON.stringify([a, b])).toBeLessThan(0.1);
}

test('what is dragged stays through commands, undo and links, until all is tidied up', async ({ page, browser }) => {
  const lab = new LabPage(page);
  const picture = new Picture(page);
  const unit = ['router', 'client'] as const;
  // Opened anew, a lab is arranged for the room alone, and not for what stood there before.
  await kept(page, { commands: 3 });
  await page.reload();
  const usual = await picture.offset('shop', 'web', unit);
  const from = await picture.pointOf('web');
  await picture.drag({ x: from.x + 20, y: from.y }, { x: from.x + 140, y: from.y + 70 });
  await expect(picture.button('tidy')).toBeVisible();
  const chosen = await picture.offset('shop', 'web', unit);
  expect(chosen).not.toEqual(usual);

  await lab.terminal.type('host1', 'docker run -d --name cache --network shop redis');
  await expect(lab.outline).toContainText('cache');
  await lab.undo.click();
  await expect(lab.outline).not.toContainText('cache');
  expectNear(await picture.offset('shop', 'web', unit), chosen);

  const share = new ShareDialog(page);
  await share.open();
  const link = await share.link.inputValue();
  await share.close();
  const other = await browser.newPage();
  const elsewhere = new Picture(other);
  await elsewhere.watch();
  await other.goto(link);
  expectNear(await elsewhere.offset('shop', 'web', unit), chosen);
  await other.close();

  await picture.button('tidy').click();
  await expect(picture.button('tidy')).toBeHidden();
  expectNear(await picture.offset('shop', 'web', unit), usual);
});

test('dragging the ground moves all; holding it still then opens nothing', async ({ page }) => {
  const picture = new Picture(page);
  const before = await picture.pointOf('router');
  const ground = { x: before.x + 60, y: before.y + 130 };
  await page.mouse.move(ground.x, ground.y);
  await page.mouse.down();
  await page.mouse.move(ground.x + 90, ground.y + 40);
  await page.mouse.move(ground.x + 100, ground.y + 50);
  // As long as it takes to open a menu by holding.
  await page.waitForTimeout(800);
  await page.mouse.up();
  const after = await picture.pointOf('router');
  expect([Math.round(after.x - before.x), Math.round(after.y - before.y)]).toEqual([100, 50]);
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('what is larger than the view has a small map, which moves what is seen', async ({ page }) => {
  const picture = new Picture(page);
  await picture.pointOf('web');
  await expect(picture.minimap).toBeHidden();
  for (let i = 0; i < 3; i++) await picture.button('zoomIn').click();
  await expect(picture.minimap).toBeVisible();

  const before = await picture.pointOf('host1');
  await picture.minimap.press('ArrowLeft');
  const byKey = await picture.pointOf('host1');
  expect(byKey.x).toBeGreaterThan(before.x);

  await picture.minimap.click({ position: { x: 4, y: 4 } });
  const byClick = await picture.pointOf('host1');
  expect(byClick.y).toBeGreaterThan(byKey.y);

  await picture.button('fit').click();
  await expect(picture.minimap).toBeHidden();
});

test('a legend tells the shapes and colours of the packets that are shown', async ({ page }) => {
  const lab = new LabPage(page);
  const { legend } = new Picture(page);
  await expect(legend).toHaveCount(0);
  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080/');
  await expect(legend.getByRole('listitem')).toHaveText(['TCP', 'ARP']);
  await lab.terminal.type('host1', 'ping -c 1 172.17.0.2');
  await expect(legend.getByRole('listitem').filter({ hasText: 'ICMP' })).toBeVisible();
  await expect(page.getByRole('region', { name: en.timeline.label })).toBeVisible();
});
