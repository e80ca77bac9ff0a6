/**
 * How soon the page is there and how soon it answers: npm run bench:page [-- --json].
 * Exit code 1 when something is over its budget.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { longestInput } from '../pages/painted.ts';
import { slowed } from '../pages/processor.ts';
import { browse } from './browsing.ts';
import { several } from './measure.ts';
import { openingBench } from './opening.ts';
import { noteCost, report } from './report.ts';
import { noteVisits, SLOWER } from './visits.ts';

const viewport = { width: 1440, height: 900 };

/** The kilobytes, gzipped, of the scripts that index.html names. */
function initialScripts(folder: string): number {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => match[1] ?? '');
  return scripts.reduce((sum, script) => sum + gzipSync(readFileSync(join(folder, script))).length, 0) / 1000;
}

/** Seconds until the largest thing of the page was painted, with all that a first visit does. */
async function largestPaint(browser: Browser, baseURL: string): Promise<number> {
  const page = await browser.newPage({ baseURL, viewport, locale: 'en-US' });
  await slowed(page, SLOWER);
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) document.documentElement.dataset['largest'] = String(entry.startTime);
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  await page.goto('./');
  await page.waitForTimeout(6000);
  const largest = Number(await page.locator('html').getAttribute('data-largest'));
  await page.close();
  return largest / 1000;
}

/** Milliseconds from the key that adds the 51st container to the next paint, as Event Timing tells (in steps of 8). */
async function interaction(browser: Browser, baseURL: string): Promise<number> {
  const page = await browser.newPage({ baseURL, viewport, locale: 'en-US' });
  const lab = new LabPage(page);
  await lab.open();
  const count = 50;
  await lab.terminal.type('host1', `for i in $(seq 1 ${count}); do docker run -d --name app$i nginx; done`);
  await lab.outline.getByRole('button', { name: `app${count}`, exact: true }).waitFor({ timeout: 60_000 });
  const dialog = await lab.addContainer();
  await dialog.image.fill('nginx');
  await dialog.name.fill('last');
  await page.waitForTimeout(1500);
  const longest = await longestInput(page, async () => {
    await dialog.run();
    await lab.outline.getByRole('button', { name: 'last', exact: true }).waitFor();
  });
  await page.close();
  return longest;
}

const outDir = process.env['HOPSCOPE_DIST'] ?? 'dist';
const { browser, url, close } = await browse(outDir);

noteCost('initial JavaScript, gzipped', initialScripts(outDir), 'kB', 300);
noteCost(
  'largest contentful paint of a first visit, CPU four times slower',
  await several(() => largestPaint(browser, url)),
  's',
  13,
  2,
);
noteCost(
  'from the click that adds the 51st container to the next paint',
  await several(() => interaction(browser, url)),
  'ms',
  1,
);

await noteVisits(browser, outDir);
await close();
const { name, unit, budget, run } = openingBench(() => outDir);
noteCost(name, await run(), unit, budget);
report();
