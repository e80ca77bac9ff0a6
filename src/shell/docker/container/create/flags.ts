/** The flags of `docker run` and `docker create`, each with what it accepts (docker/cli opts/). */
import { parseIp } from '../../../../ip/address.ts';
import { FlagValueError, withReaders } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { readBytes } from '../../cli/flags/value.ts';
import { checkedAttachment } from '../../cli/options/attachment.ts';
import { readEnv, readLabel, readLink } from '../../cli/options/checks.ts';
import { readMount } from './mount.ts';
import { quote } from '../../cli/template/quote.ts';
import { containerFlagRows, createFlagRows, runFlagRows } from './flags.table.ts';

const refuse = (problem: string): never => {
  throw new FlagValueError(problem);
};

function attach(text: string): string {
  const stream = text.toLowerCase();
  return ['stdin', 'stdout', 'stderr'].includes(stream) ? stream : refuse('valid streams are STDIN, STDOUT and STDERR');
}

const sysctls = [
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
];

function sysctl(text: string): string {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0));
  const allowed = sysctls.includes(name) || name.startsWith('net.') || name.startsWith('fs.mqueue.');
  return allowed ? text : refuse(`sysctl '${text}' is not allowed`);
}

const dns = (text: string): string => parseIp(text.trim()) ?? refuse(`IP address is not correctly formatted: ${text}`);

function dnsSearch(text: string): string {
  if (text.trim() === '.') return text.trim();
  const match = /^([a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)\.?$/.exec(
    text.trim(),
  );
  return match?.[1] ?? refuse(`${text} is not a valid domain`);
}

/** `name=address` or `name:address`; kept with a colon, the address without brackets. */
export function extraHost(text: string): string {
  const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  const host = text.slice(0, Math.max(at, 0));
  if (host === '' || host.includes(':')) return refuse(`bad format for add-host: ${quote(text)}`);
  const address = text.slice(at + 1).replace(/^\[(.+)\]$/, '$1');
  if (address !== 'host-gateway' && parseIp(address.trim()) === undefined)
    refuse(`invalid IP address in add-host: ${quote(address)}`);
  return `${host}:${address}`;
}

const swap = (text: string): string => (text === '-1' ? text : readBytes(text));

/** A number of CPUs as billionths (docker/cli opts.ParseCPUs). */
function cpus(text: string): string {
  const [, number, over = '1'] =
    /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|[+-]?\d+(?=\/))(?:\/(\d+))?$/i.exec(text) ?? [];
  const size = number === undefined ? NaN : (Number(number) / Number(over)) * 1e9;
  if (!Number.isFinite(size)) return refuse(`failed to parse ${text} as a rational number`);
  const whole = Math.round(size);
  return Math.abs(size - whole) > 1e-6 * Math.max(1, Math.abs(whole) / 1e9)
    ? refuse('value is too precise')
    : String(whole);
}

const ulimits = 'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
  ' ',
);

/** go-units: ParseUlimit */
export function ulimit(text: string): string {
  const [, type = '', soft, hard = soft] = /^(\w+)=(-?\d+)(?::(-?\d+))?$/.exec(text) ?? [];
  const limits = text.slice(text.indexOf('=') + 1);
  if (text.includes('=') && limits.split(':').length > 2)
    return refuse(`too many limit value arguments - ${limits}, can only have up to two, \`soft[:hard]\``);
  if (soft === undefined && /^\w+=/.test(text)) {
    const bad = limits.split(':').find((each) => !/^-?\d+$/.test(each)) ?? '';
    return refuse(`strconv.ParseInt: parsing ${JSON.stringify(bad)}: invalid syntax`);
  }
  if (soft === undefined) return refuse(`invalid ulimit argument: ${text}`);
  if (!ulimits.includes(type)) return refuse(`invalid ulimit type: ${type}`);
  if (Number(hard) >= 0 && (Number(soft) > Number(hard) || Number(soft) < 0))
    return refuse(`ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`);
  return text;
}

/** A device and what it is given, which the client cuts at the first colon (docker/cli opts/throttledevice.go, weightdevice.go). */
function deviceAnd(text: string, read: (value: string) => string): string {
  const [, path, value] = /^([^:]+):([^]*)$/.exec(text) ?? [];
  if (path === undefined || value === undefined) return refuse(`bad format: ${text}`);
  return path.startsWith('/dev/') ? `${path}:${read(value)}` : refuse(`bad format for device path: ${text}`);
}

const RATE = 'The correct format is <device-path>:<number>';

const deviceBytes = (text: string): string =>
  deviceAnd(text, (value) => {
    try {
      return readBytes(value);
    } catch {
      return refuse(
        `invalid rate for device: ${text}. ${RATE}[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb`,
      );
    }
  });

const deviceOperations = (text: string): string =>
  deviceAnd(text, (value) =>
    /^\d+$/.test(value)
      ? String(Number(value))
      : refuse(`invalid rate for device: ${text}. ${RATE}. Number must be a positive integer`),
  );

const deviceWeight = (text: string): string =>
  deviceAnd(text, (value) =>
    /^\d+$/.test(value) && (Number(value) === 0 || (Number(value) >= 10 && Number(value) <= 1000))
      ? String(Number(value))
      : refuse(`invalid weight for device: ${text}`),
  );

const deviceRule = (text: string): string =>
  /^[acb] (\d+|\*):(\d+|\*) [rwm]{1,3}$/.test(text) ? text : refuse(`invalid device cgroup format '${text}'`);

function mount(text: string): string {
  readMount(text);
  return text;
}

/** What both commands accept. */
const containerFlags = withReaders(containerFlagRows, {
  'add-host': extraHost,
  attach,
  'blkio-weight-device': deviceWeight,
  cpus,
  'device-cgroup-rule': deviceRule,
  'device-read-bps': deviceBytes,
  'device-read-iops': deviceOperations,
  'device-write-bps': deviceBytes,
  'device-write-iops': deviceOperations,
  dns,
  'dns-search': dnsSearch,
  env: readEnv,
  label: readLabel,
  link: readLink,
  'memory-swap': swap,
  mount,
  net: checkedAttachment,
  network: checkedAttachment,
  sysctl,
  ulimit,
});

export const createFlags = [...containerFlags, ...createFlagRows];
export const runFlags = [...containerFlags, ...runFlagRows];

export type CreateFlag = FlagName<typeof createFlags>;
export type RunFlag = FlagName<typeof runFlags>;
