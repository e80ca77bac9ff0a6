import { parseIp } from '../ip/address.ts';
import { at16, hex, type Octets } from './octets.ts';

/** The address of 4 or 16 octets. */
export function ipOf(octets: Octets): string {
  if (octets.length === 4) return octets.join('.');
  const groups = Array.from({ length: 8 }, (_, i) => hex(at16(octets, i * 2)));
  return parseIp(groups.join(':')) ?? groups.join(':');
}
