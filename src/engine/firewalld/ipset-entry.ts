import {
  family,
  formatPrefix,
  network,
  overlaps,
  parseIp,
  parsePrefix,
  type Prefix,
  hostBlock,
} from '../../ip/address.ts';
import { named } from '../../kernel/netfilter/nft/datatypes.ts';
import { FirewallError } from './error.ts';
import { familyOf, isBrief, partsOf, type IpSet } from './ipset.ts';
import { isMac, portsOf, type IpVersion } from './values.ts';

/** The entries of sets: how they are written, and what a set takes (core/ipset.py, io/ipset.py: check_entry). */

/** An entry with its blocks without the bits of a host. */
export const normalEntry = (entry: string): string =>
  entry
    .split(',')
    .map((part) => {
      const block = parsePrefix(part);
      return block ? formatPrefix(network(block)) : part;
    })
    .join(',');

const blockOf = (text: string): Prefix | undefined => {
  const ip = parseIp(text);
  return ip === undefined ? parsePrefix(text) : hostBlock(ip);
};

/** @throws FirewallError where an address or a block meets one that is there; ranges are not read by what compares them */
export function checkOverlap(entry: string, entries: readonly string[]): void {
  const block = blockOf(entry);
  if (!block) return;
  for (const each of entries) {
    const other = blockOf(each);
    if (!other) throw new FirewallError('UNKNOWN_ERROR', `'${each}' does not appear to be an IPv4 or IPv6 network`);
    if (overlaps(block, other))
      throw new FirewallError('INVALID_ENTRY', `Entry '${entry}' overlaps with existing entry '${each}'`);
  }
}

/** @throws FirewallError where two of some entries meet */
export function checkOverlaps(entries: readonly string[]): void {
  const blocks = entries.map(blockOf);
  if (!blocks.every((block) => block !== undefined)) return;
  const told = (block: Prefix): string => formatPrefix(network(block));
  for (const [i, block] of blocks.entries())
    for (const other of blocks.slice(i + 1))
      if (overlaps(block, other)) {
        const [first, second] = block.length <= other.length ? [block, other] : [other, block];
        throw new FirewallError('INVALID_ENTRY', `Entry '${told(first)}' overlaps entry '${told(second)}'`);
      }
}

const invalid = (detail: string): FirewallError => new FirewallError('INVALID_ENTRY', detail);

/** @throws FirewallError where an entry is not what a set is made of */
export function checkEntry(entry: string, set: IpSet): void {
  const parts = partsOf(set);
  const given = entry.split(',');
  if (parts.length !== given.length) throw invalid(`entry '${entry}' does not match ipset type '${set.type}'`);
  for (const [i, part] of parts.entries()) checkPart(part, given[i] ?? '', i, entry, set);
}

function checkPart(part: string, text: string, at: number, entry: string, set: IpSet): void {
  const version = familyOf(set) ?? 'ipv4';
  switch (part) {
    case 'ip':
    case 'net':
      for (const each of addressesIn(text, version, part, at))
        if (!each.isValid) throw invalid(`invalid address '${each.text}' in '${entry}' for ${set.type} (${version})`);
      return;
    case 'mac':
      if (!isMac(text) || text === '00:00:00:00:00:00') throw invalid(`invalid mac address '${text}' in '${entry}'`);
      return;
    case 'port':
      checkPortPart(text, entry);
      return;
    case 'mark':
      if (!/^(0x[0-9a-f]+|\d+)$/i.test(text) || Number(text) > 0xffff_ffff)
        throw invalid(`invalid mark '${text}' in '${entry}'`);
      return;
    default:
      if (text === '' || text.length > 15 || /[ /!*]/.test(text))
        throw invalid(`invalid interface '${text}' in '${entry}'`);
  }
}

const isIp = (text: string, version: IpVersion): boolean => {
  const ip = parseIp(text);
  return ip !== undefined && family(ip) === (version === 'ipv4' ? 4 : 6);
};

const isIpOrBlock = (text: string, version: IpVersion): boolean => {
  const block = parsePrefix(text);
  return isIp(text, version) || (block !== undefined && isIp(block.address, version));
};

/** The addresses of a part, each with whether it may stand there: a block only first, none of all addresses, ranges of plain ones. */
function addressesIn(
  text: string,
  version: IpVersion,
  part: 'ip' | 'net',
  at: number,
): readonly { text: string; isValid: boolean }[] {
  const [first = '', last, ...more] = text.split('-');
  if (last !== undefined && (part === 'net' || version === 'ipv4'))
    return [
      { text: first, isValid: more.length === 0 && isIp(first, version) },
      { text: last, isValid: part === 'net' ? isIpOrBlock(last, version) : isIp(last, version) },
    ];
  if (part === 'net') return [{ text, isValid: !text.endsWith('/0') && isIpOrBlock(text, version) }];
  const block = version === 'ipv4' && at === 0;
  return [{ text, isValid: text !== '0.0.0.0' && (block ? isIpOrBlock(text, version) : isIp(text, version)) }];
}

function checkPortPart(text: string, entry: string): void {
  const [protocol, port = protocol, ...more] = text.split(':');
  if (more.length > 0) throw invalid(`invalid port '${text}'`);
  const isNamed = text.includes(':');
  if (isNamed && named('inet_proto', protocol ?? '') === undefined)
    throw invalid(`invalid protocol '${protocol}' in '${entry}'`);
  if (!portsOf(port ?? '', isNamed ? (protocol ?? '') : 'tcp'))
    throw invalid(`invalid port '${port}'${isNamed ? '' : ' '}in '${entry}'`);
}

/** What is asked of the entries of a set that does not tell them. */
export function checkTold(set: IpSet, named = false): void {
  if (isBrief(set)) throw new FirewallError('IPSET_WITH_TIMEOUT', named ? set.name : '');
}
