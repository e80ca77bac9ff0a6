import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Picture } from '../pages/picture.ts';
import { Room, overlap } from '../pages/room.ts';
import { Why } from '../pages/why.ts';
import { test } from '../test.ts';

/** The last is a small laptop's window at 200 %. */
const sizes = [
  [1920, 1080],
  [1440, 900],
  [1366, 768],
  [1024, 768],
  [390, 844],
  [683, 384],
] as const;

const LEAST = 0.449;
/** Below it stand what is told, what decided and the controls, in type for a projector. */
const PRESENTED = 0.57;

/** Something that fails, by the terminal, wherever that is. */
async function fail(lab: LabPage): Promise<void> {
  if (!(await lab.terminal.input('host1').isVisible()))
    await lab.panels.getByRole('button', { name: en.terminal.label }).click();
  await lab.terminal.type('host1', 'docker run -d --name web nginx; docker run -d --name box busybox');
  await lab.terminal.type('host1', 'docker exec box curl -s -m 2 http://web');
  await expect(new Why(lab.page).banner).toBeVisible();
}

async function expectRoom(room: Room, least = LEAST): Promise<void> {
  await expect.poll(() => room.complaints()).toEqual([]);
  await expect.poll(() => room.unreachable()).toEqual([]);
  await expect.poll(() => room.share()).toBeGreaterThanOrEqual(least);
}

for (const [width, height] of sizes) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });
    // What takes room is there from the start.
    test.beforeEach(({ page }) =>
      page.addInitScript(() => localStorage.setItem('hopscope.settings', '{"welcomed":true,"reasonsAtOnce":true}')),
    );

    test('the picture keeps its room, and what is beside it can be reached', async ({ page }) => {
      test.slow();
      const lab = new LabPage(page);
      const room = new Room(lab);
      await lab.open();
      await expect(lab.welcome).toBeVisible();
      await test.step('an empty lab', async () => {
        await expectRoom(room);
      });
      await fail(lab);
      await test.step('a story plays, and tells why it failed', async () => {
        await expectRoom(room);
        await expect(lab.timeline.caption).toBeInViewport({ ratio: 1 });
        await expect(lab.timeline.slider).toBeInViewport({ ratio: 1 });
      });
      await test.step('the list of events is open', async () => {
        await page.getByRole('button', { name: en.events.show }).click();
        const list = page.getByRole('region', { name: en.events.label, exact: true });
        await expect(list.getByRole('row', { selected: true })).toBeInViewport();
        await expectRoom(room);
        await expect(lab.timeline.caption).toBeInViewport({ ratio: 1 });
      });
      await test.step('somebody presents', async () => {
        await lab.picture.press('p');
        await expect(page.getByRole('region', { name: en.presenter.label })).toBeVisible();
        await expectRoom(room, PRESENTED);
      });
    });

    test('an example that fails at once leaves the picture its room', async ({ page }) => {
      const lab = new LabPage(page);
      const room = new Room(lab);
      await lab.open();
      await lab.picture.press('g');
      await page.getByRole('dialog').getByRole('button', { name: en.gallery.default.title }).click();
      await expect(new Why(page).banner).toBeVisible();
      await expectRoom(room);
      if (!(await lab.panels.isVisible())) return;
      for (const panel of [en.terminal.label, en.inspector.label, en.history.label]) {
        const tab = lab.panels.getByRole('button', { name: panel });
        if ((await tab.getAttribute('aria-expanded')) === 'false') await tab.click();
        await expectRoom(room);
      }
    });

    test('the fitted picture lies under nothing', async ({ page }) => {
      const picture = new Picture(page);
      await picture.watch();
      const lab = new LabPage(page);
      await lab.open();
      await expectUncovered(page, lab, picture);
      await fail(lab);
      await lab.timeline.rewind();
      if (await lab.panels.isVisible()) await lab.panels.getByRole('button', { name: en.terminal.label }).click();
      await picture.button('fit').click();
      await expectUncovered(page, lab, picture);
    });
  });
}

/** Nothing is written under what stands over the picture. */
async function expectUncovered(page: Page, lab: LabPage, picture: Picture): Promise<void> {
  for (const cover of lab.covers) await expect(cover).toBeVisible();
  const covers = await Room.boxes(lab.covers.map((cover, at) => [String(at), cover] as const));
  expect(covers).toHaveLength(2);
  await expect.poll(async () => (await picture.boxes()).length).toBeGreaterThan(3);
  await expect
    .poll(async () => {
      const written = await picture.boxes();
      return written.filter(({ box }) => covers.some(([, cover]) => overlap(box, cover))).map(({ text }) => text);
    })
    .toEqual([]);
  await expect(page.getByRole('status').filter({ hasText: en.controls.opening })).toBeHidden();
}

test('a terminal that is made large is clamped, and its size is not lost', async ({ page }) => {
  const lab = new LabPage(page);
  const room = new Room(lab);
  await page.addInitScript(() => {
    const key = 'hopscope.settings';
    if (localStorage.getItem(key) === '{"welcomed":true}')
      localStorage.setItem(key, '{"welcomed":true,"terminalHeight":600}');
  });
  await page.setViewportSize({ width: 1366, height: 768 });
  await lab.openFirst();
  await expectRoom(room);
  await page.setViewportSize({ width: 1366, height: 1500 });
  await expect
    .poll(async () => (await page.getByRole('region', { name: en.terminal.label }).boundingBox())?.height)
    .toBe(600);
});

test.describe('a low window', () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test('the terminal and the list of events share one place', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    await lab.terminal.type('client', 'ping -c 1 192.168.65.10');
    await page.getByRole('button', { name: en.events.show }).click();
    const list = page.getByRole('region', { name: en.events.label, exact: true });
    await expect(list).toBeVisible();
    await expect(lab.terminal.tab('client')).toBeHidden();
    await lab.panels.getByRole('button', { name: en.terminal.label }).click();
    await expect(lab.terminal.tab('client')).toBeVisible();
    await expect(list).toBeHidden();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the legend is behind a button', async ({ page }) => {
    const lab = new LabPage(page);
    const { legend } = new Picture(page);
    await lab.open();
    await lab.terminal.type('client', 'ping -c 1 192.168.65.10');
    const button = page.getByRole('button', { name: en.graph.legend });
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await expect(legend).toBeHidden();
    await button.tap();
    await expect(legend.getByRole('listitem')).toHaveText(['ICMP', 'ARP']);
    await button.tap();
    await expect(legend).toBeHidden();
  });
});
