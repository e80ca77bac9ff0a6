import { network, parseIp, parsePrefix } from '../../ip/address.ts';
import {
  encodeIp,
  encodeMac,
  encodeNumber,
  lastOf,
  named,
  type DataType,
} from '../../kernel/netfilter/nft/datatypes.ts';
import { keyText, sortElements } from '../../kernel/netfilter/nft/elements.ts';
import type { Element, KeyPart, NamedSet } from '../../kernel/netfilter/nft/ruleset.ts';
import { familyOf, isBrief, partsOf, type IpSet } from './ipset.ts';
import { portsOf } from './values.ts';

/** Sets of firewalld as the kernel has them (core/nftables.py: build_set_create_rules, _set_entry_fragment). */

const typesOf = (part: string, set: IpSet): DataType[] => {
  switch (part) {
    case 'port':
      return ['inet_proto', 'inet_service'];
    case 'mark':
      return ['mark'];
    case 'iface':
      return ['ifname'];
    case 'mac':
      return ['ether_addr'];
    default:
      return [familyOf(set) === 'ipv6' ? 'ipv6_addr' : 'ipv4_addr'];
  }
};

export function kernelSet(set: IpSet, handle: number): NamedSet {
  const { name, options, entries } = set;
  const parts = partsOf(set);
  const interval = parts.some((part) => ['ip', 'net', 'port'].includes(part));
  return {
    name,
    handle,
    types: parts.flatMap((part) => typesOf(part, set)),
    flags: [...(interval ? (['interval'] as const) : []), ...(isBrief(set) ? (['timeout'] as const) : [])],
    ...(isBrief(set) && { timeout: Number(options.timeout) * 1000 }),
    ...(options.maxelem !== undefined && { size: Number(options.maxelem) }),
    elements: elementsOf(entries, set),
  };
}

/** Two entries may be one element; more than a set may have are none at all. */
function elementsOf(entries: readonly string[], set: IpSet): Element[] {
  const known = new Map(entries.map((entry) => elementOf(entry, set)).map((element) => [keyText(element), element]));
  return known.size > Number(set.options.maxelem ?? Infinity) ? [] : sortElements([...known.values()]);
}

/** Adds an entry to the kernel's set, or begins its time anew where entries go by themselves. */
export function addElement(kernel: NamedSet, set: IpSet, entry: string, now: number): void {
  const element = elementOf(entry, set);
  if (kernel.timeout !== undefined) element.expires = now + kernel.timeout;
  kernel.elements = sortElements([...kernel.elements.filter((each) => keyText(each) !== keyText(element)), element]);
}

export function removeElement(kernel: NamedSet, set: IpSet, entry: string): void {
  const key = keyText(elementOf(entry, set));
  kernel.elements = kernel.elements.filter((each) => keyText(each) !== key);
}

function elementOf(entry: string, set: IpSet): Element {
  const given = entry.split(',');
  return { key: partsOf(set).flatMap((part, i) => keyOf(part, given[i] ?? '')) };
}

function keyOf(part: string, text: string): KeyPart[] {
  switch (part) {
    case 'port': {
      const [protocol, port] = text.includes(':') ? text.split(':') : ['tcp', text];
      const [first = 0, last = first] = portsOf(port ?? '', protocol ?? '') ?? [];
      const number = named('inet_proto', protocol ?? '') ?? 0;
      return [
        { from: encodeNumber(number, 'inet_proto') },
        spanOf(encodeNumber(first, 'inet_service'), encodeNumber(last, 'inet_service')),
      ];
    }
    case 'mark':
      return [{ from: encodeNumber(Number(text), 'mark') }];
    case 'iface':
      return [{ from: text }];
    case 'mac':
      return [{ from: encodeMac(text.toLowerCase()) }];
    default:
      return [addressesOf(text)];
  }
}

const spanOf = (from: string, to: string): KeyPart => (from === to ? { from } : { from, to });

function addressesOf(text: string): KeyPart {
  const [first = '', last] = text.split('-');
  if (last !== undefined) return spanOf(firstOf(first), lastIn(last));
  return spanOf(firstOf(text), lastIn(text));
}

function firstOf(text: string): string {
  const block = parsePrefix(text);
  return encodeIp(block ? network(block).address : (parseIp(text) ?? '::'));
}

function lastIn(text: string): string {
  const block = parsePrefix(text);
  return block ? lastOf(encodeIp(block.address), block.length) : encodeIp(parseIp(text) ?? '::');
}
