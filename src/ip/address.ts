import ipaddr from 'ipaddr.js';

/** An IP address in canonical text: dotted quads, or compressed lower-case IPv6. */
export type Ip = string;

/** A MAC address in lower-case colon notation. */
export type Mac = string;

/** An address block in canonical form, its host bits kept as they were written. */
export interface Prefix {
  readonly address: Ip;
  readonly length: number;
}

export type Family = 4 | 6;

export const ANY4: Prefix = { address: '0.0.0.0', length: 0 };
export const ANY6: Prefix = { address: '::', length: 0 };
export const BROADCAST_MAC: Mac = 'ff:ff:ff:ff:ff:ff';
export const ZERO_MAC: Mac = '00:00:00:00:00:00';

export const family = (ip: Ip): Family => (ip.includes(':') ? 6 : 4);

/** The bits of each family's addresses: the length of a block that is one address alone. */
export const BITS: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

/** The block that is one address alone. */
export const hostBlock = (address: Ip): Prefix => ({ address, length: BITS[family(address)] });

/** Whether a block is one address alone. */
export const isHost = ({ address, length }: Prefix): boolean => length === BITS[family(address)];

const values = new Map<Ip, bigint>();

/** The address as an unsigned number. The texts met are few and are remembered. */
function valueOf(ip: Ip): bigint {
  const known = values.get(ip);
  if (known !== undefined) return known;
  const value = ipaddr
    .parse(ip)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  if (values.size > 100_000) values.clear();
  values.set(ip, value);
  return value;
}

/** The octets of an address: 4, or 16. */
export const bytesOf = (ip: Ip): number[] => ipaddr.parse(ip).toByteArray();

const numbers = new Map<Ip, number>();

/** An IPv4 address as an unsigned 32-bit number. */
export function toNumber(ip: Ip): number {
  const known = numbers.get(ip);
  if (known !== undefined) return known;
  let value = 0;
  for (const part of ip.split('.')) value = value * 256 + Number(part);
  if (numbers.size > 100_000) numbers.clear();
  numbers.set(ip, value);
  return value;
}

/** The IPv4 address of an unsigned 32-bit number. */
export const fromNumber = (value: number): Ip =>
  `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;

/** The address `offset` places after `ip`, in its family. */
export function plus(ip: Ip, offset: number): Ip {
  if (family(ip) === 4) return fromNumber((toNumber(ip) + offset) >>> 0);
  return fromValue6(valueOf(ip) + BigInt(offset));
}

function fromValue6(value: bigint): Ip {
  const bytes = Array.from({ length: 16 }, (_, i) => Number((value >> BigInt(8 * (15 - i))) & 255n));
  return new ipaddr.IPv6(bytes).toString();
}

/** Orders addresses by number, IPv4 before IPv6. */
export function compareIp(a: Ip, b: Ip): number {
  const families = family(a) - family(b);
  if (families !== 0) return families;
  const x = valueOf(a);
  const y = valueOf(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

const maskOf = (length: number): number => (length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0);

/** Whether an address lies in a block of its own family. */
export function contains(prefix: Prefix, ip: Ip): boolean {
  if (family(prefix.address) !== family(ip)) return false;
  if (family(ip) === 4) {
    if (prefix.length === 32) return prefix.address === ip;
    return ((toNumber(prefix.address) ^ toNumber(ip)) & maskOf(prefix.length)) === 0;
  }
  const shift = BigInt(128 - prefix.length);
  return valueOf(prefix.address) >> shift === valueOf(ip) >> shift;
}

export const overlaps = (a: Prefix, b: Prefix): boolean =>
  a.length <= b.length ? contains(a, b.address) : contains(b, a.address);

/** The block with its host bits cleared. */
export function network(prefix: Prefix): Prefix {
  const { address, length } = prefix;
  if (family(address) === 4) return { address: fromNumber((toNumber(address) & maskOf(length)) >>> 0), length };
  const shift = BigInt(128 - length);
  return { address: fromValue6((valueOf(address) >> shift) << shift), length };
}

/** The last address of a block: the broadcast address of an IPv4 subnet. */
export function lastAddress(prefix: Prefix): Ip {
  const first = network(prefix).address;
  if (family(first) === 4) return fromNumber((toNumber(first) | ~maskOf(prefix.length)) >>> 0);
  return fromValue6(valueOf(first) | ((1n << BigInt(128 - prefix.length)) - 1n));
}

/** The number of addresses in a block. */
export const sizeOf = (prefix: Prefix): number => 2 ** (BITS[family(prefix.address)] - prefix.length);

/** The netmask of an IPv4 prefix length, such as 255.255.0.0. */
export const netmask = (length: number): Ip => fromNumber(maskOf(length));

/** An address from text as Go's netip and inet_pton read it: four plain decimal parts, or IPv6. Undefined where it is none. */
export function parseIp(text: string): Ip | undefined {
  if (text.includes(':'))
    return ipaddr.IPv6.isValid(text) && !text.includes('%') ? ipaddr.IPv6.parse(text).toString() : undefined;
  return ipaddr.IPv4.isValidFourPartDecimal(text) && !/(^|\.)0\d/.test(text) ? text : undefined;
}

/** A block from `address/length`, host bits kept. Undefined where it is none. */
export function parsePrefix(text: string): Prefix | undefined {
  const [head, tail, ...rest] = text.split('/');
  if (head === undefined || tail === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(tail)) return undefined;
  const address = parseIp(head);
  if (address === undefined) return undefined;
  const length = Number(tail);
  return length <= BITS[family(address)] ? { address, length } : undefined;
}

export const formatPrefix = (prefix: Prefix): string => `${prefix.address}/${prefix.length}`;

/** A block as most tools print it: one address alone without its length. */
export const formatBlock = (prefix: Prefix): string => (isHost(prefix) ? prefix.address : formatPrefix(prefix));

export const isLoopback = (ip: Ip): boolean => (family(ip) === 4 ? ip.startsWith('127.') : ip === '::1');
export const isMulticast = (ip: Ip): boolean => (family(ip) === 4 ? toNumber(ip) >>> 28 === 14 : ip.startsWith('ff'));
export const isUnspecified = (ip: Ip): boolean => ip === '0.0.0.0' || ip === '::';

const HEX_PAIR = /^[0-9a-f]{2}$/;

/** A MAC address from colon, dash or dot notation, as Go's net.ParseMAC reads it (six bytes only). */
export function parseMac(text: string): Mac | undefined {
  const lower = text.toLowerCase();
  const pairs = lower.includes('.') ? (lower.replaceAll('.', '').match(/../g) ?? []) : lower.split(/[:-]/);
  return pairs.length === 6 && pairs.every((pair) => HEX_PAIR.test(pair)) ? pairs.join(':') : undefined;
}

/** The link-local IPv6 address that EUI-64 makes of a MAC address (RFC 4291, appendix A). */
export function linkLocalOf(mac: Mac): Ip {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac.split(':').map((pair) => parseInt(pair, 16));
  const bytes = [0xfe, 0x80, 0, 0, 0, 0, 0, 0, a ^ 2, b, c, 0xff, 0xfe, d, e, f];
  return new ipaddr.IPv6(bytes).toString();
}
