import { ensureBrowser } from '../browser.ts';

try {
  if (ensureBrowser() === undefined) {
    throw new Error('The browser tests need Chrome or Chromium: install it, or set HOPSCOPE_BROWSER to its path.');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
