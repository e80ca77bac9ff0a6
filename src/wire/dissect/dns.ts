import { at16, at32, at8, hex, type Octets } from '../octets.ts';
import { ipOf } from '../address.ts';
import { bitField, field, flag, type Detail, type Dissected, type Part } from './detail.ts';
import { DNS_CODES, DNS_TYPES } from './names.table.ts';

const HEADER = 12;
const OPT = 41;
const COOKIE = 10;
const RESPONSE = 0x8000;
/** Pointers that a name may follow; a message of ours has one at most. */
const JUMPS = 20;

const typeShort = (type: number): string => DNS_TYPES[type]?.[0] ?? `Type${type}`;
const typeLong = (type: number): string => {
  const [short, name] = DNS_TYPES[type] ?? [`Type${type}`, 'Unknown'];
  return `${short} (${type}) (${name})`;
};

/** A name of a message that begins at `message`, and where what follows it begins. */
function nameAt(octets: Octets, message: number, start: number): { readonly text: string; readonly end: number } {
  const labels: string[] = [];
  let end: number | undefined;
  for (let at = start, jumps = 0; jumps < JUMPS;) {
    const length = at8(octets, at);
    if (length >= 0xc0) {
      end ??= at + 2;
      at = message + (at16(octets, at) & 0x3fff);
      jumps++;
      continue;
    }
    at += 1;
    if (length === 0) return { text: labels.length === 0 ? '<Root>' : labels.join('.'), end: end ?? at };
    labels.push(String.fromCharCode(...octets.slice(at, at + length)));
    at += length;
  }
  return { text: labels.join('.'), end: end ?? start };
}

export function dns(octets: Octets, { from, to }: Part): Dissected {
  const id = at16(octets, from);
  const answers = (at16(octets, from + 2) & RESPONSE) !== 0;
  const counts = [4, 6, 8, 10].map((at) => at16(octets, from + at)) as [number, number, number, number];
  const [asked, answered, , additional] = counts;
  const queries = repeated(from + HEADER, asked, (at) => question(octets, from, at));
  const records = repeated(queries.end, answered, (at) => recordOf(octets, from, at));
  const others = repeated(records.end, additional, (at) => recordOf(octets, from, at));
  const group = (key: string, name: string, start: number, { all, end }: Repeated): Detail[] =>
    all.length === 0 ? [] : [field(`dns.${key}`, name, '', start, end - start, all)];
  return {
    layer: {
      ...field('dns', 'Domain Name System', answers ? '(response)' : '(query)', from, to - from),
      id: 'dns',
      short: 'DNS',
      children: [
        field('dns.id', 'Transaction ID', `0x${hex(id, 4)}`, from, 2),
        flagsField(octets, from + 2),
        ...(['queries', 'answers', 'auth_rr', 'add_rr'] as const).map((key, at) =>
          field(`dns.count.${key}`, COUNTS[key], counts[at] ?? 0, from + 4 + 2 * at, 2),
        ),
        ...group('qry', 'Queries', from + HEADER, queries),
        ...group('resp', 'Answers', queries.end, records),
        ...group('add', 'Additional records', records.end, others),
      ],
    },
  };
}

const COUNTS = { queries: 'Questions', answers: 'Answer RRs', auth_rr: 'Authority RRs', add_rr: 'Additional RRs' };

interface Repeated {
  readonly all: readonly Detail[];
  readonly end: number;
}

/** Reads a number of things that follow one another. */
function repeated(start: number, count: number, read: (at: number) => Detail): Repeated {
  const all: Detail[] = [];
  let end = start;
  for (let i = 0; i < count; i++) {
    const one = read(end);
    all.push(one);
    end = one.to;
  }
  return { all, end };
}

function flagsField(octets: Octets, at: number): Detail {
  const word = at16(octets, at);
  const bits = (mask: number) => ({ word, width: 16, mask });
  const answers = (word & RESPONSE) !== 0;
  const code = DNS_CODES[word & 15] ?? 'Unknown';
  const value = `0x${hex(word, 4)} Standard query${answers ? ` response, ${code}` : ''}`;
  const yes = (id: string, name: string, mask: number, words: readonly [string, string]): Detail =>
    flag(`dns.flags.${id}`, name, bits(mask), at, words);
  return field('dns.flags', 'Flags', value, at, 2, [
    yes('response', 'Response', RESPONSE, ['Message is a response', 'Message is a query']),
    bitField('dns.flags.opcode', 'Opcode', `Standard query (${(word >> 11) & 15})`, bits(0x7800), at),
    ...(answers
      ? [
          yes('authoritative', 'Authoritative', 0x0400, [
            'Server is an authority for domain',
            'Server is not an authority for domain',
          ]),
        ]
      : []),
    yes('truncated', 'Truncated', 0x0200, ['Message is truncated', 'Message is not truncated']),
    yes('recdesired', 'Recursion desired', 0x0100, ['Do query recursively', "Don't do query recursively"]),
    ...(answers
      ? [
          yes('recavail', 'Recursion available', 0x0080, [
            'Server can do recursive queries',
            "Server can't do recursive queries",
          ]),
        ]
      : []),
    bitField('dns.flags.z', 'Z', `reserved (${(word >> 6) & 1})`, bits(0x0040), at),
    yes('authenticated', 'AD bit', 0x0020, ['Set', 'Not set']),
    yes('checkdisable', 'Non-authenticated data', 0x0010, ['Acceptable', 'Unacceptable']),
    ...(answers ? [bitField('dns.flags.rcode', 'Reply code', `${code} (${word & 15})`, bits(15), at)] : []),
  ]);
}

function question(octets: Octets, message: number, at: number): Detail {
  const { text, end } = nameAt(octets, message, at);
  const type = at16(octets, end);
  return field('dns.qry', text, `type ${typeShort(type)}, class IN`, at, end + 4 - at, [
    field('dns.qry.name', 'Name', text, at, end - at),
    field('dns.qry.type', 'Type', typeLong(type), end, 2),
    field('dns.qry.class', 'Class', `IN (0x${hex(at16(octets, end + 2), 4)})`, end + 2, 2),
  ]);
}

function recordOf(octets: Octets, message: number, at: number): Detail {
  const { text, end } = nameAt(octets, message, at);
  const [type, length] = [at16(octets, end), at16(octets, end + 8)];
  const start = end + 10;
  const whole = start + length - at;
  if (type === OPT) return optionRecord(octets, at, end, length, whole);
  const ttl = at32(octets, end + 4);
  const [name, value] = dataOf(octets, message, type, start, length);
  return field('dns.resp', text, `type ${typeShort(type)}, class IN, ${dataWord(type)} ${value}`, at, whole, [
    field('dns.resp.name', 'Name', text, at, end - at),
    field('dns.resp.type', 'Type', typeLong(type), end, 2),
    field('dns.resp.class', 'Class', `IN (0x${hex(at16(octets, end + 2), 4)})`, end + 2, 2),
    field('dns.resp.ttl', 'Time to live', `${ttl} (${ttl} second${ttl === 1 ? '' : 's'})`, end + 4, 4),
    field('dns.resp.len', 'Data length', length, end + 8, 2),
    field(`dns.${typeShort(type).toLowerCase()}`, name, value, start, length),
  ]);
}

const dataWord = (type: number): string => (type === 1 || type === 28 ? 'addr' : typeShort(type).toLowerCase());

/** The name and the text of a record's data. */
function dataOf(octets: Octets, message: number, type: number, at: number, length: number): readonly [string, string] {
  switch (type) {
    case 1:
      return ['Address', ipOf(octets.slice(at, at + 4))];
    case 28:
      return ['AAAA Address', ipOf(octets.slice(at, at + 16))];
    case 2:
      return ['Name Server', nameAt(octets, message, at).text];
    case 5:
      return ['CNAME', nameAt(octets, message, at).text];
    case 12:
      return ['Domain Name', nameAt(octets, message, at).text];
    case 16:
      return ['TXT', String.fromCharCode(...octets.slice(at + 1, at + 1 + at8(octets, at)))];
    default:
      return ['Data', `(${length} bytes)`];
  }
}

/** The pseudo record of EDNS: what its sender takes, and options. */
function optionRecord(octets: Octets, at: number, end: number, length: number, whole: number): Detail {
  const cookie = length >= 4 && at16(octets, end + 10) === COOKIE;
  const value = octets.slice(end + 14, end + 10 + length).map((octet) => hex(octet, 2));
  return field('dns.opt', '<Root>', 'type OPT', at, whole, [
    field('dns.resp.name', 'Name', '<Root>', at, end - at),
    field('dns.resp.type', 'Type', typeLong(OPT), end, 2),
    field('dns.rr.udp_payload_size', 'UDP payload size', at16(octets, end + 2), end + 2, 2),
    field('dns.resp.ext_rcode', 'Higher bits in extended RCODE', `0x${hex(at8(octets, end + 4), 2)}`, end + 4, 1),
    field('dns.resp.edns0_version', 'EDNS0 version', at8(octets, end + 5), end + 5, 1),
    field('dns.resp.z', 'Z', `0x${hex(at16(octets, end + 6), 4)}`, end + 6, 2),
    field('dns.resp.len', 'Data length', length, end + 8, 2),
    ...(cookie ? [field('dns.opt.cookie', 'Option', `COOKIE ${value.join('')}`, end + 10, length)] : []),
  ]);
}
