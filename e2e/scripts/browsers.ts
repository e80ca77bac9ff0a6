// Installs what the smoke tests drive, where it is missing, on Debian and what is made from it: npm run browsers
import { spawnSync } from 'node:child_process';
import { program } from '../smoke/programs.ts';
import { firefox } from '../smoke/firefox.ts';
import { webkit } from '../smoke/webkit.ts';

const missing = [firefox, webkit].flatMap(({ missing: packages }) => packages);
const apt = (...words: string[]) =>
  spawnSync(
    process.getuid?.() === 0 ? 'apt-get' : 'sudo',
    [...(process.getuid?.() === 0 ? [] : ['apt-get']), ...words],
    {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    },
  ).status === 0;

if (missing.length === 0) console.log('Firefox and WebKit are installed.');
else if (program('apt-get') === undefined) fail('it installs with apt-get, which is not here');
else if (!apt('update', '-qq') || !apt('install', '-y', '--no-install-recommends', ...missing)) fail('apt-get failed');

function fail(reason: string): void {
  console.error(`${missing.join(', ')} cannot be installed: ${reason}.`);
  process.exitCode = 1;
}
