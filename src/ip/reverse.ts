import { parseIp, type Ip } from './address.ts';

/** The name under which the DNS knows an address. */
export function reverseName(ip: Ip): string {
  if (!ip.includes(':')) return `${ip.split('.').reverse().join('.')}.in-addr.arpa`;
  const [head = '', tail] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  const digits = [...left, ...zeros, ...right].map((group) => group.padStart(4, '0')).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}

/** The address that such a name is for; undefined of other names. */
export function reversedAddress(name: string): Ip | undefined {
  const lower = name.replace(/\.$/, '').toLowerCase();
  const v4 = /^(.*)\.in-addr\.arpa$/.exec(lower)?.[1];
  if (v4 !== undefined) return parseIp(v4.split('.').reverse().join('.'));
  const v6 = /^(.*)\.ip6\.arpa$/.exec(lower)?.[1];
  const digits = v6?.split('.').reverse().join('') ?? '';
  return digits.length === 32 ? parseIp((digits.match(/.{4}/g) ?? []).join(':')) : undefined;
}
