/** Octets of a packet, in network order. */
export type Octets = readonly number[];

export const be16 = (value: number): number[] => [(value >>> 8) & 255, value & 255];
export const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value & 0xffff)];
/** Little endian, as x86 lays a number out. */
export const le64 = (value: number): number[] => {
  const octets: number[] = [];
  for (let rest = value; octets.length < 8; rest = Math.floor(rest / 256)) octets.push(rest % 256);
  return octets;
};

export const at8 = (octets: Octets, at: number): number => octets[at] ?? 0;
export const at16 = (octets: Octets, at: number): number => at8(octets, at) * 256 + at8(octets, at + 1);
export const at32 = (octets: Octets, at: number): number => at16(octets, at) * 65536 + at16(octets, at + 2);

export const macOctets = (mac: string): number[] => mac.split(':').map((pair) => parseInt(pair, 16));
export const macText = (octets: Octets): string => octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':');

/** The sum of RFC 1071: 16-bit words in ones' complement, not inverted. */
export function sum(...parts: readonly Octets[]): number {
  let total = 0;
  for (const part of parts) for (let at = 0; at < part.length; at += 2) total += at16(part, at);
  while (total > 0xffff) total = (total & 0xffff) + Math.floor(total / 65536);
  return total;
}

/** The Internet checksum. */
export const checksum = (...parts: readonly Octets[]): number => ~sum(...parts) & 0xffff;

export const hex = (value: number, digits = 0): string => value.toString(16).padStart(digits, '0');

/** A number that looks like chance and is the same each time. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}
