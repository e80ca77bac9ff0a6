/** Takes the pictures of the README from the built page: npm run screenshot */
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser, launchArguments } from '../browser.ts';
import { LabPage } from '../pages/lab-page.ts';

const server = await preview({ preview: { host: '127.0.0.1', port: 0 } });
const url = server.resolvedUrls?.local[0];
if (url === undefined) throw new Error('vite preview has no address');

const executablePath = findBrowser();
const browser = await chromium.launch({
  args: launchArguments,
  ...(executablePath === undefined ? {} : { executablePath }),
});

/** Two networks and the containers of a small shop. */
const shop = [
  'docker network create shop',
  'docker network create --internal private',
  'docker run -d --name box ubuntu:22.04',
  'docker run -d --name web -p 8080:80 nginx',
  'docker run -d --name api --network shop --network-alias backend node:20',
  'docker run -d --name db --network shop postgres',
  'docker network connect private db',
];

for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    colorScheme,
    reducedMotion: 'reduce',
  });
  const lab = new LabPage(page);
  await lab.open();
  await page.evaluate(() => document.fonts.ready);
  for (const line of shop) await lab.terminal.type('host1', line);
  await lab.terminal.type('client', 'curl -sI http://192.168.65.10:8080/');
  await lab.timeline.slider.waitFor();
  await lab.timeline.goTo(/rewrites its destination/);
  await lab.terminal.tab('host1').click();
  await lab.terminal.type('host1', 'docker ps');
  await lab.terminal.output.getByText('CONTAINER ID').waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `e2e/screenshots/wiring-${colorScheme}.png` });
  await page.close();
}
await browser.close();
await server.close();
