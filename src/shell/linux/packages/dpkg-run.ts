import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { PROGRAMS_OF } from '../../../engine/images/package-programs.table.ts';
import { installedAt, packageNamed } from './installed.ts';
import { packageTools } from './packages.ts';

const HEAD = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
`;

/** dpkg: what is installed. */
export function runDpkg(call: Call): number {
  const { operands, error, has } = getopt(
    call.argv.slice(1),
    packageTools.find(({ name }) => name === 'dpkg')?.grammar ?? {},
  );
  if (error !== undefined) throw new ToolError(`dpkg: error: ${error}\n`, 2);
  if (has('l')) return list(call, operands);
  if (has('s')) return status(call, operands);
  if (has('S')) return search(call, operands);
  throw new ToolError("dpkg: this lab's dpkg tells what is installed: -l, -s and -S\n", 2);
}

function list(call: Call, wanted: readonly string[]): number {
  const shown = [...installedAt(call)].filter(([name]) => wanted.length === 0 || wanted.includes(name));
  if (shown.length === 0)
    throw new ToolError(wanted.map((name) => `dpkg-query: no packages found matching ${name}\n`).join(''), 1);
  const width = Math.max(4, ...shown.map(([name]) => name.length));
  const versions = Math.max(7, ...shown.map(([, version]) => version.length));
  call.out(HEAD);
  call.out(`||/ ${'Name'.padEnd(width)} ${'Version'.padEnd(versions)} Architecture Description\n`);
  call.out(`+++-${'='.repeat(width)}-${'='.repeat(versions)}-============-===========\n`);
  for (const [name, version] of shown)
    call.out(`ii  ${name.padEnd(width)} ${version.padEnd(versions)} amd64        ${name}\n`);
  return 0;
}

function status(call: Call, names: readonly string[]): number {
  let exit = 0;
  for (const name of names) {
    const found = packageNamed(name);
    if (found && installedAt(call).has(found.name)) {
      call.out(
        `Package: ${found.name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${found.version}\n\n`,
      );
      continue;
    }
    call.err(`dpkg-query: package '${name}' is not installed and no information is available\n`);
    exit = 1;
  }
  return exit;
}

function search(call: Call, files: readonly string[]): number {
  let exit = 0;
  for (const file of files) {
    const tool = file.slice(file.lastIndexOf('/') + 1);
    const [name] =
      [...PROGRAMS_OF].find(([brings, tools]) => tools.includes(tool) && installedAt(call).has(brings)) ?? [];
    if (name !== undefined) call.out(`${name}: ${file}\n`);
    else {
      call.err(`dpkg-query: no path found matching pattern ${file}\n`);
      exit = 1;
    }
  }
  return exit;
}
