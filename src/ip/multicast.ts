import { bytesOf, type Ip, type Mac } from './address.ts';

const pair = (value: number): string => value.toString(16).padStart(2, '0');

/** The MAC address of a group: 01:00:5e and the last 23 bits for IPv4 (RFC 1112), 33:33 and the last 32 for IPv6 (RFC 2464). */
export function multicastMac(group: Ip): Mac {
  const bytes = bytesOf(group);
  if (bytes.length === 16) return ['33', '33', ...bytes.slice(12).map(pair)].join(':');
  const [, b = 0, c = 0, d = 0] = bytes;
  return ['01', '00', '5e', pair(b & 0x7f), pair(c), pair(d)].join(':');
}

/** The group that whoever has an IPv6 address listens to: ff02::1:ff and its last 24 bits (RFC 4291). */
export function solicitedNode(ip: Ip): Ip {
  const [b = 0, c = 0, d = 0] = bytesOf(ip).slice(13);
  return `ff02::1:ff${pair(b)}:${((c << 8) | d).toString(16)}`;
}
