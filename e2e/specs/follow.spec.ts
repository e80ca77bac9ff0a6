import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Picture } from '../pages/picture.ts';
import { test } from '../test.ts';

const follow = (page: Page) => page.getByRole('button', { name: en.graph.follow, exact: true });

/** A lab that no screen shows in full at its natural size, and traffic in it. */
async function largeLab(page: Page): Promise<{ lab: LabPage; picture: Picture }> {
  test.slow();
  await page.setViewportSize({ width: 1100, height: 760 });
  const picture = new Picture(page);
  await picture.watch();
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'for n in red blue green; do docker network create $n; done');
  await lab.terminal.type(
    'host1',
    'for n in red blue green; do for i in 1 2 3 4; do docker run -d --name $n$i --network $n nginx; done; done',
  );
  await expect(lab.outline).toContainText('green4');
  await lab.terminal.type('host1', 'docker exec green1 ping -c 1 green4');
  await expect(lab.timeline.slider).toBeVisible();
  return { lab, picture };
}

/** How far apart two names stand: it grows with the zoom. */
async function distance(picture: Picture, one: string, other: string): Promise<number> {
  const [a, b] = [await picture.pointOf(one), await picture.pointOf(other)];
  return Math.hypot(b.x - a.x, b.y - a.y);
}

test('the camera frames where the packet is, and comes back to the whole at the end', async ({ page }) => {
  const { lab, picture } = await largeLab(page);
  await lab.timeline.rewind();
  const whole = await distance(picture, 'green1', 'green2');
  await page.keyboard.press('l');
  await expect.poll(() => distance(picture, 'green1', 'green2')).toBeGreaterThan(whole * 1.2);
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('End');
  await expect.poll(() => distance(picture, 'green1', 'green2')).toBeCloseTo(whole, 0);
});

test('one’s own zoom stops it, the key and the button start it again', async ({ page }) => {
  const { lab, picture } = await largeLab(page);
  await lab.timeline.rewind();
  const whole = await distance(picture, 'green1', 'green2');
  await page.keyboard.press('l');
  await expect.poll(() => distance(picture, 'green1', 'green2')).toBeGreaterThan(whole * 1.2);

  await picture.button('fit').click();
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('l');
  await expect.poll(() => distance(picture, 'green1', 'green2')).toBeCloseTo(whole, 0);

  await page.keyboard.press('f');
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => distance(picture, 'green1', 'green2')).toBeGreaterThan(whole * 1.2);

  await follow(page).click();
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => distance(picture, 'green1', 'green2')).toBeCloseTo(whole, 0);
  await page.reload();
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'false');
});

test('while somebody presents it is on, whatever is set', async ({ page }) => {
  const { lab } = await largeLab(page);
  await lab.timeline.rewind();
  await follow(page).click();
  await page.getByRole('application').press('p');
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('f');
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'false');
});

test('what is seen as a whole stands still', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 1300 });
  const picture = new Picture(page);
  await picture.watch();
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await expect(lab.outline).toContainText('web');
  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080/');
  await lab.timeline.rewind();
  const before = await picture.pointOf('web');
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('l');
    expect(await picture.pointOf('web')).toEqual(before);
  }
});

test('the shortcuts and the palette know it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('application').press('?');
  await expect(page.getByRole('dialog')).toContainText(en.graph.followEnd);
});
