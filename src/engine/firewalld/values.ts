import { family, parseIp, parsePrefix } from '../../ip/address.ts';
import { SERVICES } from '../../kernel/socket/services.table.ts';
import { FirewallError } from './error.ts';

/** What firewalld takes for a port, an address, a name (firewall/functions.py). */

export const PROTOCOLS = ['tcp', 'udp', 'sctp', 'dccp'];
export type IpVersion = 'ipv4' | 'ipv6';

/** The first and last port of `8000-8010`, or of one; undefined where it is none. */
export function portRange(text: string): readonly [number, number] | undefined {
  const [, first, last = first] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  if (first === undefined) return undefined;
  const range = [Number(first), Number(last)].sort((a, b) => a - b) as [number, number];
  return range[1] > 65_535 ? undefined : range;
}

/** The ports of a text, which may be the name of a service (/etc/services). */
export function portsOf(text: string, protocol: string): readonly [number, number] | undefined {
  const range = portRange(text);
  if (range) return range;
  for (const line of SERVICES.split('\n')) {
    const [name, port = '', protocols = '', ...aliases] = line.split(' ');
    if ((name === text || aliases.includes(text)) && protocols.split('/').includes(protocol)) return portRange(port);
  }
  return undefined;
}

export const portText = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}-${last}`;

export const isMac = (text: string): boolean => /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text);

/** The family of an address without a prefix. */
export function versionOf(text: string): IpVersion | undefined {
  const ip = parseIp(text);
  return ip === undefined ? undefined : family(ip) === 4 ? 'ipv4' : 'ipv6';
}

/** The family of an address or a block of addresses. */
export function blockVersion(text: string): IpVersion | undefined {
  if (!text.includes('/')) return versionOf(text);
  const prefix = parsePrefix(text);
  return prefix && (family(prefix.address) === 4 ? 'ipv4' : 'ipv6');
}

/** @throws FirewallError where it is neither an address, a block of addresses nor a MAC address */
export function checkSource(text: string): void {
  if (blockVersion(text) === undefined && !isMac(text)) throw new FirewallError('INVALID_ADDR', text);
}

/** @throws FirewallError */
export function checkPort(port: string, protocol: string): void {
  if (!portRange(port)) throw new FirewallError('INVALID_PORT', port);
  if (!PROTOCOLS.includes(protocol))
    throw new FirewallError('INVALID_PROTOCOL', `'${protocol}' not in {'tcp'|'udp'|'sctp'|'dccp'}`);
}

/** @throws FirewallError where a name can be no device's (fw.py: check_interface) */
export function checkInterface(name: string): void {
  if (name.length > 16 || name === '' || /[ /!*]/.test(name)) throw new FirewallError('INVALID_INTERFACE', name);
}
