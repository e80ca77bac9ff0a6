import { own } from '../../../kernel/own.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { ORACLE } from './elsewhere.table.ts';
import { fetchFrom, putHere, putPackages } from './fetching.ts';

const HOST = 'yum.oracle.com';
const HTTPS = 443;

/** microdnf of Oracle Linux. */
export function runMicrodnf(call: Call): number {
  const [command, ...names] = call.argv.slice(1).filter((word) => !word.startsWith('-'));
  if (command !== 'install')
    throw new ToolError(`microdnf: this lab's microdnf has install: '${command ?? ''}' is not part of it\n`, 1);
  if (fetchFrom(call, HOST, HTTPS) !== undefined)
    throw new ToolError(
      `error: cannot update repo 'ol9_baseos_latest': Cannot download repomd.xml: Cannot download repodata/repomd.xml: All mirrors were tried; Last error: Curl error (6): Could not resolve hostname for https://${HOST}/repo/OracleLinux/OL9/baseos/latest/x86_64/repodata/repomd.xml [Could not resolve host: ${HOST}]\n`,
      1,
    );
  const unknown = names.find((name) => own(ORACLE, name) === undefined);
  if (unknown !== undefined) throw new ToolError(`error: No package matches '${unknown}'\n`, 1);
  const here = new Set(putHere(call, 'rpm'));
  const rows = [...new Set(names)]
    .filter((name) => !here.has(name))
    .map((name) => {
      const [version = '', ...brings] = (own(ORACLE, name) ?? '').split(' ');
      return { name, version, brings };
    });
  if (rows.length === 0) {
    call.out('Nothing to do.\n');
    return 0;
  }
  call.out('Package                          Repository            Size\nInstalling:\n');
  for (const { name, version } of rows) call.out(` ${`${name}-${version}.x86_64`.padEnd(32)} ol9_baseos_latest\n`);
  call.out(`Transaction Summary:\n Installing:        ${rows.length} packages\n`);
  call.out('Downloading packages...\nRunning transaction test...\n');
  for (const { name, version } of rows) call.out(`Installing: ${name};${version};x86_64;ol9_baseos_latest\n`);
  call.out('Complete.\n');
  putPackages(call, 'rpm', rows);
  return 0;
}

/** CentOS 7 is no longer kept: the name of its list of mirrors is gone (since July 2024). */
export function runYum(call: Call): number {
  if (!call.argv.includes('install') && !call.argv.includes('update') && !call.argv.includes('makecache'))
    throw new ToolError("yum: this lab's yum has install and update\n", 1);
  fetchFrom(call, 'mirrorlist.centos.org');
  call.out('Loaded plugins: fastestmirror, ovl\nDetermining fastest mirrors\n');
  call.err(`Could not retrieve mirrorlist http://mirrorlist.centos.org/?release=7&arch=x86_64&repo=os&infra=container error was
14: curl#6 - "Could not resolve host: mirrorlist.centos.org; Unknown error"


 One of the configured repositories failed (Unknown),
 and yum doesn't have enough cached data to continue.

Cannot find a valid baseurl for repo: base/7/x86_64
`);
  return 1;
}
