import {
  family,
  fromNumber,
  hostBlock,
  network,
  parseIp,
  parsePrefix,
  toNumber,
  type Ip,
  type Prefix,
} from '../../../ip/address.ts';
import { kindsOf, type IpSet, type Member, type Part, type PartKind } from '../../../kernel/netfilter/ipset/ipset.ts';
import { MOST_MEMBERS } from '../../../kernel/netfilter/ipset/packets.ts';
import { IpsetError } from './ipset-error.ts';

/** Who knows names in elements. */
export interface Names {
  readonly address: (name: string, v6: boolean) => Ip | undefined;
  readonly port: (name: string, protocol: string) => number | undefined;
}

/** The elements that a text means: several where a part is a range. @throws IpsetError */
export function readElements(set: IpSet, text: string, names: Names): Part[][] {
  const kinds = kindsOf(set.type);
  const words = text.split(',');
  const missing = kinds[words.length];
  if (words.length < kinds.length && missing)
    throw new IpsetError(`Syntax error: ${MISSING[missing]} element is missing from ${text}.`);
  if (words.length > kinds.length)
    throw new IpsetError(`Syntax error: Elem separator in ${text}, but settype ${set.type} supports none.`);
  return kinds.reduce<Part[][]>(
    (found, kind, i) => {
      const parts = readPart(set, kind, words[i] ?? '', names);
      if (found.length * parts.length > MOST_MEMBERS) throw new IpsetError('Hash is full, cannot add more elements');
      return found.flatMap((each) => parts.map((part) => [...each, part]));
    },
    [[]],
  );
}

const MISSING: Readonly<Record<PartKind, string>> = {
  ip: 'Third',
  net: 'Third',
  port: 'Second',
  number: 'Second',
  iface: 'Second',
  set: 'Second',
};

function readPart(set: IpSet, kind: PartKind, text: string, names: Names): Part[] {
  switch (kind) {
    case 'ip':
    case 'net':
      return readAddresses(set, kind, text, names).map((block) => ({ kind: 'block', block }));
    case 'port':
      return readPorts(text, names);
    case 'number':
      return span(text, names, 'tcp').map((number) => ({ kind: 'number', number }));
    case 'iface':
      if (text === '' || text.length > 15)
        throw new IpsetError(`Syntax error: interface name ${text} is longer than 15 characters`);
      return [{ kind: 'name', name: text }];
    case 'set':
      return [{ kind: 'name', name: text }];
  }
}

/** One address, a block, or a range; of a set of addresses each address of it is an element of its own. */
function readAddresses(set: IpSet, kind: 'ip' | 'net', text: string, names: Names): Prefix[] {
  const v6 = set.family === 'inet6';
  const [first = '', last, ...more] = text.split('-');
  if (last !== undefined && more.length === 0 && parseIp(first) !== undefined)
    return rangeOf(readAddress(first, v6, names), readAddress(last, v6, names));
  if (!text.includes('/')) return [hostBlock(readAddress(text, v6, names))];
  const block = parsePrefix(text);
  if (!block || (family(block.address) === 6) !== v6)
    throw new IpsetError(`Syntax error: cannot parse ${text}: resolving to ${v6 ? 'IPv6' : 'IPv4'} address failed`);
  if (block.length === 0) throw new IpsetError('The value of the CIDR parameter of the IP address is invalid');
  if (kind === 'net') return [{ ...network(block) }];
  if (v6) return [hostBlock(network(block).address)];
  const from = toNumber(network(block).address);
  return rangeOf(fromNumber(from), fromNumber(from + 2 ** (32 - block.length) - 1));
}

function readAddress(text: string, v6: boolean, names: Names): Ip {
  const found = parseIp(text) ?? names.address(text, v6);
  if (found === undefined || (family(found) === 6) !== v6)
    throw new IpsetError(`Syntax error: cannot parse ${text}: resolving to ${v6 ? 'IPv6' : 'IPv4'} address failed`);
  return found;
}

function rangeOf(from: Ip, to: Ip): Prefix[] {
  if (family(from) === 6) return [hostBlock(from)];
  const [first, last] = [toNumber(from), toNumber(to)].sort((a, b) => a - b) as [number, number];
  if (last - first >= MOST_MEMBERS) throw new IpsetError('Hash is full, cannot add more elements');
  return Array.from({ length: last - first + 1 }, (_, i) => hostBlock(fromNumber(first + i)));
}

const PROTOCOLS = ['tcp', 'udp', 'sctp', 'udplite'];

/** `udp:53`, `tcp:80-90`; tcp where none is named. */
function readPorts(text: string, names: Names): Part[] {
  const at = text.indexOf(':');
  const protocol = at < 0 ? 'tcp' : text.slice(0, at).toLowerCase();
  if (!PROTOCOLS.includes(protocol)) throw new IpsetError(`Syntax error: cannot parse '${protocol}' as a protocol`);
  return span(text.slice(at + 1), names, protocol).map((port) => ({ kind: 'port', protocol, port }));
}

function span(text: string, names: Names, protocol: string): number[] {
  const [first = '', last = first] = text.split('-');
  const [from, to] = [first, last].map((word) => {
    const number = /^\d+$/.test(word) ? Number(word) : names.port(word, protocol);
    if (number === undefined || number > 65_535) throw new IpsetError(`Syntax error: '${word}' is invalid as number`);
    return number;
  }) as [number, number];
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => Math.min(from, to) + i);
}

/** What is said of an element besides: how long it stays, what it is about. @throws IpsetError */
export function readMemberOptions(set: IpSet, words: readonly string[], now: number): Omit<Member, 'parts'> {
  const options: Omit<Member, 'parts'> = set.counters ? { packets: 0, bytes: 0 } : {};
  let seconds = set.timeout;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const next = words[i + 1];
    if (word === 'nomatch') options.nomatch = true;
    else if (['timeout', 'comment', 'packets', 'bytes'].includes(word)) {
      if (next === undefined) throw new IpsetError(`Missing mandatory argument to option ${word}`);
      if (word === 'timeout') {
        if (set.timeout === undefined)
          throw new IpsetError('Timeout cannot be used: set was created without timeout support');
        seconds = numberOf(next);
      } else if (word === 'comment') {
        if (!set.comment) throw new IpsetError('Comment cannot be used: set was created without comment support');
        options.comment = next.slice(0, 255);
      } else if (set.counters) options[word === 'packets' ? 'packets' : 'bytes'] = numberOf(next);
      i += 1;
    } else throw new IpsetError(`Unknown argument: \`${word}'`, 2);
  }
  return { ...options, ...(seconds !== undefined && seconds > 0 && { expires: now + seconds * 1000 }) };
}

export function numberOf(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new IpsetError(`Syntax error: '${text}' is invalid as number`);
  return Number(text);
}
