import type { DnsMessage, DnsRecord } from '../../../kernel/packet/frame.ts';
import { lengthOf } from '../../../kernel/packet/length.ts';
import { dataText, dotted } from './lookup.ts';

/** Fills up to a column with tabs, or at least one blank (BIND: dns_master_indentstr). */
function tabTo(text: string, column: number): string {
  if (text.length >= column) return `${text} `;
  return text + '\t'.repeat(Math.ceil((column - text.length) / 8));
}

const NAME_COLUMN = 24;
const CLASS_COLUMN = 32;

const columnsOf = (text: string): number =>
  [...text].reduce((column, c) => (c === '\t' ? (Math.floor(column / 8) + 1) * 8 : column + 1), 0);

/** A record as in a zone file. */
export function recordText({ name, type, ttl, data }: DnsRecord): string {
  const head = `${tabTo(dotted(name), NAME_COLUMN)}${ttl}`;
  const gap = Math.max(1, Math.ceil((CLASS_COLUMN - columnsOf(head)) / 8));
  return `${head}${'\t'.repeat(gap)}IN\t${type}\t${dataText(type, data)}\n`;
}

export const questionText = ({ name, type }: DnsMessage): string =>
  `${tabTo(`;${dotted(name)}`, CLASS_COLUMN)}IN\t${type}\n`;

/** `;; ->>HEADER<<-` and the flags. */
export function headerText(message: DnsMessage): string {
  const { authoritative, recursionDesired, recursionAvailable, answers, edns, id, status } = message;
  const flags = [
    'qr',
    ...(authoritative ? ['aa'] : []),
    ...(recursionDesired ? ['rd'] : []),
    ...(recursionAvailable ? ['ra'] : []),
  ];
  return (
    `;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: ${id}\n` +
    `;; flags: ${flags.join(' ')}; QUERY: 1, ANSWER: ${answers.length}, AUTHORITY: 0, ADDITIONAL: ${edns ? 1 : 0}\n`
  );
}

export const optText = ';; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 1232\n';

const IP_AND_UDP = 28;

/** Octets of a message. */
export const sizeOf = (message: DnsMessage): number =>
  lengthOf({
    kind: 'ip',
    source: '127.0.0.1',
    destination: '127.0.0.1',
    ttl: 64,
    transport: { kind: 'udp', sourcePort: 53, destinationPort: 53, data: { kind: 'dns', message } },
  }) - IP_AND_UDP;
