import { network, parseIp, type Ip, type Prefix } from '../../../ip/address.ts';
import { bitsOf } from '../masks.ts';
import { parseNumber } from './numbers.ts';
import type { Resolver } from './resolver.ts';
import { RuleError } from './rule-error.ts';
import type { TableFamily } from '../table.ts';

/** An IPv4 address as xtables reads it: missing parts are zero. */
function parseDotted(text: string): Ip | undefined {
  const numbers: number[] = [];
  for (const part of text.split('.')) {
    const number = parseNumber(part);
    if (number === undefined || number > 255) return undefined;
    numbers.push(number);
  }
  if (numbers.length > 4) return undefined;
  while (numbers.length < 4) numbers.push(0);
  return numbers.join('.');
}

const parseOne = (text: string, family: TableFamily): Ip | undefined => {
  if (family === 'ip') return parseDotted(text);
  return text.includes(':') ? parseIp(text) : undefined;
};

/** The prefix length of a mask: a number, or an address whose ones come first. */
function parseMask(text: string, family: TableFamily): number | undefined {
  const most = bitsOf(family);
  const number = parseNumber(text);
  if (number !== undefined) return number <= most ? number : undefined;
  if (family === 'ip6') return undefined;
  const dotted = text.split('.').length === 4 ? parseDotted(text) : undefined;
  const bits = dotted
    ?.split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return bits !== undefined && /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined;
}

/** An address or a host with or without a mask, host bits kept; undefined where it is none. */
export function parseAddress(text: string, family: TableFamily, resolver: Resolver): Prefix | undefined {
  const [head = '', mask] = text.split('/');
  const address = parseOne(head, family) ?? resolver.addresses(head, family)[0];
  const length = mask === undefined ? bitsOf(family) : parseMask(mask, family);
  return address === undefined || length === undefined ? undefined : { address, length };
}

const ANY: Readonly<Record<TableFamily, Ip>> = { ip: '0.0.0.0', ip6: '::' };

/** The blocks that `-s` and `-d` name: a list of addresses or hosts, each with or without a mask. */
export function parseAddresses(text: string, family: TableFamily, resolver: Resolver): Prefix[] {
  return text.split(',').flatMap((spaced) => {
    const word = spaced.trimStart();
    const slash = word.indexOf('/');
    const host = slash < 0 ? word : word.slice(0, slash);
    const mask = slash < 0 ? undefined : word.slice(slash + 1);
    const length = mask === undefined ? bitsOf(family) : parseMask(mask, family);
    if (length === undefined) throw new RuleError(`invalid mask \`${mask ?? ''}' specified`);
    // A mask of nothing makes the name no matter, as in `any/0` (xtables_ipparse_multiple).
    const numeric = length === 0 ? ANY[family] : parseOne(host, family);
    const addresses = numeric === undefined ? resolver.addresses(host, family) : [numeric];
    if (addresses.length === 0) throw new RuleError(`host/network \`${host}' not found`);
    return addresses.map((address) => network({ address, length }));
  });
}
