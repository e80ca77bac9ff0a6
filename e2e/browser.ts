import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const minute = 60_000;
const isRoot = process.getuid?.() === 0;

export const launchArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(isRoot ? ['--no-sandbox'] : []),
];

function installedBrowsers(): string[] {
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
        const folder = process.env[variable];
        return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
      });
    default:
      return [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/snap/bin'].flatMap((folder) =>
        names.map((name) => join(folder, name)),
      );
  }
}

/** Some distributions have a chromium that only tells how to get the real one. */
const runs = (path: string) =>
  process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: minute / 2 }).status === 0;

/** The browser to test with: HOPSCOPE_BROWSER, Playwright's own, or one that is installed. */
export function findBrowser(): string | undefined {
  const chosen = process.env['HOPSCOPE_BROWSER'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`HOPSCOPE_BROWSER names ${chosen}, which does not exist.`);
    return chosen;
  }
  return [chromium.executablePath(), ...installedBrowsers()].find((path) => existsSync(path) && runs(path));
}

const run = (command: string, ...words: string[]) =>
  spawnSync(command, words, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 5 * minute }).status === 0;

const installWithPlaywright = () =>
  run(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', '--with-deps', 'chromium');

const installWithApt = () =>
  isRoot &&
  existsSync('/usr/bin/apt-get') &&
  run('apt-get', 'update', '-qq') &&
  run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-qq', 'chromium');

/** Finds a browser, or installs one. */
export function ensureBrowser(): string | undefined {
  const found = findBrowser();
  if (found !== undefined) return found;
  console.log('No Chrome or Chromium found: installing one.');
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  const installers = isDebian ? [installWithApt, installWithPlaywright] : [installWithPlaywright, installWithApt];
  for (const install of installers) {
    const installed = install() ? findBrowser() : undefined;
    if (installed !== undefined) return installed;
  }
  return undefined;
}
