import { family, parseIp, parsePrefix } from '../../ip/address.ts';
import { addressProblem } from './address-problem.ts';
import type { Directives } from './decode.ts';

const LEVELS = ['panic', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'];
const DOMAIN =
  /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*\.?\s*$/;
const RESERVED = ['com.docker.', 'io.docker.', 'org.dockerproject.'];
/** dockerd's helper for ports, where it is. */
const PROXY = '/usr/sbin/docker-proxy';

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** What is wrong with a daemon's settings beside their types, in the order in which it looks (daemon/config/config.go: Validate). */
export function problemOf(given: Directives): string | undefined {
  const level = string(given['log-level']);
  if (level !== '' && !LEVELS.includes(level.toLowerCase())) return `invalid logging level: ${level}`;
  const format = string(given['log-format']);
  if (!['', 'text', 'json'].includes(format)) return `invalid log format: ${format}`;
  return (
    first(strings(given['dns-search']), searchProblem) ??
    gatewayProblem(strings(given['host-gateway-ips'])) ??
    first(strings(given.labels), labelProblem) ??
    numberProblem(given) ??
    first(strings(given['node-generic-resources']), resourceProblem) ??
    first(strings(given.hosts), hostProblem) ??
    first(strings(given['registry-mirrors']), mirrorProblem) ??
    (string(given['api-cors-header']) === ''
      ? undefined
      : 'DEPRECATED: The "api-cors-header" config parameter and the dockerd "--api-cors-header" option have been removed; use a reverse proxy if you need CORS headers') ??
    first(strings(given['exec-opts']), execProblem) ??
    platformProblem(given)
  );
}

function first<T>(items: readonly T[], problem: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** opts/opts.go: ValidateDNSSearch */
function searchProblem(text: string): string | undefined {
  const domain = text.replace(/^ +| +$/g, '');
  if (domain === '.') return undefined;
  return /[a-zA-Z]/.test(domain) && DOMAIN.test(domain) && domain.length < 255
    ? undefined
    : `${domain} is not a valid domain`;
}

function gatewayProblem(ips: readonly string[]): string | undefined {
  const more = ([4, 6] as const).find((version) => ips.filter((ip) => family(ip) === version).length > 1);
  return more === undefined ? undefined : `only one IPv${more} host gateway IP address can be specified`;
}

function labelProblem(label: string): string | undefined {
  if (!label.includes('=')) return `bad attribute format: ${label}`;
  if (!RESERVED.some((prefix) => label.toLowerCase().startsWith(prefix))) return undefined;
  return `label ${label} is not allowed: the namespaces com.docker.*, io.docker.*, and org.dockerproject.* are reserved for internal use`;
}

function numberProblem(given: Directives): string | undefined {
  for (const [name, what] of [
    ['mtu', 'default MTU'],
    ['max-concurrent-downloads', 'max concurrent downloads'],
    ['max-concurrent-uploads', 'max concurrent uploads'],
    ['max-download-attempts', 'max download attempts'],
  ] as const)
    if (number(given[name]) < 0) return `invalid ${what}: ${number(given[name])}`;
  const port = number(given['network-diagnostic-port']);
  return port < 0 || port > 65_535
    ? `invalid network-diagnostic-port (${port}): value must be between 0 and 65535`
    : undefined;
}

const resourceProblem = (text: string): string | undefined =>
  text.includes('=')
    ? undefined
    : `could not parse GenericResource: incorrect term ${text}, missing '=' or malformed expression`;

/** opts/hosts.go: parseDaemonHost, as far as the protocol goes. */
function hostProblem(text: string): string | undefined {
  const [, protocol] = /^([^:/]*):\/\//.exec(text) ?? [];
  if (protocol === undefined || ['tcp', 'unix', 'npipe', 'fd'].includes(protocol)) return undefined;
  return `invalid bind address (${text}): unsupported proto '${protocol}'`;
}

/** registry/config.go: ValidateMirror */
function mirrorProblem(text: string): string | undefined {
  const must = "must use either 'https://' or 'http://'";
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(text) ?? [];
  if (scheme === undefined) return `invalid mirror: no scheme specified for ${JSON.stringify(text)}: ${must}`;
  if (scheme === 'http' || scheme === 'https') return undefined;
  return `invalid mirror: unsupported scheme ${JSON.stringify(scheme)} in ${JSON.stringify(text)}: ${must}`;
}

function execProblem(text: string): string | undefined {
  const [name = '', value] = text.split(/=(.*)/s);
  if (name.trim() === '' || (value ?? '').trim() === '')
    return `invalid exec-opt (${text}): must be formatted 'opt=value'`;
  const key = name.trim().toLowerCase();
  if (key === 'native.cgroupdriver') return undefined;
  return `invalid exec-opt (${text}): ${key === 'isolation' ? `option '${key}' is only supported on windows` : `unknown option: '${key}'`}`;
}

/** daemon/config/config_linux.go: validatePlatformConfig */
function platformProblem(given: Directives): string | undefined {
  const proxy = string(given['userland-proxy-path']);
  const mode = string(given['default-ipc-mode']);
  const namespace = string(given['default-cgroupns-mode']);
  const hint = 'use "shareable" or "private"';
  if (proxy !== '' && given['userland-proxy'] !== false) {
    if (!proxy.startsWith('/')) return `invalid userland-proxy-path: must be an absolute path: ${proxy}`;
    if (proxy !== PROXY)
      return `invalid userland-proxy-path: exec: ${JSON.stringify(proxy)}: stat ${proxy}: no such file or directory`;
  }
  if (!['', 'private', 'shareable'].includes(mode))
    return mode === 'host' || mode === 'none' || mode.startsWith('container:')
      ? `IPC mode ${JSON.stringify(mode)} is not supported as default value; ${hint}`
      : `default IPC mode setting (${mode}) is invalid; ${hint}`;
  const problem = blockProblem(string(given['fixed-cidr-v6']));
  if (problem !== undefined) return `invalid fixed-cidr-v6: invalid fixed-cidr-v6: ${problem}`;
  return ['', 'host', 'private'].includes(namespace)
    ? undefined
    : `invalid default cgroup namespace (${namespace}): use "host" or "private"`;
}

function blockProblem(text: string): string | undefined {
  if (text === '') return undefined;
  const block = parsePrefix(text);
  if (block) return family(block.address) === 6 ? undefined : `'${text}' is not a valid IPv6 subnet`;
  const [address = ''] = text.split('/');
  const why = !text.includes('/')
    ? "no '/'"
    : parseIp(address) === undefined
      ? addressProblem(address)
      : 'prefix length out of range';
  return `netip.ParsePrefix(${JSON.stringify(text)}): ${why}`;
}
