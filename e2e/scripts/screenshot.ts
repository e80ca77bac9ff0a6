/** Takes the picture of the README from the built page: npm run screenshot */
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser, launchArguments } from '../browser.ts';

const server = await preview({ preview: { host: '127.0.0.1', port: 0 } });
const url = server.resolvedUrls?.local[0];
if (url === undefined) throw new Error('vite preview has no address');

const executablePath = findBrowser();
const browser = await chromium.launch({
  args: launchArguments,
  ...(executablePath === undefined ? {} : { executablePath }),
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US', colorScheme: 'light' });
await page.goto(url);
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: 'e2e/screenshots/wiring-light.png' });
await browser.close();
await server.close();
