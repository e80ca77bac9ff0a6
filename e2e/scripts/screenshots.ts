/**
 * Takes pictures of the built page: npm run screenshots. Those of the README go to e2e/screenshots; those to look through, in
 * every level, theme, language and size, to test-results/screenshots, which is not kept.
 */
import type { Browser, Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { browse } from '../bench/browsing.ts';
import { LabPage } from '../pages/lab-page.ts';

const folder = 'test-results/screenshots';
const themes = ['light', 'dark'] as const;
const languages = { en: 'English', ko: '한국어' } as const;
const levels = ['overview', 'wiring', 'netfilter'] as const;
const sizes = [
  { width: 1440, height: 900 },
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
  // 1366 × 768 at 200 %
  { width: 683, height: 384 },
] as const;

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

/** Labs of some sizes; some of their containers are on two networks, one is stopped, one is paused. */
const labs: Readonly<Record<number, readonly string[]>> = {
  2: ['docker run -d --name web -p 8080:80 nginx', 'docker run -d --name box ubuntu:22.04'],
  10: [
    ...shop,
    'docker run -d --name cache --network shop redis',
    'docker run -d --name worker --network private python:3.12',
    'docker run -d --name tools alpine sleep 3600',
    'docker network connect shop web',
    'for i in 1 2 3; do docker run -d --name job-$i --network private alpine sleep 3600; done',
    'docker stop job-2',
    'docker pause cache',
  ],
  20: [
    'for i in $(seq 1 4); do docker network create net-$i; done',
    'docker run -d --name web -p 8080:80 nginx',
    'for i in $(seq 1 19); do docker run -d --name service-$i --network net-$((i % 4 + 1)) nginx; done',
  ],
  50: [
    'docker run -d --name web -p 8080:80 nginx',
    'for i in $(seq 1 8); do docker network create net-$i; done',
    'for i in $(seq 1 49); do docker run -d --name app-$i --network net-$((i % 8 + 1)) nginx; done',
    'for i in 3 9 17; do docker network connect net-$((i % 5 + 3)) app-$i; done',
  ],
  100: [
    'docker run -d --name web -p 8080:80 nginx',
    'for i in $(seq 1 12); do docker network create net-$i; done',
    'for i in $(seq 1 99); do docker run -d --name app-$i --network net-$((i % 12 + 1)) nginx; done',
  ],
};

async function openLab(browser: Browser, baseURL: string): Promise<LabPage> {
  const page = await browser.newPage({
    baseURL,
    viewport: sizes[0],
    locale: 'en-US',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  const lab = new LabPage(page);
  await lab.open();
  await page.evaluate(() => document.fonts.ready);
  return lab;
}

async function request(lab: LabPage): Promise<void> {
  await lab.terminal.type('client', 'curl -sI http://192.168.65.10:8080/');
  await lab.timeline.slider.waitFor({ timeout: 120_000 });
  await lab.timeline.goTo(/rewrites its destination/);
}

async function forReadme(browser: Browser, baseURL: string): Promise<void> {
  const lab = await openLab(browser, baseURL);
  for (const line of shop) await lab.terminal.type('host1', line);
  await request(lab);
  await lab.terminal.tab('host1').click();
  await lab.terminal.type('host1', 'docker ps');
  await lab.terminal.output.getByText('CONTAINER ID').waitFor();
  for (const colorScheme of themes) {
    await lab.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await lab.page.waitForTimeout(500);
    await lab.page.screenshot({ path: `e2e/screenshots/wiring-${colorScheme}.png` });
  }
  await lab.page.close();
}

/** The page as it is now, once it has taken in what was changed. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Every level in every theme and size, as the page is now. */
async function lookThrough(page: Page, name: string): Promise<void> {
  for (const [i, level] of levels.entries()) {
    await page.setViewportSize(sizes[0]);
    await page.locator('input[name=level]').nth(i).check({ force: true });
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await shoot(page, `${name}-${level}-${colorScheme}-${size.width}x${size.height}`);
      }
    }
  }
  await page.setViewportSize(sizes[0]);
}

/** At rest once, and with a request in mid-flight in each language. */
async function gallery(browser: Browser, baseURL: string, count: string, lines: readonly string[]): Promise<void> {
  const lab = await openLab(browser, baseURL);
  const { page } = lab;
  for (const line of lines) await lab.terminal.type('host1', line);
  await lab.terminal.type('host1', 'echo ready: $((6 * 7))');
  await lab.terminal.output.getByText('ready: 42').waitFor({ timeout: 120_000 });
  for (const [i, level] of levels.entries()) {
    await page.locator('input[name=level]').nth(i).check({ force: true });
    await shoot(page, `en-${count}-rest-${level}`);
  }
  await request(lab);
  await lookThrough(page, `en-${count}`);
  await page.getByRole('button', { name: en.header.language }).click();
  await page.getByRole('menuitemradio', { name: languages.ko }).click();
  await page.locator('html[lang=ko]').waitFor({ state: 'attached' });
  await lookThrough(page, `ko-${count}`);
  await page.close();
}

const { browser, url, close } = await browse(process.env['HOPSCOPE_DIST'] ?? 'dist');
await forReadme(browser, url);
for (const [count, lines] of Object.entries(labs)) await gallery(browser, url, count, lines);
await close();
