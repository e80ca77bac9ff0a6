import { parseIp, parseMac } from '../../../../ip/address.ts';
import {
  encodeIp,
  encodeMac,
  encodeNumber,
  factsOf,
  firstOf,
  named,
  type Data,
  type DataType,
} from '../../../../kernel/netfilter/nft/datatypes.ts';
import { Problem } from './problem.ts';
import type { Span } from './token.ts';

/** What a place knows of names in rules. */
export interface Names {
  addresses(host: string, family: 'ip' | 'ip6'): readonly string[];
  service(name: string): number | undefined;
  link(name: string): number | undefined;
}

/** A word as a value of a type. @throws Problem */
export function valueOf(type: DataType, text: string, span: Span, names: Names): Data {
  switch (type) {
    case 'ipv4_addr':
    case 'ipv6_addr':
      return addressOf(type, text, span, names);
    case 'ether_addr': {
      const mac = parseMac(text);
      if (mac === undefined) throw new Problem('Cannot parse mac address', span);
      return encodeMac(mac);
    }
    case 'inet_service':
      return serviceOf(text, span, names);
    case 'ifname':
      if (text.length > 15) throw new Problem('String exceeds maximum length of 16', span);
      return text;
    case 'iface_index': {
      const index = /^\d+$/.test(text) ? Number(text) : names.link(text);
      if (index === undefined) throw new Problem('Interface does not exist', span);
      return encodeNumber(index, type);
    }
    case 'time':
      return encodeNumber(durationOf(text, span), type);
    default:
      return symbolOf(type, text, span);
  }
}

function addressOf(type: 'ipv4_addr' | 'ipv6_addr', text: string, span: Span, names: Names): Data {
  const family = type === 'ipv4_addr' ? 'ip' : 'ip6';
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  const ip = parseIp(bare);
  if (ip !== undefined && ip.includes(':') === (family === 'ip6')) return encodeIp(ip);
  if (family === 'ip' && /^(0x[0-9a-f]+|\d+)$/i.test(bare) && Number(bare) <= 0xffffffff)
    return encodeNumber(Number(bare), type);
  const found = names.addresses(bare, family);
  if (found.length > 1) throw new Problem('Hostname resolves to multiple addresses', span);
  const [address] = found;
  if (address === undefined) throw new Problem('Could not resolve hostname: Name or service not known', span);
  return encodeIp(address);
}

function serviceOf(text: string, span: Span, names: Names): Data {
  const number = numberOf(text) ?? names.service(text);
  if (number === undefined)
    throw new Problem('Could not resolve service: Servname not supported for ai_socktype', span);
  if (number > 65_535) throw new Problem('Service out of range', span);
  return encodeNumber(number, 'inet_service');
}

function symbolOf(type: DataType, text: string, span: Span): Data {
  const { octets, title } = factsOf(type);
  const number = named(type, text.toLowerCase()) ?? numberOf(text);
  if (number === undefined) {
    if (type === 'inet_proto') throw new Problem('Could not resolve protocol name', span);
    if (type === 'integer' || type === 'mark') throw new Problem('Could not parse integer', span);
    throw new Problem(`Could not parse ${title}`, span);
  }
  if (number >= 2 ** (octets * 8)) {
    const most = 2 ** (octets * 8) - 1;
    throw new Problem(`Value ${number} exceeds valid range 0-${most}`, span);
  }
  return encodeNumber(number, type);
}

const numberOf = (text: string): number | undefined => (/^(0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : undefined);

const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `1d2h3m4s`, or seconds, as milliseconds. @throws Problem */
export function durationOf(text: string, span: Span): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+)(ms|d|h|m|s)/g)];
  if (parts.map(([part]) => part).join('') !== text) throw new Problem('Could not parse time', span);
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

/** The block of an address and a length. @throws Problem */
export function prefixOf(
  type: DataType,
  text: string,
  span: Span,
  names: Names,
): { data: Data; length: number } | undefined {
  const slash = text.lastIndexOf('/');
  const length = Number(text.slice(slash + 1));
  if (slash < 0 || !Number.isInteger(length)) return undefined;
  const width = factsOf(type).octets * 8;
  if (length > width) throw new Problem(`Prefix length ${length} is invalid for type of ${width} bits width`, span);
  return { data: firstOf(valueOf(type, text.slice(0, slash), span, names), length), length };
}
