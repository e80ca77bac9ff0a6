import { parseIp, type Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import { etcFile } from './hosts-file.ts';

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

/** Reads a place's /etc/resolv.conf. Without a nameserver line the resolver asks this host. */
export function resolvConf(call: Call): ResolvConf {
  const lines = etcFile(call, 'resolv.conf').split('\n');
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
