import type { Options } from './options.ts';
import { serviceOf, type Protocol } from './ports.ts';
import type { HostResult, PortResult, PortState } from './scan.ts';
import type { Target } from './targets.ts';

/** A host and all that was found out of it. */
export interface Reported {
  readonly target: Target;
  readonly host: HostResult;
  readonly reverse: string | undefined;
  readonly ports: readonly PortResult[] | undefined;
}

/** More ports than these of one state are not listed one by one. */
const LISTED = 25;

/** Seconds with two figures. */
function latency(micros: number): string {
  const seconds = Math.max(micros, 1) / 1e6;
  return `${seconds.toFixed(Math.max(2, 1 - Math.floor(Math.log10(seconds))))}s`;
}

/** A host as nmap's normal output tells of it (output.cc). Empty where only open ports are asked for, and it has none. */
export function hostReport({ target, host, reverse, ports }: Reported, options: Options): string {
  const { ip, name } = target;
  const shown = name ?? reverse;
  const title = `Nmap scan report for ${shown === undefined ? ip : `${shown} (${ip})`}\n`;
  if (options.scan === 'list') return title;
  if (options.openOnly && ports && !ports.some(({ state }) => state.startsWith('open'))) return '';
  const rdns =
    name !== undefined && reverse !== undefined && reverse !== name ? `rDNS record for ${ip}: ${reverse}\n` : '';
  const reason = options.reason ? `, received ${host.reason}` : '';
  const latencyText = host.latency === undefined ? '' : ` (${latency(host.latency)} latency)`;
  const up = `Host is up${reason}${latencyText}.\n`;
  const mac = host.mac === undefined ? '' : `MAC Address: ${host.mac.toUpperCase()} (Unknown)\n`;
  if (!ports) return `${title}${up}${rdns}${mac}`;
  return `${title}${up}${rdns}${portLines(ports, shown === undefined ? ip : `${shown} (${ip})`, options)}${mac}\n`;
}

const without = (reason: string): string => reason.replace(/ ttl \d+$/, '');

function portLines(ports: readonly PortResult[], host: string, { openOnly, reason }: Options): string {
  const counts = new Map<string, PortResult[]>();
  for (const port of ports) {
    const key = `${port.protocol} ${port.state}`;
    counts.set(key, [...(counts.get(key) ?? []), port]);
  }
  const hidden = [...counts.values()].filter(
    ([first, ...rest]) =>
      first && first.state !== 'open' && (openOnly ? !first.state.startsWith('open') : rest.length + 1 > LISTED),
  );
  const listed = ports.filter((port) => !hidden.some((some) => some.includes(port)));
  const words = hidden.map((some) => {
    const [
      { protocol, state, reason: why } = { protocol: 'tcp' as Protocol, state: 'closed' as PortState, reason: '' },
    ] = some;
    return `${some.length} ${state} ${protocol} port${some.length === 1 ? '' : 's'} (${without(why)})`;
  });
  if (listed.length === 0) {
    const all = `All ${ports.length} scanned port${ports.length === 1 ? '' : 's'} on ${host} are in ignored states.\n`;
    return `${all}Not shown: ${words.join(', ')}\n`;
  }
  const notShown = words.length === 0 ? '\n' : `Not shown: ${words.join(', ')}\n`;
  const rows = [
    ['PORT', 'STATE', 'SERVICE', ...(reason ? ['REASON'] : [])],
    ...listed.map((one) => [
      `${one.port}/${one.protocol}`,
      one.state,
      serviceOf(one.protocol, one.port),
      ...(reason ? [one.reason] : []),
    ]),
  ];
  return notShown + table(rows);
}

/** Columns as wide as they must be, one blank between them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows
    .map((row) => `${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join(' ')}\n`)
    .join('');
}

/** A host as `-oG` tells of it. */
export function grepable({ target: { ip }, reverse, ports }: Reported, { scan, openOnly }: Options): string {
  const host = `Host: ${ip} (${reverse ?? ''})`;
  if (scan === 'list') return `${host}\tStatus: Unknown\n`;
  const up = `${host}\tStatus: Up\n`;
  if (!ports) return up;
  const shown = ports.filter(({ state }) => !openOnly || state.startsWith('open'));
  const list = shown.map(
    ({ port, state, protocol }) => `${port}/${state}/${protocol}//${serviceOf(protocol, port)}///`,
  );
  return `${up}${host}\tPorts: ${list.join(', ')}\n`;
}
