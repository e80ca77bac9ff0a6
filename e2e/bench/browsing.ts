import { chromium, type Browser } from '@playwright/test';
import { build, preview } from 'vite';
import { findBrowser, launchArguments } from '../browser.ts';

/** A browser, and the built page in a folder at an address of its own. */
export interface Browsing {
  readonly browser: Browser;
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Builds the page into a folder that nothing else uses, and tells which. */
export async function builtAside(): Promise<string> {
  const outDir = 'node_modules/.cache/hopscope/bench';
  await build({ build: { outDir, emptyOutDir: true }, logLevel: 'error' });
  return outDir;
}

/** Serves a built page and starts a browser, with further arguments of Chromium. */
export async function browse(outDir: string, further: readonly string[] = []): Promise<Browsing> {
  const server = await preview({ build: { outDir }, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('vite preview has no address');
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    args: [...launchArguments, ...further],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { browser, url, close };
}
