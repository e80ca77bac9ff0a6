import { BITS, bytesOf, parseIp, type Ip } from '../../ip/address.ts';
import type { TableFamily } from './table.ts';

/** The bits of an address of a family of tables. */
export const bitsOf = (family: TableFamily): number => BITS[family === 'ip' ? 4 : 6];

/** An address without the bits that a mask leaves out. */
export function masked(ip: Ip, mask: Ip): Ip {
  const bits = bytesOf(mask);
  const octets = bytesOf(ip).map((octet, i) => octet & (bits[i] ?? 0));
  if (octets.length === 4) return octets.join('.');
  const words = Array.from({ length: 8 }, (_, i) =>
    (((octets[2 * i] ?? 0) << 8) | (octets[2 * i + 1] ?? 0)).toString(16),
  );
  return parseIp(words.join(':')) ?? ip;
}
