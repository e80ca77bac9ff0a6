import { ETHERTYPE, PROTOCOL } from '../../../../wire/encode.ts';
import { ipOf } from '../../../../wire/address.ts';
import { at16, at32, at8, hex, macText, type Octets } from '../../../../wire/octets.ts';
import { printIcmp, printIcmp6 } from './icmp.ts';
import { printTcp } from './tcp.ts';
import { printUdp } from './udp.ts';
import type { IpParts, Printing } from './printing.ts';

const FRAGMENT = 44;
const LOWER: Readonly<Record<number, string>> = { 1: 'icmp', 2: 'igmp', 6: 'tcp', 17: 'udp', 58: 'ipv6-icmp' };
const UPPER: Readonly<Record<number, string>> = { 1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP' };

/** What an Ethernet frame carries, with the protocol's name before it unless the link-layer header has told that. */
export function printPayload(ethertype: number, octets: Octets, printing: Printing): string {
  const told = printing.style.link && !printing.quoted;
  switch (ethertype) {
    case ETHERTYPE.ip:
      return `${told ? '' : 'IP '}${printIp(octets, printing)}`;
    case ETHERTYPE.ip6:
      return `${told ? '' : 'IP6 '}${printIp6(octets, printing)}`;
    case ETHERTYPE.arp:
      return `${told ? '' : 'ARP, '}${printArp(octets, printing)}`;
    default:
      return `ethertype Unknown (0x${hex(ethertype, 4)}), length ${octets.length}`;
  }
}

/** print-arp.c */
function printArp(octets: Octets, { style, names }: Printing): string {
  const sender = names.host(ipOf(octets.slice(14, 18)));
  const target = names.host(ipOf(octets.slice(24, 28)));
  const kinds = style.verbose > 0 ? 'Ethernet (len 6), IPv4 (len 4), ' : '';
  const asked = macText(octets.slice(18, 24));
  const length = `, length ${octets.length}`;
  if (at16(octets, 6) === 2) return `${kinds}Reply ${sender} is-at ${names.mac(macText(octets.slice(8, 14)))}${length}`;
  const known = asked === '00:00:00:00:00:00' ? '' : ` (${names.mac(asked)})`;
  return `${kinds}Request who-has ${target}${known} tell ${sender}${length}`;
}

/** print-ip.c */
function printIp(octets: Octets, printing: Printing): string {
  const { style, names } = printing;
  const header = (at8(octets, 0) & 15) * 4;
  const total = at16(octets, 2);
  const place = at16(octets, 6);
  const offset = (place & 0x1fff) * 8;
  const more = (place & 0x2000) !== 0;
  const protocol = at8(octets, 9);
  const source = ipOf(octets.slice(12, 16));
  const destination = ipOf(octets.slice(16, 20));
  let text = '';
  if (style.verbose > 0) {
    const flags = more ? (place & 0x4000 ? '+, DF' : '+') : place & 0x4000 ? 'DF' : 'none';
    text =
      `(tos 0x${hex(at8(octets, 1))}, ttl ${at8(octets, 8)}, id ${at16(octets, 4)}, offset ${offset}, flags [${flags}], ` +
      `proto ${UPPER[protocol] ?? 'unknown'} (${protocol}), length ${total})\n    `;
  }
  if (offset > 0) {
    const name = style.numeric ? undefined : LOWER[protocol];
    return `${text}${names.host(source)} > ${names.host(destination)}: ${name ?? `ip-proto-${protocol}`}`;
  }
  const data = octets.slice(header, total);
  const ip: IpParts = {
    ...{ version: 4, source, destination, protocol, data, octets },
    addresses: octets.slice(12, 20),
    fragmented: more,
  };
  return text + printTransport(ip, printing);
}

/** print-ip6.c */
function printIp6(octets: Octets, printing: Printing): string {
  const { style, names } = printing;
  const source = ipOf(octets.slice(8, 24));
  const destination = ipOf(octets.slice(24, 40));
  const next = at8(octets, 6);
  let text = '';
  if (style.verbose > 0) {
    const label = at32(octets, 0) & 0xfffff;
    const name = next === FRAGMENT ? 'Fragment' : next === PROTOCOL.icmp6 ? 'ICMPv6' : (UPPER[next] ?? 'unknown');
    const shown = label === 0 ? '' : `flowlabel 0x${hex(label, 5)}, `;
    text = `(${shown}hlim ${at8(octets, 7)}, next-header ${name} (${next}), payload length ${at16(octets, 4)}) `;
  }
  const part = { ...{ version: 6 as const, source, destination, octets }, addresses: octets.slice(8, 40) };
  if (next !== FRAGMENT) {
    const ip = { ...part, protocol: next, data: octets.slice(40, 40 + at16(octets, 4)), fragmented: false };
    return text + printTransport(ip, printing);
  }
  const offset = at16(octets, 42) & 0xfff8;
  const data = octets.slice(48);
  const fragment = `frag (0x${hex(at32(octets, 44), 8)}:${offset}|${data.length})`;
  const ends = `${names.host(source)} > ${names.host(destination)}: `;
  const brief = style.verbose > 0 ? fragment : `frag (${offset}|${data.length})`;
  if (offset > 0) return `${text}${ends}${brief}`;
  const inner = printTransport({ ...part, protocol: at8(octets, 40), data, fragmented: true }, printing);
  return `${text}${ends}${brief} ${inner.slice(ends.length)}`;
}

function printTransport(ip: IpParts, printing: Printing): string {
  const { names } = printing;
  switch (ip.protocol) {
    case PROTOCOL.tcp:
      return printTcp(ip, printing);
    case PROTOCOL.udp:
      return printUdp(ip, printing, (frame) => printInner(frame, printing));
    case PROTOCOL.icmp:
      return printIcmp(ip, printing, (octets) => `IP ${printIp(octets, { ...printing, quoted: true })}`);
    case PROTOCOL.icmp6:
      return printIcmp6(ip, printing);
    default:
      return `${names.host(ip.source)} > ${names.host(ip.destination)}: ip-proto-${ip.protocol} ${ip.data.length}`;
  }
}

/** A frame within a packet. */
function printInner(frame: Octets, printing: Printing): string {
  const ethertype = at16(frame, 12);
  const header = printing.style.link ? ethernetText(frame, frame.length, printing) : '';
  return header + printPayload(ethertype, frame.slice(14), printing);
}

const TYPES: Readonly<Record<number, string>> = { 0x800: 'IPv4', 0x806: 'ARP', 0x86dd: 'IPv6' };

export const ethertypeText = (ethertype: number, { style }: Printing): string => {
  const name = TYPES[ethertype] ?? 'Unknown';
  return style.quiet ? name : `ethertype ${name} (0x${hex(ethertype, 4)})`;
};

/** An Ethernet header (print-ether.c). */
export function ethernetText(frame: Octets, length: number, printing: Printing): string {
  const { names } = printing;
  const ends = `${names.mac(macText(frame.slice(6, 12)))} > ${names.mac(macText(frame.slice(0, 6)))}`;
  const type = at16(frame, 12);
  if (type !== ETHERTYPE.vlan) return `${ends}, ${ethertypeText(type, printing)}, length ${length}: `;
  const outer = printing.style.quiet ? '802.1Q' : 'ethertype 802.1Q (0x8100)';
  return `${ends}, ${outer}, length ${length}: vlan ${at16(frame, 14) & 0xfff}, p 0, ${ethertypeText(at16(frame, 16), printing)}, `;
}
