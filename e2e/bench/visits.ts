import type { Browser, BrowserContext } from '@playwright/test';
import { folderAt } from '../pages/folder.ts';
import { welcomed } from '../pages/lab-page.ts';
import { slowed } from '../pages/processor.ts';
import { serve } from '../pages/server.ts';
import { lineTo } from './line.ts';
import { median } from './measure.ts';
import { noteCost } from './report.ts';

const RUNS = 3;
/** Bits per second, and how much slower the processor is. */
const RATE = 10_000_000;
export const SLOWER = 4;
/** What the first visit's keeping of the page for use without a network takes at most (ms). */
const KEEPING = 12_000;

/** What the page tells of itself: when the first place to type in is there, and when so many containers have their ids. */
const told = `new MutationObserver(() => {
  const input = document.querySelector('textarea:not([disabled])');
  if (input && document.activeElement !== input) { input.focus(); tell('input'); }
  const ids = [...document.querySelectorAll('[role="log"] pre')].filter(({ textContent }) => /^[0-9a-f]{64}$/m.test(textContent));
  if (ids.length > 0) tell(ids.length + ' ' + performance.now());
}).observe(document, { childList: true, subtree: true })`;

/**
 * Seconds from the start of the navigation until a first command, typed as soon as that can be done, has its output. The page
 * tells so itself: what Playwright looks with takes some 300 ms of the page's thread at a quarter of its speed.
 * @param before how many visits there were
 */
async function firstOutput(context: BrowserContext, before: number): Promise<number> {
  const page = await context.newPage();
  await slowed(page, SLOWER);
  await page.addInitScript({ content: told });
  const client = await context.newCDPSession(page);
  await client.send('Runtime.enable');
  await client.send('Runtime.addBinding', { name: 'tell' });
  const heard = (is: (text: string) => boolean) =>
    new Promise<string>((resolve) => {
      client.on('Runtime.bindingCalled', ({ payload }) => is(payload) && resolve(payload));
    });
  const input = heard((text) => text === 'input');
  const output = heard((text) => text.startsWith(`${before + 1} `));
  await page.goto('./', { waitUntil: 'commit' });
  await input;
  await page.keyboard.insertText(`docker run -d --name visit${before} nginx`);
  await page.keyboard.press('Enter');
  const [, at] = (await output).split(' ');
  return Number(at) / 1000;
}

/** A first visit and the one after it, over a line of 10 Mbit/s at a quarter of the processor's speed; and what the first one loads. */
export async function noteVisits(browser: Browser, folder: string): Promise<void> {
  const server = await serve(folderAt(folder, '/'));
  const line = await lineTo(server.url, RATE);
  const first: number[] = [];
  const repeat: number[] = [];
  const loaded: number[] = [];
  const kept: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext({ baseURL: line.url, viewport: { width: 1440, height: 900 } });
    await context.addInitScript(welcomed);
    line.received();
    first.push(await firstOutput(context, 0));
    loaded.push(line.received() / 1000);
    await context.pages()[0]?.waitForTimeout(KEEPING);
    kept.push((loaded.at(-1) ?? 0) + line.received() / 1000);
    await context.pages()[0]?.close();
    repeat.push(await firstOutput(context, 1));
    await context.close();
  }
  line.close();
  server.close();
  noteCost(
    'first visit, until the first command has its output (10 Mbit/s, CPU four times slower)',
    median(first),
    's',
    8.7,
    4,
  );
  noteCost(
    'repeat visit, until the first command has its output (CPU four times slower)',
    median(repeat),
    's',
    9.5,
    1.5,
  );
  noteCost('over the wire until then, at a first visit', median(loaded), 'kB', 520, 520);
  // All of the page is kept, also what a visit never comes to: each part that is loaded on use counts here as before.
  noteCost('over the wire in all, with what is kept for use without a network', median(kept), 'kB', 2400);
}
