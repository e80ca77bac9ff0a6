import { parseIp, type Ip } from '../../ip/address.ts';
import { remembering } from '../../kernel/remembering.ts';

/** /etc/resolv.conf as the libraries read it. */
export interface ResolvConf {
  readonly servers: readonly Ip[];
  readonly search: readonly string[];
  readonly ndots: number;
  /** Seconds. */
  readonly timeout: number;
  readonly attempts: number;
}

/** glibc and BIND take three servers at most. */
const SERVERS_AT_MOST = 3;

function option(text: string, name: string): number | undefined {
  const value = new RegExp(`\\b${name}:(\\d+)`).exec(text)?.[1];
  return value === undefined ? undefined : Number(value);
}

/** Reads a resolv.conf. Without a nameserver line the resolver asks this host. */
export function parseResolvConf(text: string): ResolvConf {
  const lines = text.split('\n');
  const words = (key: string): string[][] =>
    lines.map((line) => line.trim().split(/\s+/)).filter(([first]) => first === key);
  const servers = words('nameserver').flatMap(([, value = '']) => parseIp(value) ?? []);
  const search = [...words('domain'), ...words('search')].at(-1)?.slice(1) ?? [];
  const options = words('options').flat().join(' ');
  return {
    servers: servers.length === 0 ? ['127.0.0.1'] : servers.slice(0, SERVERS_AT_MOST),
    search: search.filter((domain) => domain !== '.'),
    ndots: option(options, 'ndots') ?? 1,
    timeout: option(options, 'timeout') ?? 5,
    attempts: option(options, 'attempts') ?? 2,
  };
}

/** The names to try, as the search list makes them (resolv.conf(5): search, ndots). */
export function namesToTry({ search, ndots }: ResolvConf, name: string): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = search.map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [name, ...searched] : [...searched, name];
}

/** A line of /etc/hosts. */
export interface HostsLine {
  readonly address: Ip;
  readonly names: readonly string[];
}

/** Reads a hosts file. */
export const parseHosts: (text: string) => readonly HostsLine[] = remembering((text) =>
  text.split('\n').flatMap((line) => {
    const [head = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const address = parseIp(head);
    return address === undefined || names.length === 0 ? [] : [{ address, names }];
  }),
);
