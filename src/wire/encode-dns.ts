import { bytesOf } from '../ip/address.ts';
import type { DnsMessage, DnsRecord, DnsType } from '../kernel/packet/frame.ts';
import { be16, be32 } from './octets.ts';
import { utf8 } from './utf8.ts';

const TYPES: Readonly<Record<DnsType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  HTTPS: 65,
  ANY: 255,
};
const CODES = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
const IN = 1;
/** Where the question's name stands. */
const QUESTION = 0xc00c;
const OPT = 41;
const COOKIE = 10;
/** What dig offers to take, and servers do. */
const UDP_SIZE = 1232;

const name = (text: string): number[] =>
  text === '' ? [0] : [...text.split('.').flatMap((label) => [utf8(label).length, ...utf8(label)]), 0];

/** A DNS message as it goes over the wire (RFC 1035), of the length that the kernel's model gives it. */
export function encodeDns(message: DnsMessage, cookie: number): number[] {
  const { id, query, status, answers, edns } = message;
  const flags =
    (query ? 0 : 0x8000) |
    (message.authoritative ? 0x400 : 0) |
    (message.recursionDesired ? 0x100 : 0) |
    (message.recursionAvailable ? 0x80 : 0) |
    (query && edns ? 0x20 : 0) |
    CODES[status];
  return [
    ...[id, flags, 1, answers.length, 0, edns ? 1 : 0].flatMap(be16),
    ...[...name(message.name), ...be16(TYPES[message.type]), ...be16(IN)],
    ...answers.flatMap((record) => recordOf(message, record)),
    ...(edns ? option(query, cookie) : []),
  ];
}

function recordOf({ uncompressed }: DnsMessage, record: DnsRecord): number[] {
  const data = dataOf(record);
  return [
    ...(uncompressed ? name(record.name) : be16(QUESTION)),
    ...[...be16(TYPES[record.type]), ...be16(IN), ...be32(record.ttl), ...be16(data.length), ...data],
  ];
}

function dataOf({ type, data }: DnsRecord): number[] {
  if (type === 'A' || type === 'AAAA') return bytesOf(data);
  if (type === 'TXT') return [utf8(data).length, ...utf8(data)];
  return name(data.replace(/\.$/, ''));
}

function option(query: boolean, cookie: number): number[] {
  const data = query ? [...be16(COOKIE), ...be16(8), ...be32(cookie), ...be32(cookie ^ 0x5bd1e995)] : [];
  return [0, ...be16(OPT), ...be16(UDP_SIZE), ...be32(0), ...be16(data.length), ...data];
}
