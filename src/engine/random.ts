import type { Mac } from '../ip/address.ts';
import type { Random } from './engine.ts';

/** The next 32 bits of a stream (mulberry32). */
export function next(random: Random): number {
  random.state = (random.state + 0x6d2b79f5) | 0;
  let t = random.state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}

/** A number from 0 to below `bound`. */
export const below = (random: Random, bound: number): number => Math.floor((next(random) / 0x1_0000_0000) * bound);

export function hex(random: Random, digits: number): string {
  let text = '';
  while (text.length < digits) text += next(random).toString(16).padStart(8, '0');
  return text.slice(0, digits);
}

/** An id of 64 digits, of which the first twelve are not all decimal: as a host name that would be a number (moby pkg/stringid). */
export function randomId(random: Random): string {
  for (;;) {
    const id = hex(random, 64);
    if (!/^\d{12}/.test(id)) return id;
  }
}

/** A random locally administered unicast MAC address (moby libnetwork/netutils: GenerateRandomMAC). */
export function randomMac(random: Random): Mac {
  const digits = hex(random, 12);
  const first = ((parseInt(digits.slice(0, 2), 16) & 0xfe) | 0x02).toString(16).padStart(2, '0');
  return [first, ...(digits.slice(2).match(/../g) ?? [])].join(':');
}

/** Another order of the same things, every order alike likely. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
