import { civil } from '../../engine/calendar.ts';
import { at16, at32, at8, be32, checksum, hex, macText, type Octets } from '../octets.ts';
import { ipOf } from '../address.ts';
import { bitField, field, flag, worked, type Detail, type Dissected, type Part } from './detail.ts';
import { ICMP6_TYPES, ICMP_TYPES } from './names.table.ts';

const HEADER = 8;
const ICMP6 = 58;

/** Type, code and checksum, which every message begins with. */
function headFields(octets: Octets, part: Part, version: 4 | 6): { readonly name: string; readonly fields: Detail[] } {
  const { from, to, addresses = [], quoted, fragment } = part;
  const id = version === 4 ? 'icmp' : 'icmpv6';
  const [type, code] = [at8(octets, from), at8(octets, from + 1)];
  const [name, codes] = (version === 4 ? ICMP_TYPES : ICMP6_TYPES)[type] ?? ['Unknown'];
  const given = at16(octets, from + 2);
  const pseudo = version === 4 ? [] : [...addresses, ...be32(to - from), ...be32(ICMP6)];
  const right = checksum(pseudo, [...octets.slice(from, from + 2), 0, 0, ...octets.slice(from + 4, to)]);
  const status = quoted || fragment ? 'Unverified' : given === right ? 'Good' : 'Bad';
  const told = { Unverified: '[unverified]', Good: '[correct]', Bad: `incorrect, should be 0x${hex(right, 4)}` };
  const codeName = codes?.[code];
  return {
    name,
    fields: [
      field(`${id}.type`, 'Type', `${name} (${type})`, from, 1),
      field(`${id}.code`, 'Code', codeName === undefined ? code : `${codeName} (${code})`, from + 1, 1),
      field(`${id}.checksum`, 'Checksum', `0x${hex(given, 4)} ${told[status]}`, from + 2, 2),
      worked(`${id}.checksum.status`, 'Checksum Status', status),
    ],
  };
}

const swapped = (value: number): number => ((value & 255) << 8) | (value >> 8);
const both = (value: number): string => `${value} (0x${hex(value, 4)})`;
const unusedField = (octets: Octets, at: number, length: number): Detail =>
  field('icmp.unused', 'Unused', hex(at32(octets, at), 8).slice(0, 2 * length), at, length);

export function icmp(octets: Octets, part: Part): Dissected {
  const { from, to } = part;
  const type = at8(octets, from);
  const code = at8(octets, from + 1);
  const { name, fields } = headFields(octets, part, 4);
  const layer = { ...field('icmp', 'Internet Control Message Protocol', name, from, to - from), short: 'ICMP' };
  if (type === 0 || type === 8)
    return { layer: { ...layer, id: 'icmp', children: [...fields, ...echoFields(octets, part)] } };
  const rest =
    type === 5
      ? [field('icmp.redir_gw', 'Gateway Address', ipOf(octets.slice(from + 4, from + 8)), from + 4, 4)]
      : type === 3 && code === 4
        ? [unusedField(octets, from + 4, 2), field('icmp.mtu', 'MTU of next hop', at16(octets, from + 6), from + 6, 2)]
        : [unusedField(octets, from + 4, 4)];
  return {
    layer: { ...layer, id: 'icmp', to: from + HEADER, children: [...fields, ...rest] },
    within: { protocol: 'ip', from: from + HEADER, to, quoted: true },
  };
}

/** Octets of echo data that ping begins with: when it was sent. */
const STAMP = 16;

function echoFields(octets: Octets, { from, to }: Part): Detail[] {
  const [id, sequence] = [at16(octets, from + 4), at16(octets, from + 6)];
  const data = to - from - HEADER;
  const stamped = data >= STAMP;
  const start = from + HEADER + (stamped ? STAMP : 0);
  return [
    field('icmp.ident', 'Identifier (BE)', both(id), from + 4, 2),
    field('icmp.ident_le', 'Identifier (LE)', both(swapped(id)), from + 4, 2),
    field('icmp.seq', 'Sequence Number (BE)', both(sequence), from + 6, 2),
    field('icmp.seq_le', 'Sequence Number (LE)', both(swapped(sequence)), from + 6, 2),
    ...(stamped
      ? [field('icmp.data_time', 'Timestamp from icmp data', stampAt(octets, from + HEADER), from + HEADER, STAMP)]
      : []),
    ...(to > start ? [field('data.data', 'Data', `(${to - start} bytes)`, start, to - start)] : []),
  ];
}

/** Seconds and microseconds of 64 bits each, in x86's order. */
function stampAt(octets: Octets, at: number): string {
  const number = (start: number): number =>
    [...octets.slice(start, start + 6)].reduceRight((all, octet) => all * 256 + octet, 0);
  return timeText(number(at) * 1000 + number(at + 8) / 1000);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment (ms since 1970) as Wireshark tells it in UTC: `2025-10-01 12:00:00.000123 UTC`. */
export function timeText(clock: number): string {
  const { year, month, day, hour, minute, second } = civil(Math.floor(clock));
  const micros = Math.floor((clock - Math.floor(clock / 1000) * 1000) * 1000);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}.${String(micros).padStart(6, '0')} UTC`;
}

const SOLICITATION = 135;
const ADVERTISEMENT = 136;
const TOO_BIG = 2;
const REDIRECT = 137;

export function icmp6(octets: Octets, part: Part): Dissected {
  const { from, to } = part;
  const type = at8(octets, from);
  const { name, fields } = headFields(octets, part, 6);
  const layer = { ...field('icmpv6', 'Internet Control Message Protocol v6', name, from, to - from), short: 'ICMPv6' };
  const whole = (more: readonly Detail[]): Dissected => ({
    layer: { ...layer, id: 'icmpv6', children: [...fields, ...more] },
  });
  if (type === 128 || type === 129) return whole(echoFields6(octets, part));
  if (type === SOLICITATION || type === ADVERTISEMENT) return whole(discoveryFields(octets, part, type));
  if (type === REDIRECT) return whole([]);
  const detail =
    type === TOO_BIG
      ? field('icmpv6.mtu', 'MTU', at32(octets, from + 4), from + 4, 4)
      : field('icmpv6.reserved', 'Reserved', hex(at32(octets, from + 4), 8), from + 4, 4);
  return {
    layer: { ...layer, id: 'icmpv6', to: from + HEADER, children: [...fields, detail] },
    within: { protocol: 'ipv6', from: from + HEADER, to, quoted: true },
  };
}

function echoFields6(octets: Octets, { from, to }: Part): Detail[] {
  const data = to - from - HEADER;
  return [
    field('icmpv6.echo.identifier', 'Identifier', `0x${hex(at16(octets, from + 4), 4)}`, from + 4, 2),
    field('icmpv6.echo.sequence_number', 'Sequence', at16(octets, from + 6), from + 6, 2),
    ...(data > 0 ? [field('data.data', 'Data', `(${data} bytes)`, from + HEADER, data)] : []),
  ];
}

const OPTION_NAMES: Readonly<Record<number, string>> = {
  1: 'Source link-layer address',
  2: 'Target link-layer address',
};

function discoveryFields(octets: Octets, { from, to }: Part, type: number): Detail[] {
  const word = at32(octets, from + 4);
  const bits = (mask: number) => ({ word, width: 32, mask });
  const asks = type === SOLICITATION;
  const id = asks ? 'icmpv6.nd.ns' : 'icmpv6.nd.na';
  const head = asks
    ? [field(`${id}.reserved`, 'Reserved', hex(word, 8), from + 4, 4)]
    : [
        field(`${id}.flag`, 'Flags', `0x${hex(word, 8)}`, from + 4, 4, [
          flag(`${id}.flag.r`, 'Router', bits(0x80000000), from + 4),
          flag(`${id}.flag.s`, 'Solicited', bits(0x40000000), from + 4),
          flag(`${id}.flag.o`, 'Override', bits(0x20000000), from + 4),
          bitField(`${id}.flag.rsv`, 'Reserved', word & 0x1fffffff, bits(0x1fffffff), from + 4),
        ]),
      ];
  const target = ipOf(octets.slice(from + 8, from + 24));
  return [
    ...head,
    field(`${id}.target_address`, 'Target Address', target, from + 8, 16),
    ...optionFields(octets, from + 24, to),
  ];
}

function optionFields(octets: Octets, from: number, to: number): Detail[] {
  if (to - from < 8) return [];
  const [type, units] = [at8(octets, from), at8(octets, from + 1)];
  const mac = macText(octets.slice(from + 2, from + 8));
  const name = OPTION_NAMES[type] ?? 'Unknown';
  return [
    field('icmpv6.opt', 'ICMPv6 Option', `(${name} : ${mac})`, from, 8, [
      field('icmpv6.opt.type', 'Type', `${name} (${type})`, from, 1),
      field('icmpv6.opt.length', 'Length', `${units} (${units * 8} bytes)`, from + 1, 1),
      field('icmpv6.opt.linkaddr', 'Link-layer address', mac, from + 2, 6),
    ]),
  ];
}
