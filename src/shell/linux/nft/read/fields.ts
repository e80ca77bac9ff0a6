import type {
  BinaryOperator,
  CtKey,
  Expression,
  FibFlag,
  Field,
  MetaKey,
  PayloadProtocol,
} from '../../../../kernel/netfilter/nft/ruleset.ts';
import { combine } from '../../../../kernel/netfilter/nft/datatypes.ts';
import { typesOf } from '../../../../kernel/netfilter/nft/text/expression-text.ts';
import { EXPECTED } from './expected.table.ts';
import { Problem, unsupported } from './problem.ts';
import type { Reader } from './reader.ts';
import type { Span, Token } from './token.ts';
import { valueOf, type Names } from './values.ts';

const PAYLOADS: Readonly<Record<PayloadProtocol, { readonly fields: readonly string[]; readonly expected: string }>> = {
  ether: { fields: ['saddr'], expected: 'saddr, daddr, type' },
  ip: {
    fields: ['saddr', 'daddr', 'protocol', 'ttl', 'length', 'version', 'dscp'],
    expected: 'version, hdrlength, dscp, ecn, length, frag-off, ttl, protocol, checksum, id, saddr, daddr, option',
  },
  ip6: {
    fields: ['saddr', 'daddr', 'nexthdr', 'hoplimit', 'length', 'version', 'dscp'],
    expected: 'version, dscp, ecn, flowlabel, length, nexthdr, hoplimit, saddr, daddr',
  },
  tcp: { fields: ['sport', 'dport', 'flags'], expected: EXPECTED.tcp },
  udp: { fields: ['sport', 'dport'], expected: 'sport, dport, length, checksum' },
  th: { fields: ['sport', 'dport'], expected: 'sport, dport' },
  icmp: { fields: ['type', 'code', 'id', 'sequence'], expected: 'type, code, checksum, id, sequence, gateway, mtu' },
  icmpv6: {
    fields: ['type', 'code', 'id', 'sequence'],
    expected: 'type, code, checksum, parameter-problem, mtu, id, sequence, max-delay, taddr, daddr',
  },
};

/** Fields that nft knows and that are not walked here. */
const OTHER_PROTOCOLS = [
  'arp',
  'vlan',
  'esp',
  'ah',
  'comp',
  'udplite',
  'dccp',
  'sctp',
  'gre',
  'igmp',
  'vxlan',
  'geneve',
];
const BARE_META = ['iif', 'oif', 'iifname', 'oifname', 'mark', 'pkttype', 'nftrace'];
const META: readonly MetaKey[] = [
  'iif',
  'oif',
  'iifname',
  'oifname',
  'mark',
  'l4proto',
  'nfproto',
  'protocol',
  'length',
  'pkttype',
  'nftrace',
];
const CT: readonly CtKey[] = [
  'state',
  'status',
  'direction',
  'mark',
  'expiration',
  'saddr',
  'daddr',
  'protocol',
  'proto-src',
  'proto-dst',
];

const isPayload = (text: string): text is PayloadProtocol => Object.hasOwn(PAYLOADS, text);

/** Whether a field can begin with a word. */
export const beginsField = ({ kind, text }: Token): boolean =>
  kind === 'word' && (isPayload(text) || BARE_META.includes(text) || ['meta', 'ct', 'fib', 'numgen'].includes(text));

/** What is on the left of a relation: a field, several joined by dots, with bits masked. */
export function readExpression(reader: Reader, names: Names): { expression: Expression; span: Span } {
  const first = reader.token;
  let expression = readBinary(reader, names);
  const parts = [expression];
  while (reader.takeIf('.')) parts.push(readBinary(reader, names));
  if (parts.length > 1) expression = { kind: 'concat', parts };
  return { expression, span: reader.since(first) };
}

const OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  '&': '&',
  and: '&',
  '|': '|',
  or: '|',
  '^': '^',
  xor: '^',
};

function readBinary(reader: Reader, names: Names): Expression {
  if (reader.takeIf('(')) {
    const inner = readBinary(reader, names);
    reader.expect(')');
    return inner;
  }
  let left: Expression = readField(reader);
  while (reader.is(...Object.keys(OPERATORS))) {
    const operator = OPERATORS[reader.take().text] ?? '&';
    const [type = 'integer'] = typesOf(left);
    left = { kind: 'binary', operator, left, right: readBits(reader, type, names), type };
  }
  return left;
}

/** A number or names of bits, joined by `|`, perhaps in parentheses. */
export function readBits(reader: Reader, type: Parameters<typeof valueOf>[0], names: Names): string {
  const open = reader.takeIf('(');
  let data = readOne(reader, type, names);
  while (open && reader.takeIf('|', 'or')) data = combine('|', data, readOne(reader, type, names));
  if (open) reader.expect(')');
  return data;
}

function readOne(reader: Reader, type: Parameters<typeof valueOf>[0], names: Names): string {
  const { token } = reader;
  if (token.kind !== 'word' && token.kind !== 'number') return reader.fail(EXPECTED.value);
  reader.take();
  return valueOf(type, token.text, token, names);
}

export function readField(reader: Reader): Field {
  const { token } = reader;
  if (token.kind === 'word' && isPayload(token.text)) return readPayload(reader, token.text);
  if (token.kind === 'word' && OTHER_PROTOCOLS.includes(token.text)) throw unsupported(token);
  if (reader.is(...BARE_META)) return metaField(reader.take().text, token);
  if (reader.takeIf('meta')) return metaField(reader.name(META.join(', ')).text, reader.previous);
  if (reader.takeIf('ct')) return readCt(reader);
  if (reader.takeIf('fib')) return readFib(reader);
  if (reader.takeIf('numgen')) return readNumgen(reader);
  return reader.fail(EXPECTED.statement);
}

function readPayload(reader: Reader, protocol: PayloadProtocol): Field {
  const first = reader.take();
  const { fields, expected } = PAYLOADS[protocol];
  const { token } = reader;
  if (token.kind === 'word' && fields.includes(token.text)) {
    reader.take();
    return { kind: 'payload', protocol, field: token.text };
  }
  if (expected.split(', ').includes(token.text)) throw unsupported({ from: first.from, to: token.to });
  return reader.fail(expected);
}

function metaField(key: string, span: Span): Field {
  const known = META.find((each) => each === key);
  if (!known) throw unsupported(span);
  return { kind: 'meta', key: known };
}

function readCt(reader: Reader): Field {
  const direction = reader.takeIf('original', 'reply')?.text as 'original' | 'reply' | undefined;
  const family = reader.takeIf('ip', 'ip6')?.text as 'ip' | 'ip6' | undefined;
  const key = reader.name(CT.join(', '));
  const known = CT.find((each) => each === key.text);
  if (!known) throw unsupported(key);
  return {
    kind: 'ct',
    key: known,
    ...(direction === undefined ? {} : { direction }),
    ...(family === undefined ? {} : { family }),
  };
}

const FIB_FLAGS: readonly FibFlag[] = ['saddr', 'daddr', 'mark', 'iif', 'oif'];

function readFib(reader: Reader): Field {
  const flags: FibFlag[] = [];
  do {
    const word = reader.name('saddr, daddr, mark, iif, oif');
    const flag = FIB_FLAGS.find((each) => each === word.text);
    if (!flag) throw unsupported(word);
    flags.push(flag);
  } while (reader.takeIf('.'));
  const result = reader.name('oif, oifname, type');
  if (result.text === 'type') return { kind: 'fib', flags, result: 'type' };
  const found = reader.is('missing', 'exists');
  if (!found && result.text !== 'check') throw unsupported(result);
  return { kind: 'fib', flags, result: 'check' };
}

function readNumgen(reader: Reader): Field {
  const mode = reader.name('inc, random').text;
  if (mode !== 'inc') throw unsupported(reader.previous);
  reader.expect('mod');
  const modulus = Number(reader.take().text);
  if (!(modulus >= 1)) throw new Problem('modulus must be at least 1', reader.previous);
  const offset = reader.takeIf('offset') ? Number(reader.take().text) : 0;
  return { kind: 'numgen', mode: 'inc', modulus, offset };
}
