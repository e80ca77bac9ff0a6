import { at16, at32, at8, be32, checksum, hex, type Octets } from '../../../../wire/octets.ts';
import { printDns } from './dns.ts';
import { printHttp } from './http.ts';
import type { IpParts, Printing } from './printing.ts';

const FLAGS = [
  [1, 'F'],
  [2, 'S'],
  [4, 'R'],
  [8, 'P'],
  [16, '.'],
  [32, 'U'],
] as const;
const HTTP_PORTS = new Set([80, 8080]);
const DOMAIN = 53;

/** `SOURCE.PORT > DESTINATION.PORT: ` */
export function between(ip: IpParts, protocol: 'tcp' | 'udp', { names }: Printing): string {
  const [from, to] = [at16(ip.data, 0), at16(ip.data, 2)];
  return `${names.host(ip.source)}.${names.port(from, protocol)} > ${names.host(ip.destination)}.${names.port(to, protocol)}: `;
}

/** A checksum over a segment and its pseudo header, its own field taken as zero. */
export const checksumOf = ({ addresses, data, protocol }: IpParts, at: number): number =>
  checksum(addresses, be32(data.length), be32(protocol), [...data.slice(0, at), 0, 0, ...data.slice(at + 2)]);

/** print-tcp.c */
export function printTcp(ip: IpParts, printing: Printing): string {
  const { style } = printing;
  const { data } = ip;
  const header = (at8(data, 12) >> 4) * 4;
  const payload = data.slice(header);
  const length = payload.length;
  const ends = between(ip, 'tcp', printing);
  if (style.quiet) return `${ends}tcp ${length}`;
  const flags = at8(data, 13);
  const shown = FLAGS.map(([bit, letter]) => (flags & bit ? letter : '')).join('');
  const { sequence, acknowledgement } = numbersOf(ip, flags, printing);
  let text = `${ends}Flags [${shown === '' ? 'none' : shown}]`;
  if (style.verbose > 0 && !ip.fragmented) text += `, cksum 0x${hex(at16(data, 16), 4)} ${verdict(ip, data)}`;
  if (style.verbose > 1 || length > 0 || (flags & 7) !== 0) {
    text += `, seq ${sequence}`;
    if (length > 0) text += `:${(sequence + length) >>> 0}`;
  }
  if (flags & 16) text += `, ack ${acknowledgement}`;
  text += `, win ${at16(data, 14)}`;
  if (header > 20) text += `, options [${optionsText(data.slice(20, header))}]`;
  text += `, length ${length}`;
  return length > 0 && !printing.quoted ? text + payloadText(data, payload, flags, style.verbose) : text;
}

function verdict(ip: IpParts, data: Octets): string {
  const right = checksumOf(ip, 16);
  return at16(data, 16) === right ? '(correct)' : `(incorrect -> 0x${hex(right, 4)})`;
}

/** Numbers count from the first seen of a conversation, unless it opens one. */
function numbersOf(
  { source, destination, data }: IpParts,
  flags: number,
  { style, conversations, quoted }: Printing,
): { sequence: number; acknowledgement: number } {
  const sequence = at32(data, 4);
  const acknowledgement = at32(data, 8);
  if (style.absolute || !(flags & 16) || quoted) return { sequence, acknowledgement };
  const [from, to] = [`${source} ${at16(data, 0)}`, `${destination} ${at16(data, 2)}`];
  const forward = conversations.get(`${from} ${to}`);
  const backward = conversations.get(`${to} ${from}`);
  if ((!forward && !backward) || flags & 2) {
    conversations.delete(`${to} ${from}`);
    conversations.set(`${from} ${to}`, { sequence, acknowledgement: acknowledgement - 1 });
    return { sequence, acknowledgement };
  }
  const [own, other] = forward
    ? [forward.sequence, forward.acknowledgement]
    : [backward?.acknowledgement ?? 0, backward?.sequence ?? 0];
  return { sequence: (sequence - own) >>> 0, acknowledgement: (acknowledgement - other) >>> 0 };
}

const OPTIONS: Readonly<Record<number, (octets: Octets) => string>> = {
  2: (octets) => `mss ${at16(octets, 2)}`,
  3: (octets) => `wscale ${at8(octets, 2)}`,
  4: () => 'sackOK',
  8: (octets) => `TS val ${at32(octets, 2)} ecr ${at32(octets, 6)}`,
};

function optionsText(octets: Octets): string {
  const texts: string[] = [];
  for (let at = 0; at < octets.length;) {
    const kind = at8(octets, at);
    if (kind <= 1) {
      texts.push(kind === 0 ? 'eol' : 'nop');
      at += 1;
      continue;
    }
    const length = Math.max(2, at8(octets, at + 1));
    texts.push(OPTIONS[kind]?.(octets.slice(at, at + length)) ?? `unknown-${kind}`);
    at += length;
  }
  return texts.join(',');
}

function payloadText(data: Octets, payload: Octets, flags: number, verbose: number): string {
  const ports = [at16(data, 0), at16(data, 2)];
  if (flags & 4) return '';
  if (ports.some((port) => HTTP_PORTS.has(port))) return printHttp(payload, verbose);
  // Over TCP two octets tell a message's length (RFC 1035).
  if (ports.includes(DOMAIN)) return ` ${printDns(payload.slice(2), verbose)}`;
  return '';
}
