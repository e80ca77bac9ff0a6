import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { ALPINE } from './elsewhere.table.ts';
import { fetchFrom, putHere, putPackages } from './fetching.ts';
import { own } from '../../../kernel/own.ts';

const HOST = 'dl-cdn.alpinelinux.org';
const REPOSITORIES = ['main', 'community'].map((name) => `https://${HOST}/alpine/v3.22/${name}`);
const HTTPS = 443;
/** Packages that Alpine's image has. */
const PRESENT = 16;

const USAGE = `apk-tools 2.14.9, compiled for x86_64.

usage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]

This lab's apk knows:
  add      Add packages to WORLD and commit changes
  update   Update repository indexes
  info     Give detailed information about packages or repositories
`;

/** Alpine's apk. */
export function runApk(call: Call): number {
  const [command, ...names] = call.argv.slice(1).filter((word) => !word.startsWith('-'));
  switch (command) {
    case 'update':
      if (!fetchIndexes(call)) return 4;
      call.out(`v3.22.2 [${REPOSITORIES[0]}]\nv3.22.2 [${REPOSITORIES[1]}]\nOK: 26326 distinct packages available\n`);
      return 0;
    case 'add':
      return add(call, names);
    case 'info':
      call.out(
        ['alpine-baselayout', 'apk-tools', 'busybox', 'musl', ...putHere(call, 'apk')]
          .map((name) => `${name}\n`)
          .join(''),
      );
      return 0;
    case undefined:
      call.out(USAGE);
      return 1;
    default:
      throw new ToolError(`apk: this lab's apk has add, update and info: '${command}' is not part of it\n`, 1);
  }
}

/** Asks for the repositories' lists. Says what failed, and returns whether they came. */
function fetchIndexes(call: Call): boolean {
  let came = true;
  for (const url of REPOSITORIES) {
    call.out(`fetch ${url}/x86_64/APKINDEX.tar.gz\n`);
    const failed = fetchFrom(call, HOST, HTTPS);
    if (failed === undefined) continue;
    came = false;
    const why =
      failed === 'no-host'
        ? 'DNS lookup error'
        : failed === 'timeout'
          ? 'operation timed out'
          : 'network error (check Internet connection and firewall)';
    call.err(`WARNING: fetching ${url}: ${why}\n`);
  }
  return came;
}

function add(call: Call, names: readonly string[]): number {
  const came = fetchIndexes(call);
  const here = new Set(putHere(call, 'apk'));
  const unknown = names.filter((name) => !came || own(ALPINE, name) === undefined);
  if (unknown.length > 0) {
    const lines = unknown.map((name) => `  ${name} (no such package):\n    required by: world[${name}]\n`);
    throw new ToolError(`ERROR: unable to select packages:\n${lines.join('')}`, unknown.length);
  }
  const wanted = [...new Set(names)].filter((name) => !here.has(name));
  const rows = wanted.map((name) => {
    const [version = '', ...brings] = (own(ALPINE, name) ?? '').split(' ');
    return { name, version, brings };
  });
  rows.forEach(({ name, version }, i) => call.out(`(${i + 1}/${rows.length}) Installing ${name} (${version})\n`));
  if (rows.length > 0) call.out('Executing busybox-1.37.0-r19.trigger\n');
  putPackages(call, 'apk', rows);
  call.out(`OK: ${8 + 2 * (here.size + rows.length)} MiB in ${PRESENT + here.size + rows.length} packages\n`);
  return 0;
}
