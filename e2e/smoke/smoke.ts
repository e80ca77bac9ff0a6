// The most important journeys in Firefox and WebKit, where they are installed: npm run smoke [-- PART OF A NAME]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderAt } from '../pages/folder.ts';
import { serve } from '../pages/server.ts';
import type { Browser, Driver } from './driver.ts';
import { firefox } from './firefox.ts';
import { journeys, type Journey } from './journeys.ts';
import { SmokePage } from './page.ts';
import { webkit } from './webkit.ts';

const wanted = process.argv.slice(2).join(' ');
const chosen = journeys.filter(({ name }) => name.includes(wanted));
const dist = join(process.cwd(), 'dist');

/** Each journey has a server, and so an origin, of its own: nothing is kept from another. */
async function go(driver: Driver, journey: Journey): Promise<void> {
  const { url, close } = await serve(folderAt(dist, '/'));
  try {
    const page = new SmokePage(driver, url);
    await journey.go(page, { stop: close });
    const failures = await page.failures();
    if (failures.length > 0) throw new Error(`The page failed: ${failures.join('; ')}`);
  } finally {
    close();
  }
}

/** What went wrong on a journey, in words. */
const problemOf = (driver: Driver, journey: Journey): Promise<string | undefined> =>
  go(driver, journey).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

async function goAll({ name, open }: Browser): Promise<void> {
  let driver = await open();
  for (const journey of chosen) {
    const begun = Date.now();
    const problem = await problemOf(driver, journey);
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    console.log(`  ${problem === undefined ? '✓' : '✘'}  ${name}: ${journey.name} (${seconds} s)`);
    if (problem === undefined) {
      passed += 1;
      continue;
    }
    failed.push(`${name}: ${journey.name}\n     ${problem}`);
    await driver.close(); // whatever state it is in
    driver = await open();
  }
  await driver.close();
}

let passed = 0;
const failed: string[] = [];
// At once: each waits much of its time.
await Promise.all(
  [firefox, webkit].map(async (browser) => {
    if (browser.missing.length === 0) await goAll(browser);
    else console.log(`  -  ${browser.name}: skipped, without ${browser.missing.join(', ')} (npm run browsers)`);
  }),
);
for (const failure of failed) console.error(`\n  ${failure}`);
const cache = join(process.cwd(), 'node_modules/.cache/hopscope');
mkdirSync(cache, { recursive: true });
writeFileSync(join(cache, 'smoke.json'), JSON.stringify({ passed, failed: failed.length }));
process.exit(failed.length > 0 ? 1 : 0);
