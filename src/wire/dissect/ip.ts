import { at16, at32, at8, checksum, hex, type Octets } from '../octets.ts';
import { ipOf } from '../address.ts';
import { bitField, field, flag, worked, type Detail, type Dissected, type Part, type Protocol } from './detail.ts';
import { CODE_POINTS, PROTOCOLS } from './names.table.ts';

const NEXT: Readonly<Record<number, Protocol>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 44: 'ipv6.fraghdr', 58: 'icmpv6' };
const protocolText = (number: number): string => `${PROTOCOLS[number] ?? 'Unknown'} (${number})`;

const codePoint = (value: number): readonly [string, string] => CODE_POINTS[value >> 2] ?? ['Unknown', 'Unknown'];
const ecnText = 'Not ECN-Capable Transport (0)';

export function ipv4(octets: Octets, { from, to, quoted }: Part): Dissected {
  const header = (at8(octets, from) & 15) * 4;
  const total = at16(octets, from + 2);
  const id = at16(octets, from + 4);
  const fragment = at16(octets, from + 6);
  const offset = (fragment & 0x1fff) * 8;
  const more = (fragment & 0x2000) !== 0;
  const protocol = at8(octets, from + 9);
  const addresses = octets.slice(from + 12, from + 20);
  const [source, destination] = [ipOf(addresses.slice(0, 4)), ipOf(addresses.slice(4))];
  return {
    layer: {
      ...field('ip', 'Internet Protocol Version 4', `Src: ${source}, Dst: ${destination}`, from, header),
      id: 'ip',
      short: 'IPv4',
      children: [
        ...firstFields(octets, from),
        field('ip.len', 'Total Length', total, from + 2, 2),
        field('ip.id', 'Identification', `0x${hex(id, 4)} (${id})`, from + 4, 2),
        flagsField(fragment, from + 6),
        bitField('ip.frag_offset', 'Fragment Offset', offset, { word: fragment, width: 16, mask: 0x1fff }, from + 6),
        field('ip.ttl', 'Time to Live', at8(octets, from + 8), from + 8, 1),
        field('ip.proto', 'Protocol', protocolText(protocol), from + 9, 1),
        ...checksumFields(octets, from, header),
        field('ip.src', 'Source Address', source, from + 12, 4),
        field('ip.dst', 'Destination Address', destination, from + 16, 4),
      ],
    },
    next: {
      protocol: offset > 0 ? 'data' : (NEXT[protocol] ?? 'data'),
      from: from + header,
      to: Math.min(to, from + total),
      addresses,
      quoted,
      fragment: more || offset > 0 ? true : undefined,
    },
  };
}

function firstFields(octets: Octets, from: number): Detail[] {
  const [first, services] = [at8(octets, from), at8(octets, from + 1)];
  const bits = (word: number, mask: number) => ({ word, width: 8, mask });
  const words = first & 15;
  const [short, name] = codePoint(services);
  return [
    bitField('ip.version', 'Version', first >> 4, bits(first, 0xf0), from),
    bitField('ip.hdr_len', 'Header Length', `${words * 4} bytes (${words})`, bits(first, 0x0f), from),
    field(
      'ip.dsfield',
      'Differentiated Services Field',
      `0x${hex(services, 2)} (DSCP: ${short}, ECN: Not-ECT)`,
      from + 1,
      1,
      [
        bitField(
          'ip.dsfield.dscp',
          'Differentiated Services Codepoint',
          `${name} (${services >> 2})`,
          bits(services, 0xfc),
          from + 1,
        ),
        bitField('ip.dsfield.ecn', 'Explicit Congestion Notification', ecnText, bits(services, 3), from + 1),
      ],
    ),
  ];
}

function flagsField(word: number, at: number): Detail {
  const flags = word >> 13;
  const names = [...(flags & 2 ? ["Don't fragment"] : []), ...(flags & 1 ? ['More fragments'] : [])];
  const bits = (mask: number) => ({ word: word >> 8, width: 8, mask });
  const value = [`0x${hex(flags)}`, ...names].join(', ');
  const children = [
    flag('ip.flags.rb', 'Reserved bit', bits(0x80), at),
    flag('ip.flags.df', "Don't fragment", bits(0x40), at),
    flag('ip.flags.mf', 'More fragments', bits(0x20), at),
  ];
  return { ...bitField('ip.flags', 'Flags', value, bits(0xe0), at, children), to: at + 1 };
}

/** The header's checksum and whether it is right. */
function checksumFields(octets: Octets, from: number, header: number): Detail[] {
  const given = at16(octets, from + 10);
  const right = checksum(octets.slice(from, from + 10), octets.slice(from + 12, from + header));
  const good = given === right;
  const state = good ? '[correct]' : `incorrect, should be 0x${hex(right, 4)}`;
  return [
    field('ip.checksum', 'Header Checksum', `0x${hex(given, 4)} ${state}`, from + 10, 2),
    worked('ip.checksum.status', 'Header checksum status', good ? 'Good' : 'Bad'),
  ];
}

const HEADER6 = 40;

export function ipv6(octets: Octets, { from, to, quoted }: Part): Dissected {
  const first = at32(octets, from);
  const services = (first >>> 20) & 255;
  const label = first & 0xfffff;
  const length = at16(octets, from + 4);
  const next = at8(octets, from + 6);
  const addresses = octets.slice(from + 8, from + HEADER6);
  const [source, destination] = [ipOf(addresses.slice(0, 16)), ipOf(addresses.slice(16))];
  const bits = (mask: number) => ({ word: first, width: 32, mask });
  const [short] = codePoint(services);
  return {
    layer: {
      ...field('ipv6', 'Internet Protocol Version 6', `Src: ${source}, Dst: ${destination}`, from, HEADER6),
      id: 'ipv6',
      short: 'IPv6',
      children: [
        bitField('ipv6.version', 'Version', 6, bits(0xf0000000), from),
        bitField(
          'ipv6.tclass',
          'Traffic Class',
          `0x${hex(services, 2)} (DSCP: ${short}, ECN: Not-ECT)`,
          bits(0x0ff00000),
          from,
        ),
        bitField('ipv6.flow', 'Flow Label', `0x${hex(label, 5)}`, bits(0x000fffff), from),
        field('ipv6.plen', 'Payload Length', length, from + 4, 2),
        field('ipv6.nxt', 'Next Header', protocolText(next), from + 6, 1),
        field('ipv6.hlim', 'Hop Limit', at8(octets, from + 7), from + 7, 1),
        field('ipv6.src', 'Source Address', source, from + 8, 16),
        field('ipv6.dst', 'Destination Address', destination, from + 24, 16),
      ],
    },
    next: {
      protocol: NEXT[next] ?? 'data',
      from: from + HEADER6,
      to: Math.min(to, from + HEADER6 + length),
      addresses,
      quoted,
    },
  };
}

const FRAGMENT_HEADER = 8;

export function fragment6(octets: Octets, { from, to, ...part }: Part): Dissected {
  const next = at8(octets, from);
  const word = at16(octets, from + 2);
  const id = at32(octets, from + 4);
  const offset = word & 0xfff8;
  const bits = (mask: number) => ({ word, width: 16, mask });
  return {
    layer: {
      ...field('ipv6.fraghdr', 'Fragment Header for IPv6', '', from, FRAGMENT_HEADER),
      id: 'ipv6.fraghdr',
      short: 'Fragment',
      children: [
        field('ipv6.fraghdr.nxt', 'Next header', protocolText(next), from, 1),
        field('ipv6.fraghdr.reserved_octet', 'Reserved octet', '0x00', from + 1, 1),
        bitField('ipv6.fraghdr.offset', 'Offset', `${offset >> 3} (${offset} bytes)`, bits(0xfff8), from + 2),
        flag('ipv6.fraghdr.more', 'More Fragments', bits(1), from + 2, ['Yes', 'No']),
        field('ipv6.fraghdr.ident', 'Identification', `0x${hex(id, 8)}`, from + 4, 4),
      ],
    },
    next: {
      ...part,
      protocol: offset > 0 ? 'data' : (NEXT[next] ?? 'data'),
      from: from + FRAGMENT_HEADER,
      to,
      fragment: true,
    },
  };
}
