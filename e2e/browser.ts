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

/** Chromium as Debian packages it without windows: a page takes two thirds of the work. */
const SHELL = 'chromium-headless-shell';

function installedBrowsers(): string[] {
  const names = [SHELL, 'google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
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

const apt = (...words: string[]) => run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...words);

const installWithApt = () =>
  isRoot &&
  existsSync('/usr/bin/apt-get') &&
  apt('update') &&
  (apt('install', '-y', SHELL) || apt('install', '-y', 'chromium'));

const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

/** Whether another browser would take less work, and can be had. */
const isHeavy = (found: string) =>
  isRoot &&
  isDebian() &&
  ![process.env['HOPSCOPE_BROWSER'], chromium.executablePath()].includes(found) &&
  !found.endsWith(SHELL);

/** Finds a browser, or installs one. */
export function ensureBrowser(): string | undefined {
  const found = findBrowser();
  if (found !== undefined && !isHeavy(found)) return found;
  console.log('Installing a browser to test with.');
  const installers = isDebian() ? [installWithApt, installWithPlaywright] : [installWithPlaywright, installWithApt];
  for (const install of found === undefined ? installers : [installWithApt]) {
    const installed = install() ? findBrowser() : undefined;
    if (installed !== undefined) return installed;
  }
  return found;
}
