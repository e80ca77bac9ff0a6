import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { packageTools } from './packages.ts';
import { installed, packageNamed } from './installed.ts';

const READING = 'Reading package lists...\n';
const TREE = `${READING}Building dependency tree...\nReading state information...\n`;
const MIRROR = 'http://deb.debian.org/debian';
/** The code that apt ends with where it cannot do what it is asked. */
const FAILED = 100;

/** apt and apt-get 3.3, without a network. */
export function runApt(call: Call): number {
  const name = call.argv[0] ?? 'apt-get';
  const isApt = name.endsWith('apt');
  const { operands, error, has } = getopt(call.argv.slice(1), packageTools[0]?.grammar ?? {});
  if (error !== undefined)
    throw new ToolError(`E: Command line option ${error.replace(/^.*?'(.*)'$/, "'$1'")} is not understood\n`, FAILED);
  const [command, ...names] = operands;
  if (has('v') || command === undefined) {
    call.out('apt 3.3.3 (amd64)\n');
    return 0;
  }
  switch (command) {
    case 'update':
      return update(call);
    case 'install':
    case 'reinstall':
      return install(call, names, isApt);
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
      call.out(`${TREE}Calculating upgrade...\n${summary(isApt)}`);
      return 0;
    case 'clean':
    case 'autoclean':
      return 0;
    case 'list':
      call.out('Listing...\n');
      for (const [known, version] of installed) call.out(`${known}/now ${version} amd64 [installed,local]\n`);
      return 0;
    case 'remove':
    case 'purge':
    case 'autoremove':
    case 'search':
    case 'show':
    case 'policy':
      throw new ToolError(`${name}: '${command}' is not part of this lab\n`, FAILED);
    default:
      throw new ToolError(`E: Invalid operation ${command}\n`, FAILED);
  }
}

const summary = (isApt: boolean): string =>
  isApt
    ? 'Summary:\n  Upgrading: 0, Installing: 0, Removing: 0, Not Upgrading: 0\n'
    : '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n';

/** Nobody in the lab knows the mirror's name. */
function update(call: Call): number {
  const line = `1 ${MIRROR} forky InRelease\n`;
  call.out(`${`Ign:${line}`.repeat(3)}Err:${line}  Could not resolve 'deb.debian.org'\n${READING}`);
  call.err(
    `W: Failed to fetch ${MIRROR}/dists/forky/InRelease  Could not resolve 'deb.debian.org'\nW: Some index files failed to download. They have been ignored, or old ones used instead.\n`,
  );
  return 0;
}

function install(call: Call, names: readonly string[], isApt: boolean): number {
  call.out(TREE);
  const unknown = names.filter((name) => !packageNamed(name));
  if (unknown.length > 0) {
    call.err(unknown.map((name) => `E: Unable to locate package ${name}\n`).join(''));
    return FAILED;
  }
  for (const name of names) {
    const found = packageNamed(name);
    if (found && found.name !== name) call.out(`Note, selecting '${found.name}' instead of '${name}'\n`);
    if (found) call.out(`${found.name} is already the newest version (${found.version}).\n`);
  }
  call.out(`Solving dependencies...\n${summary(isApt)}`);
  return 0;
}
