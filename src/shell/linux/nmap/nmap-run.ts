import { compareIp, type Ip } from '../../../ip/address.ts';
import { FileError } from '../../files/entry.ts';
import { absolute, treeAt, writeText } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { strftime } from '../calendar.ts';
import { hasCapability } from '../capability.ts';
import { wait } from '../names/query.ts';
import { lookupAddress } from '../names/resolve.ts';
import { HELP } from './help.table.ts';
import { readOptions, type Options } from './options.ts';
import { discover, scanPorts, type HostResult } from './scan.ts';
import { targetsOf, type Target } from './targets.ts';
import { grepable, hostReport, type Reported } from './report.ts';

const VERSION = `Nmap version 7.99 ( https://nmap.org )
Platform: x86_64-pc-linux-gnu
Compiled with: liblua-5.4.8 openssl-3.6.5 libssh2-1.11.1 libz-1.3.2 libpcre2-10.48 libpcap-1.11.0 nmap-libdnet-1.18.0 ipv6
Compiled without:
Available nsock engines: epoll poll select
`;
/** What nmap itself takes before and after its packets (ms). */
const OVERHEAD = 200;

export function runNmap(call: Call): number {
  const args = call.argv.slice(1);
  const help = args.length === 0;
  const options = help ? undefined : early(call, args);
  if (!options || options.help === 'usage') {
    call.out(HELP);
    return help ? 255 : 0;
  }
  if (options.help === 'version') {
    call.out(VERSION);
    return 0;
  }
  return scan(call, options);
}

/** A complaint about ports comes after the first line, one about options before it. */
function early(call: Call, args: readonly string[]): Options {
  try {
    return readOptions(args, hasCapability(call, 'NET_RAW'));
  } catch (error) {
    if (error instanceof ToolError && error.stderr.endsWith('QUITTING!\n')) call.out(starting(call));
    throw error;
  }
}

const starting = (call: Call): string =>
  `Starting Nmap 7.99 ( https://nmap.org ) at ${strftime('%Y-%m-%d %H:%M', call.world().clock.now)} +0000\n`;

function scan(call: Call, options: Options): number {
  const { now: begun } = call.world().clock;
  const { files, names } = options;
  const toStdout = files.some(({ name }) => name === '-');
  const texts = { N: '', G: '' };
  const say = (text: string): void => {
    texts.N += text;
    if (!toStdout) call.out(text);
  };
  const date = (clock: number): string => strftime('%a %b %e %H:%M:%S %Y', clock);
  texts.G += `# Nmap 7.99 scan initiated ${date(begun)} as: ${call.argv.join(' ')}\n`;
  say(starting(call));
  const targets = allTargets(call, options);
  wait(call, OVERHEAD);
  let up = 0;
  const report = (target: Target, host: HostResult): void => {
    const reverse = names === 'never' ? undefined : lookupAddress(call, target.ip)?.name;
    const ports = options.scan === 'ports' && host.up ? scanPorts(call, target.ip, options) : undefined;
    const reported: Reported = { target, host, reverse, ports };
    say(hostReport(reported, options));
    texts.G += grepable(reported, options);
  };
  if (options.scan === 'list')
    for (const target of targets) report(target, { ip: target.ip, up: false, reason: '', self: false });
  else {
    const found = discover(
      call,
      targets.map(({ ip }) => ip),
      options,
    );
    for (const [i, target] of targets.entries()) {
      const host = found[i];
      if (!host?.up) continue;
      up += 1;
      report(target, host);
    }
    if (up === 0 && targets.length > 0 && options.discover && options.scan === 'ports' && targets.length === 1)
      say('Note: Host seems down. If it is really up, but blocking our ping probes, try -Pn\n');
  }
  if (targets.length === 0) call.err('WARNING: No targets were specified, so 0 hosts scanned.\n');
  const { now: ended } = call.world().clock;
  const addresses = `${targets.length} IP address${targets.length === 1 ? '' : 'es'}`;
  const hosts = `${up} host${up === 1 ? '' : 's'} up`;
  const took = `${((ended - begun) / 1000).toFixed(2)} seconds`;
  say(`Nmap done: ${addresses} (${hosts}) scanned in ${took}\n`);
  texts.G += `# Nmap done at ${date(ended)} -- ${addresses} (${hosts}) scanned in ${took}\n`;
  for (const { kind, name } of files) write(call, name, texts[kind]);
  return 0;
}

function allTargets(call: Call, { targets, exclude, family }: Options): Target[] {
  const left = new Set<Ip>();
  for (const word of exclude) {
    const found = targetsOf(call, word, family);
    if (Array.isArray(found)) for (const { ip } of found as readonly Target[]) left.add(ip);
  }
  const all: Target[] = [];
  for (const word of targets) {
    const found = targetsOf(call, word, family);
    if (found === 'too-many') throw new ToolError(`nmap: ${word}: this lab scans at most 4096 addresses at once\n`, 1);
    if (!found) call.err(`Failed to resolve "${word}".\n`);
    else all.push(...found.filter(({ ip }) => !left.has(ip)));
  }
  return targets.length > 1 ? all : all.sort((a, b) => compareIp(a.ip, b.ip));
}

function write(call: Call, name: string, text: string): void {
  if (name === '-') return call.out(text);
  try {
    call.update((world) => writeText(treeAt(world, call.place, call.namespace), absolute(call.cwd, name), text));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ToolError(`Failed to open normal output file ${name} for writing: ${error.message} (2)\nQUITTING!\n`, 1);
  }
}
