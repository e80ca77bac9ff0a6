import { compareIp, type Ip } from '../ip/address.ts';
import { reverseName } from '../ip/reverse.ts';
import type { DnsMessage, DnsRecord } from '../kernel/packet/frame.ts';
import type { Program } from '../kernel/process/program.ts';

/** The only name of the lab's internet, as `dnsmasq --host-record=… --local=/#/` knows it. */
const RECORDS: Readonly<Record<string, Ip>> = { 'example.com': '203.0.113.10' };

export const HOST_RECORD = '--host-record=';

/** The names that the lab's internet knows. */
export const internetNames: readonly string[] = Object.keys(RECORDS);

/** The names that a dnsmasq knows by its command line: `--host-record=NAME,ADDRESS`. */
const recordsOf = (command: readonly string[]): Readonly<Record<string, Ip>> => ({
  ...RECORDS,
  ...Object.fromEntries(
    command
      .filter((word) => word.startsWith(HOST_RECORD))
      .map((word) => word.slice(HOST_RECORD.length).split(',') as [string, Ip]),
  ),
});

function answers(
  { name, type }: DnsMessage,
  names: Readonly<Record<string, Ip>>,
): { known: boolean; records: DnsRecord[] } {
  const key = name.toLowerCase();
  const address = Object.hasOwn(names, key) ? names[key] : undefined;
  if (address !== undefined) {
    const records: DnsRecord[] = type === 'A' || type === 'ANY' ? [{ name, type: 'A', ttl: 0, data: address }] : [];
    return { known: true, records };
  }
  const host = Object.keys(RECORDS)
    .sort((a, b) => compareIp(RECORDS[a] as Ip, RECORDS[b] as Ip))
    .find((known) => reverseName(RECORDS[known] as Ip) === key);
  if (host !== undefined && type === 'PTR') return { known: true, records: [{ name, type, ttl: 0, data: host }] };
  return { known: host !== undefined, records: [] };
}

/** What dnsmasq answers: authoritative where it has a record, empty for a known name's other types, NXDOMAIN for the rest. */
export function answer(query: DnsMessage, command: readonly string[] = []): DnsMessage {
  const { known, records } = answers(query, recordsOf(command));
  return {
    ...query,
    query: false,
    status: known ? 'NOERROR' : 'NXDOMAIN',
    answers: records,
    authoritative: records.length > 0,
    recursionAvailable: true,
  };
}

/** The internet's DNS server. */
export const dnsmasq: Program = {
  datagram(received, system) {
    if (received.data.kind !== 'dns' || !received.data.message.query) return;
    const { message } = received.data;
    system.tell({ kind: 'answers-dns', type: message.type, name: message.name });
    received.reply({ kind: 'dns', message: answer(message, system.process.command) });
  },
};
