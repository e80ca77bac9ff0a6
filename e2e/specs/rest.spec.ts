import { expect, type Page } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test.use({ reducedMotion: 'no-preference' });

/** Counts from now on what the page has the browser call: frames and timers. */
async function countCalls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counts: Record<string, number> = { frames: 0, timers: 0, intervals: 0 };
    Object.assign(globalThis, { counts });
    const counted =
      (kind: string, call: (...rest: unknown[]) => unknown) =>
      (callback: (...given: unknown[]) => unknown, ...rest: unknown[]) =>
        call(
          (...given: unknown[]) => {
            counts[kind] = (counts[kind] ?? 0) + 1;
            return callback(...given);
          },
          ...rest,
        );
    for (const [name, kind] of [
      ['requestAnimationFrame', 'frames'],
      ['setTimeout', 'timers'],
      ['setInterval', 'intervals'],
    ] as const) {
      const call = globalThis[name].bind(globalThis) as (...rest: unknown[]) => unknown;
      Object.assign(globalThis, { [name]: counted(kind, call) });
    }
  });
}

/** What the page was called for so far. */
const calls = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => ({ ...(globalThis as unknown as { counts: Record<string, number> }).counts }));

/** What the page was called for within some seconds. */
async function callsWithin(page: Page, ms: number): Promise<Record<string, number>> {
  const before = await calls(page);
  await page.waitForTimeout(ms);
  const after = await calls(page);
  return Object.fromEntries(Object.entries(after).map(([kind, count]) => [kind, count - (before[kind] ?? 0)]));
}

const still = { frames: 0, timers: 0, intervals: 0 };

test.describe('nothing runs when nothing moves', () => {
  test('in an empty lab, and after things came and traffic was told', async ({ page }) => {
    await countCalls(page);
    const lab = new LabPage(page);
    await lab.open();
    await expect(lab.outline).toContainText('host1');
    await expect.poll(() => callsWithin(page, 3000), { timeout: 30_000 }).toEqual(still);

    await lab.terminal.type('host1', 'docker run -d --name web nginx');
    await expect(lab.outline).toContainText('web');
    await lab.terminal.type('host1', 'ping -c 1 172.17.0.2');
    await expect(lab.timeline.slider).toBeVisible();
    await expect.poll(() => callsWithin(page, 3000), { timeout: 60_000 }).toEqual(still);
  });

  test('and a thing that comes is drawn in few frames where nothing is to move', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await countCalls(page);
    const lab = new LabPage(page);
    await lab.open();
    await lab.terminal.type('host1', 'docker run -d --name web nginx');
    await expect(lab.outline).toContainText('web');
    const rests = () => expect.poll(() => callsWithin(page, 2000), { timeout: 60_000 }).toEqual(still);
    await rests();
    const before = await calls(page);
    await lab.terminal.type('host1', 'docker run -d --name db redis');
    await expect(lab.outline).toContainText('db');
    await rests();
    const after = await calls(page);
    expect((after['frames'] ?? 0) - (before['frames'] ?? 0)).toBeLessThan(30);
  });
});
