import { expect, test } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Picture, type Label } from '../pages/picture.ts';

function problems(labels: readonly Label[]): string[] {
  const cut = labels.filter(({ text }) => text.endsWith('…')).map(({ text }) => `${text} is cut`);
  const over = labels.flatMap((a, i) =>
    labels
      .slice(i + 1)
      .filter((b) => a.x < b.x + b.w - 0.5 && b.x < a.x + a.w - 0.5 && a.y < b.y + b.h - 0.5 && b.y < a.y + a.h - 0.5)
      .map((b) => `${a.text} is over ${b.text}`),
  );
  return [...cut, ...over];
}

for (const count of [2, 10, 50, 250]) {
  test(`${count} containers: at every level all labels are whole and stand apart`, async ({ page }) => {
    test.slow();
    if (count === 250) test.setTimeout(240_000);
    const picture = new Picture(page);
    await picture.watch();
    const lab = new LabPage(page);
    await lab.open();
    const networks = Math.max(1, Math.min(28, Math.ceil(count / 5)));
    await lab.terminal.type('host1', `for i in $(seq 1 ${networks}); do docker network create net-$i; done`);
    const run = `docker run -d --name app-$i --network net-$((i % ${networks} + 1)) nginx`;
    await lab.terminal.type('host1', `for i in $(seq 1 ${count}); do ${run}; done`);
    const last = lab.outline.getByRole('button', { name: `app-${count}`, exact: true });
    await expect(last).toBeAttached({ timeout: 200_000 });
    for (const level of ['overview', 'wiring', 'netfilter'] as const) {
      await page.getByRole('radio', { name: en.level[level], exact: true }).check({ force: true });
      await page.waitForTimeout(400);
      const labels = await picture.labels();
      expect(labels.length, level).toBeGreaterThan(8);
      expect(problems(labels), level).toEqual([]);
      // Near by, where everything is written.
      for (let i = 0; i < 5; i++) await picture.button('zoomIn').click();
      await page.waitForTimeout(500);
      expect(problems(await picture.labels()), `${level}, near by`).toEqual([]);
      await picture.button('fit').click();
    }
  });
}
