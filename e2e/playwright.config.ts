import { defineConfig } from '@playwright/test';
import { findBrowser, launchArguments } from './browser.ts';

// Set once, as the workers read this file again.
const port = (process.env['HOPSCOPE_PORT'] ??= String(4200 + (process.pid % 700)));
// Where tests start a broker, to which the page's server hands on: see class/served.ts.
process.env['HOPSCOPE_BROKER'] ??= `ws://127.0.0.1:${5000 + (process.pid % 700)}`;
const browser = findBrowser();
if (browser !== undefined) process.env['HOPSCOPE_BROWSER'] = browser;

/** Each test has a page of its own, and most end before code that is optimised has paid: a sixth of all work was that. */
const optimisesLater = [
  '--invocation-count-for-maglev=8000',
  '--invocation-count-for-maglev-osr=8000',
  '--invocation-count-for-turbofan=60000',
  '--invocation-count-for-osr=60000',
].join(' ');

const url = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  // A page waits much of its time: two share two cores well.
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  // A machine that is busy with other work may hold one test up; what passes only then is reported as flaky.
  retries: 2,
  // Time is measured by the benchmarks: a busy machine fails no test.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '../node_modules/.cache/hopscope/browser.json' }]],
  use: {
    baseURL: url,
    locale: 'en-US',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    // What keeps the page for use without a network has a test of its own.
    serviceWorkers: 'block',
    // What moves is drawn anew each frame, a fifth of all work; specs of motion ask for it.
    reducedMotion: 'reduce',
    trace: 'on-first-retry',
    launchOptions: {
      args: [...launchArguments, `--js-flags=${optimisesLater}`],
      ...(browser === undefined ? {} : { executablePath: browser }),
    },
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: '..',
    url,
    reuseExistingServer: false,
  },
});
