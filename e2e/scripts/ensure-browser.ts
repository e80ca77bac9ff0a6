import { ensureBrowser } from '../browser.ts';

if (ensureBrowser() === undefined) {
  console.error('The browser tests need Chrome or Chromium: install it, or set HOPSCOPE_BROWSER to its path.');
  process.exitCode = 1;
}
