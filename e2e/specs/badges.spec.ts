import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { Picture, type Label } from '../pages/picture.ts';
import { test } from '../test.ts';

const overlap = (a: Label, b: Label): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Names that stand in the picture. */
const names = ['router', 'client', 'host1', 'docker0', 'shop', 'web', 'db', 'api'];

async function shop(page: LabPage['page']): Promise<{ lab: LabPage; picture: Picture }> {
  test.slow();
  const picture = new Picture(page);
  await picture.watch();
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await lab.terminal.type('host1', 'docker run -d --name db --network shop redis');
  await lab.terminal.type('host1', 'docker run -d --name api --network shop httpd');
  await expect(lab.outline).toContainText('api');
  return { lab, picture };
}

/** Goes through a story hop by hop; yields what badges cover, and the smallest letters on them. */
async function walk({
  lab,
  picture,
}: {
  lab: LabPage;
  picture: Picture;
}): Promise<{ covered: string[]; least: number }> {
  await lab.timeline.tellAs('hops');
  await lab.timeline.rewind();
  await lab.timeline.slider.focus();
  const count = Number(await lab.timeline.slider.getAttribute('aria-valuemax'));
  const covered = new Set<string>();
  let least = Infinity;
  for (let hop = 1; hop < Math.min(count, 60); hop++) {
    await lab.timeline.slider.press('ArrowRight');
    const { written, badges } = await picture.drawn();
    least = Math.min(least, ...badges.map(({ size }) => size));
    for (const badge of badges)
      for (const name of written.filter(({ text }) => names.includes(text)))
        if (overlap(badge, name)) covered.add(`${badge.text} on ${name.text} at hop ${hop}`);
  }
  return { covered: [...covered], least };
}

for (const [width, height] of [
  [1366, 768],
  [1024, 768],
] as const) {
  test(`a packet’s badge covers no name and can be read at ${width}×${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const { lab, picture } = await shop(page);
    await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080/');
    await expect(lab.timeline.slider).toBeVisible();
    const { covered, least } = await walk({ lab, picture });
    expect(covered).toEqual([]);
    expect(Math.round(least)).toBe(11);
  });
}

test('a note why a packet is dropped covers neither a name nor its badge', async ({ page }) => {
  const { lab, picture } = await shop(page);
  await lab.terminal.type('host1', 'iptables -I DOCKER-USER -j DROP');
  await lab.terminal.type('client', 'curl -s -m 1 http://192.168.65.10:8080/');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.goTo(/DROP|drops/);
  await expect.poll(async () => (await picture.badges()).length).toBeGreaterThan(2);
  const { written, badges } = await picture.drawn();
  const all = [...badges, ...written.filter(({ text }) => names.includes(text))];
  const pairs = badges.flatMap((badge) => all.filter((other) => other !== badge && overlap(badge, other)));
  expect(pairs.map(({ text }) => text)).toEqual([]);
});

test('while somebody presents, badges have 12 px or more', async ({ page }) => {
  const { lab, picture } = await shop(page);
  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080/');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.rewind();
  await page.keyboard.press('p');
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await picture.badges()).length).toBeGreaterThan(0);
  for (const { size } of await picture.badges()) expect(size).toBeGreaterThanOrEqual(11.99);
});
