import { family, isLoopback, parseIp, type Ip } from '../../ip/address.ts';
import type { Container, Upstreams } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { linkHosts } from './links.ts';
import { poolOf } from '../network/network.ts';
import { RESOLVER } from './resolver-rules.ts';

const HOSTS = '/etc/hosts';
const HOSTNAME = '/etc/hostname';
const RESOLV_CONF = '/etc/resolv.conf';

/** Which of its three texts /etc/resolv.conf has: of the embedded DNS server, the host's servers, or the host's file as it is. */
type ResolvConfKind = 'internal' | 'legacy' | 'host';

const isHostMode = ({ hostConfig }: Container): boolean => hostConfig.NetworkMode === 'host';

/** Writes a file of a container, and of those that share its network's files. */
function write(host: EngineHost, container: Container, path: string, text: string): void {
  container.files[path] = text;
  for (const id of container.sharers) {
    const sharer = host.engine.containers[id];
    if (sharer) sharer.files[path] = text;
  }
}

/** Writes the three files anew, as at every start. */
export function writeEtcFiles(host: EngineHost, container: Container): void {
  write(host, container, HOSTNAME, `${container.config.Hostname}\n`);
  write(host, container, HOSTS, hostsText(host, container));
  const isAsOnHost = isHostMode(container) || Object.keys(container.networks).length === 0;
  write(host, container, RESOLV_CONF, resolvConfText(resolved(host, container), isAsOnHost ? 'host' : 'legacy'));
}

/** Takes over the files of the container whose namespace this one joins. */
export function shareEtcFiles(host: EngineHost, container: Container, owner: Container): void {
  const root = (owner.etcOf !== undefined && host.engine.containers[owner.etcOf]) || owner;
  container.etcOf = root.id;
  for (const path of [HOSTS, HOSTNAME, RESOLV_CONF]) container.files[path] = root.files[path] ?? '';
  if (!root.sharers.includes(container.id)) root.sharers.push(container.id);
}

/** libnetwork/etchosts: defaultContent. */
const LOCAL4 = '127.0.0.1\tlocalhost\n';
const LOCAL = `${LOCAL4}::1\tlocalhost ip6-localhost ip6-loopback
fe00::\tip6-localnet
ff00::\tip6-mcastprefix
ff02::1\tip6-allnodes
ff02::2\tip6-allrouters
`;

const isWithoutIpv6 = ({ hostConfig: { Sysctls = {} } }: Container): boolean =>
  ['all', 'lo'].some((device) => Sysctls[`net.ipv6.conf.${device}.disable_ipv6`] === '1');

function hostsText(host: EngineHost, container: Container): string {
  const extra = container.hostConfig.ExtraHosts ?? [];
  if (isHostMode(container) && extra.length === 0) return host.hosts;
  const lines = extra.flatMap((entry) => extraHost(host, entry));
  return [
    isWithoutIpv6(container) ? LOCAL4 : LOCAL,
    ...[...lines, ...linkHosts(host, container)].map((line) => `${line}\n`),
  ].join('');
}

/** `name:address` of `--add-host`; host-gateway is what the daemon's settings say, else the default bridge's address. */
function extraHost(host: EngineHost, entry: string): string[] {
  const colon = entry.indexOf(':');
  const name = entry.slice(0, colon);
  const address = entry.slice(colon + 1);
  if (address !== 'host-gateway') return [`${address}\t${name}`];
  const { settings, networks, networkNames } = host.engine;
  const bridge = networks[networkNames.bridge ?? ''];
  const gateways =
    settings.hostGateways.length > 0
      ? settings.hostGateways
      : ([4, 6] as const).map((version) => bridge && poolOf(bridge, version)?.gateway);
  return gateways.flatMap((ip) => (ip === undefined ? [] : [`${ip}\t${name}`]));
}

/** A container's names in its own /etc/hosts: `short.corp.example short`. */
function ownNames({ config }: Container): string {
  const full = config.Domainname ? `${config.Hostname}.${config.Domainname}` : config.Hostname;
  const dot = full.indexOf('.');
  return dot < 0 ? full : `${full} ${full.slice(0, dot)}`;
}

/** Adds a line for each of the container's new addresses. */
export function addOwnHosts(host: EngineHost, container: Container, ips: readonly Ip[]): void {
  const lines = ips.map((ip) => `${ip}\t${ownNames(container)}\n`);
  write(host, container, HOSTS, `${container.files[HOSTS] ?? ''}${lines.join('')}`);
}

export function removeOwnHosts(host: EngineHost, container: Container, ips: readonly Ip[]): void {
  const lines = (container.files[HOSTS] ?? '').split('\n');
  const names = ownNames(container);
  const kept = lines.filter((line) => !ips.some((ip) => line === `${ip}\t${names}`));
  write(host, container, HOSTS, kept.join('\n'));
}

/** Writes the files of a running container anew, as when a link is taken from it: without its links (libnetwork: Sandbox.Refresh). */
export function refreshEtcFiles(host: EngineHost, container: Container): void {
  const ips = Object.values(container.endpoints).flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]);
  write(host, container, HOSTS, LOCAL);
  addOwnHosts(
    host,
    container,
    ips.filter((ip) => ip !== undefined),
  );
  write(host, container, RESOLV_CONF, resolvConfText(resolved(host, container), 'legacy'));
}

/** Gives a name in /etc/hosts another address, as when a link's target comes back with one (libnetwork/etchosts: Update). */
export function updateHosts(host: EngineHost, container: Container, ip: Ip, name: string): void {
  const text = container.files[HOSTS] ?? '';
  const updated = text.replace(/^\S+(\t(\S+).*)$/gm, (line, rest: string, first: string) =>
    first === name ? `${ip}${rest}` : line,
  );
  if (updated !== text) write(host, container, HOSTS, updated);
}

/** Gives a container that had no network yet the host's servers as they are on any network. */
export function useLegacyServers(host: EngineHost, container: Container): void {
  if (isHostMode(container)) return;
  rewrite(host, container, 'host', 'legacy');
}

/** Points a container to its embedded DNS server, unless someone has changed the file since it was written. */
export function useInternalResolver(host: EngineHost, container: Container): void {
  rewrite(host, container, 'legacy', 'internal');
}

function rewrite(host: EngineHost, container: Container, from: ResolvConfKind, to: ResolvConfKind): void {
  const conf = resolved(host, container);
  if (container.files[RESOLV_CONF] === resolvConfText(conf, from))
    write(host, container, RESOLV_CONF, resolvConfText(conf, to));
}

/** What /etc/resolv.conf is made of. */
interface ResolvConf {
  servers: Ip[];
  search: string[];
  options: string[];
  other: string[];
}

function parseResolvConf(text: string): ResolvConf {
  const conf: ResolvConf = { servers: [], search: [], options: [], other: [] };
  for (const line of text.split('\n')) {
    const [key = '', ...values] = line.trim().split(/\s+/);
    if (key === '' || key.startsWith('#') || key.startsWith(';')) continue;
    if (key === 'nameserver') conf.servers.push(...values.slice(0, 1).filter((ip) => parseIp(ip) !== undefined));
    else if (key === 'search' || key === 'domain') conf.search = values;
    else if (key === 'options') conf.options.push(...values);
    else conf.other.push(line);
  }
  return conf;
}

interface Resolved extends ResolvConf {
  overrides: string[];
  ndotsFrom: '' | 'host' | 'override';
}

const hasNdots = (options: readonly string[]): boolean => options.some((option) => option.startsWith('ndots:'));

/** The host's settings with the container's own, or the daemon's, in their place. */
function resolved(host: EngineHost, { hostConfig }: Container): Resolved {
  const { settings } = host.engine;
  const given = (own: readonly string[], otherwise: readonly string[]): readonly string[] =>
    own.length > 0 ? own : otherwise;
  const servers = given(hostConfig.Dns, settings.dns);
  const search = given(hostConfig.DnsSearch, settings.dnsSearch);
  const options = given(hostConfig.DnsOptions, settings.dnsOptions);
  const conf = parseResolvConf(host.resolvConf);
  const overrides: string[] = [];
  let ndotsFrom: Resolved['ndotsFrom'] = hasNdots(conf.options) ? 'host' : '';
  if (servers.length > 0) {
    overrides.push('nameservers');
    conf.servers = [...servers];
  }
  if (search.length > 0) {
    overrides.push('search');
    conf.search = search.filter((domain) => domain !== '.' && domain !== '');
  }
  if (options.length > 0) {
    overrides.push('options');
    conf.options = [...options];
    ndotsFrom = hasNdots(conf.options) ? 'override' : '';
  }
  return { ...conf, overrides, ndotsFrom };
}

const FALLBACK: readonly Ip[] = ['8.8.8.8', '8.8.4.4'];

/** libnetwork/internal/resolvconf: Generate. */
function resolvConfText(conf: Resolved, kind: ResolvConfKind): string {
  const notes = [
    `# Based on host file: '/etc/resolv.conf'${{ internal: ' (internal resolver)', legacy: ' (legacy)', host: '' }[kind]}`,
  ];
  let { servers, options } = conf;
  let ndotsFrom: string = conf.ndotsFrom;
  if (kind === 'internal') {
    notes.push(
      `# ExtServers: [${upstreamsOf(conf)
        .servers.map(({ ip, fromHost }) => (fromHost ? `host(${ip})` : ip))
        .join(' ')}]`,
    );
    servers = [RESOLVER];
    if (ndotsFrom === '') {
      options = [...options, 'ndots:0'];
      ndotsFrom = 'internal';
    }
  } else if (kind === 'legacy' && !conf.overrides.includes('nameservers')) {
    servers = servers.filter((ip) => !isLoopback(ip) && family(ip) === 4);
    if (servers.length === 0) {
      servers = [...FALLBACK];
      notes.push('# Used default nameservers.');
    }
  }
  notes.push(`# Overrides: [${conf.overrides.join(' ')}]`);
  if (ndotsFrom !== '') notes.push(`# Option ndots from: ${ndotsFrom}`);
  return [
    '# Generated by Docker Engine.',
    '# This file can be edited; Docker Engine will not make further changes once it',
    '# has been modified.',
    '',
    ...servers.map((ip) => `nameserver ${ip}`),
    ...(conf.search.length > 0 ? [`search ${conf.search.join(' ')}`] : []),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
    ...conf.other,
    '',
    ...notes,
    '',
  ].join('\n');
}

/** At most three are asked (libnetwork/resolver.go: maxExtDNS). */
const MAX_UPSTREAMS = 3;

/** Whom an embedded DNS server that starts now is to ask, from the host's namespace or the container's. */
export const upstreamsNow = (host: EngineHost, container: Container): Upstreams =>
  upstreamsOf(resolved(host, container));

function upstreamsOf(conf: Resolved): Upstreams {
  const fromHost = !conf.overrides.includes('nameservers');
  return {
    servers: conf.servers.slice(0, MAX_UPSTREAMS).map((ip) => ({ ip, fromHost })),
    ndots: conf.ndotsFrom !== '',
  };
}
