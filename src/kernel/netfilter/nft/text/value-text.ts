import { blockLength, decodeIp, decodeMac, factsOf, nameOf, numberOf, type Data, type DataType } from '../datatypes.ts';
import type { KeyPart } from '../ruleset.ts';
import type { TextStyle } from './style.ts';

/** An address of IPv6 that has one of IPv4 in it, as glibc writes it (inet_ntop); undefined where it has none. */
function embeddedIpv4(data: Data): string | undefined {
  const [, lead, last = ''] = /^0{20}(ffff|0000(?!0000))(.{8})$/.exec(data) ?? [];
  return lead === undefined ? undefined : `::${lead === 'ffff' ? 'ffff:' : ''}${decodeIp(last)}`;
}

/** A value of a type as nft prints it. */
export function valueText(type: DataType, data: Data, style: TextStyle): string {
  switch (type) {
    case 'ipv4_addr':
    case 'ipv6_addr':
      return embeddedIpv4(data) ?? decodeIp(data);
    case 'ether_addr':
      return decodeMac(data);
    case 'ifname':
      return `"${data}"`;
    case 'iface_index': {
      const name = style.link?.(numberOf(data));
      return name === undefined ? String(numberOf(data)) : `"${name}"`;
    }
    case 'mark':
      return `0x${data}`;
    case 'inet_service': {
      const service = style.service?.(numberOf(data));
      return service === undefined ? String(numberOf(data)) : `"${service}"`;
    }
    case 'time':
      return durationText(numberOf(data));
    case 'frag_off':
      return `0x${numberOf(data).toString(16)}`;
    case 'icmp_code':
    case 'icmpv6_code':
    case 'integer':
      return String(numberOf(data));
    default:
      return namedText(type, data, style);
  }
}

function namedText(type: DataType, data: Data, style: TextStyle): string {
  const value = numberOf(data);
  const { bits } = factsOf(type);
  if (bits)
    return (
      bitsOfNumber(value)
        .map((bit) => bitText(type, bit, style))
        .join(' | ') || '0x0'
    );
  const name = style.numeric ? undefined : nameOf(type, value);
  return name ?? (type === 'dscp' || type === 'ether_type' ? `0x${data}` : String(value));
}

const bitText = (type: DataType, bit: number, { numeric }: TextStyle): string =>
  (numeric ? undefined : nameOf(type, bit)) ?? `0x${bit.toString(16)}`;

/** The bits of a number, each as the number that it is. */
export const bitsOfNumber = (value: number): number[] =>
  Array.from({ length: 31 }, (_, i) => 2 ** i).filter((bit) => value & bit);

/** One value or a range of them; a range of addresses that is a block as its prefix. */
export function partText(type: DataType, { from, to }: KeyPart, style: TextStyle): string {
  if (to === undefined || to === from) return valueText(type, from, style);
  const length = factsOf(type).prefixes ? blockLength(from, to) : undefined;
  if (length !== undefined) return `${valueText(type, from, style)}/${length}`;
  return `${valueText(type, from, style)}-${valueText(type, to, style)}`;
}

const UNITS: readonly [name: string, milliseconds: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** A time as nft prints it: 1d2h3m4s (time_print of src/datatype.c). */
export function durationText(milliseconds: number): string {
  let left = Math.floor(milliseconds);
  const parts: string[] = [];
  for (const [name, length] of UNITS) {
    if (left >= length) parts.push(`${Math.floor(left / length)}${name}`);
    left %= length;
  }
  return parts.join('') || '0s';
}

/** A count of octets in the largest unit that keeps it whole (get_rate of src/statement.c). */
export function octetsOf(bytes: number): { value: number; unit: string } {
  const units = ['bytes', 'kbytes', 'mbytes'];
  let value = bytes;
  let at = 0;
  while (at < units.length - 1 && value >= 1024 && value % 1024 === 0) {
    value /= 1024;
    at++;
  }
  return { value, unit: units[at] ?? '' };
}

export function octetsText(bytes: number): string {
  const { value, unit } = octetsOf(bytes);
  return `${value} ${unit}`;
}
