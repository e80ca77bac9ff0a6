import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { packageTools } from './packages.ts';
import { locate } from '../../../world/place.ts';
import { fetchFrom, hubOf, putPackages, type Unfetched } from './fetching.ts';
import { installedAt, packageNamed } from './installed.ts';

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
      return hubOf(call) === undefined ? update(call) : updateFrom(call);
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
      for (const [known, version] of installedAt(call)) call.out(`${known}/now ${version} amd64 [installed,local]\n`);
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
  const here = installedAt(call);
  const isKnown = (name: string): boolean =>
    here.has(packageNamed(name)?.name ?? '') || (packageNamed(name) !== undefined && hasLists(call));
  const unknown = names.filter((name) => !isKnown(name));
  if (unknown.length > 0) {
    call.err(unknown.map((name) => `E: Unable to locate package ${name}\n`).join(''));
    return FAILED;
  }
  for (const name of names) {
    const found = packageNamed(name);
    if (found && found.name !== name) call.out(`Note, selecting '${found.name}' instead of '${name}'\n`);
    if (found && here.has(found.name)) call.out(`${found.name} is already the newest version (${found.version}).\n`);
  }
  const wanted = names.flatMap((name) => packageNamed(name) ?? []).filter(({ name }) => !here.has(name));
  if (wanted.length > 0) return fetchPackages(call, wanted);
  call.out(`Solving dependencies...\n${summary(isApt)}`);
  return 0;
}

/** Where a container of an image as on Docker Hub keeps what a mirror offers. */
const LISTS = '/var/lib/apt/lists/';

const filesHere = (call: Call): Readonly<Record<string, string>> =>
  locate(call.world(), call.place)?.container?.files ?? {};

const hasLists = (call: Call): boolean =>
  Object.keys(filesHere(call)).some((path) => path.startsWith(LISTS) && path.endsWith('InRelease'));

/** The mirror of the image's distribution, and what it calls its present release. */
const mirrorOf = (call: Call) =>
  hubOf(call)?.startsWith('ubuntu')
    ? { host: 'archive.ubuntu.com', url: 'http://archive.ubuntu.com/ubuntu', release: 'noble' }
    : { host: 'deb.debian.org', url: MIRROR, release: 'forky' };

/** Fetches the lists of a mirror by the network. */
function updateFrom(call: Call): number {
  const { host, url, release } = mirrorOf(call);
  const failed = fetchFrom(call, host);
  if (failed !== undefined) {
    const why = WHY[failed](host);
    const line = `1 ${url} ${release} InRelease\n`;
    call.out(`${`Ign:${line}`.repeat(3)}Err:${line}  ${why}\n${READING}`);
    call.err(
      `W: Failed to fetch ${url}/dists/${release}/InRelease  ${why}\nW: Some index files failed to download. They have been ignored, or old ones used instead.\n`,
    );
    return 0;
  }
  call.update((world) => {
    const { container } = locate(world, call.place) ?? {};
    if (container)
      container.files[`${LISTS}${url.slice('http://'.length).replaceAll('/', '_')}_dists_${release}_InRelease`] = '';
  });
  call.out(
    `Get:1 ${url} ${release} InRelease [140 kB]\nGet:2 ${url} ${release}/main amd64 Packages [9670 kB]\nFetched 9810 kB in 1s (9810 kB/s)\n${READING}`,
  );
  return 0;
}

const WHY: Readonly<Record<Unfetched, (host: string) => string>> = {
  'no-host': (host) => `Could not resolve '${host}'`,
  refused: (host) => `Could not connect to ${host}:80 - connect (111: Connection refused)`,
  unreachable: (host) => `Could not connect to ${host}:80 - connect (113: No route to host)`,
  timeout: (host) => `Could not connect to ${host}:80, connection timed out`,
};

type Package = NonNullable<ReturnType<typeof packageNamed>>;

/** Fetches packages and puts their programs in place. What they need besides is left out. */
function fetchPackages(call: Call, wanted: readonly Package[]): number {
  const { host, url, release } = mirrorOf(call);
  const names = wanted.map(({ name }) => name);
  call.out(`The following NEW packages will be installed:\n  ${names.join(' ')}\n`);
  call.out(`0 upgraded, ${names.length} newly installed, 0 to remove and 0 not upgraded.\n`);
  const failed = fetchFrom(call, host);
  const source = ({ name, version }: Package): string => `${url} ${release}/main amd64 ${name} amd64 ${version}`;
  if (failed !== undefined) {
    call.out(wanted.map((each, i) => `Err:${i + 1} ${source(each)}\n  ${WHY[failed](host)}\n`).join(''));
    const deb = ({ name, version }: Package): string =>
      `${url}/pool/main/${name.charAt(0)}/${name}/${name}_${version}_amd64.deb`;
    throw new ToolError(
      `${wanted.map((each) => `E: Failed to fetch ${deb(each)}  ${WHY[failed](host)}\n`).join('')}E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?\n`,
      FAILED,
    );
  }
  call.out(wanted.map((each, i) => `Get:${i + 1} ${source(each)}\n`).join(''));
  for (const { name, version } of wanted)
    call.out(`Selecting previously unselected package ${name}.\nUnpacking ${name} (${version}) ...\n`);
  for (const { name, version } of wanted) call.out(`Setting up ${name} (${version}) ...\n`);
  putPackages(
    call,
    'dpkg',
    names.map((name) => ({ name, brings: [name] })),
  );
  return 0;
}
