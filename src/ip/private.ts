import { contains, type Ip, type Prefix } from './address.ts';

const prefix = (address: Ip, length: number): Prefix => ({ address, length });

/** Addresses that mean something within a site, a provider or a machine only (RFC 1918, 6598, 3927, 4193, 4291). */
const PRIVATE: readonly Prefix[] = [
  prefix('0.0.0.0', 8),
  prefix('10.0.0.0', 8),
  prefix('100.64.0.0', 10),
  prefix('127.0.0.0', 8),
  prefix('169.254.0.0', 16),
  prefix('172.16.0.0', 12),
  prefix('192.168.0.0', 16),
  prefix('::', 127),
  prefix('fc00::', 7),
  prefix('fe80::', 10),
];

/** Whether nobody out in the internet can mean this address; those for documents and tests stand for public ones. */
export const isPrivate = (ip: Ip): boolean => PRIVATE.some((each) => contains(each, ip));
