import { bytesOf, parseIp, type Ip } from '../../../ip/address.ts';
import { own } from '../../own.ts';
import { PROTOCOLS } from '../rule/protocols.table.ts';

/** Types of values, as nft's src/datatype.c names them. */
export type DataType =
  | 'ipv4_addr'
  | 'ipv6_addr'
  | 'ether_addr'
  | 'inet_service'
  | 'inet_proto'
  | 'nf_proto'
  | 'ether_type'
  | 'ifname'
  | 'iface_index'
  | 'mark'
  | 'ct_state'
  | 'ct_status'
  | 'ct_dir'
  | 'icmp_type'
  | 'icmpv6_type'
  | 'icmp_code'
  | 'icmpv6_code'
  | 'tcp_flag'
  | 'pkt_type'
  | 'fib_addrtype'
  | 'dscp'
  | 'boolean'
  | 'time'
  | 'frag_off'
  | 'integer';

/** A value as the kernel keeps it: octets in hexadecimal, the same count for all of a type; of `ifname` the text. */
export type Data = string;

interface TypeFacts {
  readonly octets: number;
  /** Names of values, where it has such. */
  readonly names?: Readonly<Record<string, number>>;
  /** Several values at once are bits. */
  readonly bits?: true;
  /** A range that is a block is told as one. */
  readonly prefixes?: true;
  /** What nft says to a name that it does not know, and its own title. */
  readonly title: string;
}

const ICMP = {
  'echo-reply': 0,
  'destination-unreachable': 3,
  'source-quench': 4,
  redirect: 5,
  'echo-request': 8,
  'router-advertisement': 9,
  'router-solicitation': 10,
  'time-exceeded': 11,
  'parameter-problem': 12,
  'timestamp-request': 13,
  'timestamp-reply': 14,
  'info-request': 15,
  'info-reply': 16,
  'address-mask-request': 17,
  'address-mask-reply': 18,
};

const ICMPV6 = {
  'destination-unreachable': 1,
  'packet-too-big': 2,
  'time-exceeded': 3,
  'parameter-problem': 4,
  'echo-request': 128,
  'echo-reply': 129,
  'mld-listener-query': 130,
  'mld-listener-report': 131,
  'mld-listener-done': 132,
  'nd-router-solicit': 133,
  'nd-router-advert': 134,
  'nd-neighbor-solicit': 135,
  'nd-neighbor-advert': 136,
  'nd-redirect': 137,
  'router-renumbering': 138,
  'ind-neighbor-solicit': 141,
  'ind-neighbor-advert': 142,
  'mld2-listener-report': 143,
};

const DSCP = {
  cs0: 0,
  cs1: 8,
  cs2: 16,
  cs3: 24,
  cs4: 32,
  cs5: 40,
  cs6: 48,
  cs7: 56,
  df: 0,
  be: 0,
  lephb: 1,
  af11: 10,
  af12: 12,
  af13: 14,
  af21: 18,
  af22: 20,
  af23: 22,
  af31: 26,
  af32: 28,
  af33: 30,
  af41: 34,
  af42: 36,
  af43: 38,
  va: 44,
  ef: 46,
};

const FACTS: Readonly<Record<DataType, TypeFacts>> = {
  ipv4_addr: { octets: 4, prefixes: true, title: 'IPv4 address' },
  ipv6_addr: { octets: 16, prefixes: true, title: 'IPv6 address' },
  ether_addr: { octets: 6, title: 'Ethernet address' },
  inet_service: { octets: 2, title: 'internet network service' },
  inet_proto: { octets: 1, title: 'Internet protocol', names: PROTOCOLS },
  nf_proto: { octets: 1, title: 'netfilter protocol', names: { ipv4: 2, ipv6: 10 } },
  ether_type: {
    octets: 2,
    title: 'Ethernet protocol',
    names: { ip: 0x0800, arp: 0x0806, ip6: 0x86dd, '8021q': 0x8100, vlan: 0x8100 },
  },
  ifname: { octets: 16, title: 'network interface name' },
  iface_index: { octets: 4, title: 'network interface index' },
  mark: { octets: 4, title: 'packet mark' },
  ct_state: {
    octets: 4,
    bits: true,
    title: 'conntrack state',
    names: { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 },
  },
  ct_status: {
    octets: 4,
    bits: true,
    title: 'conntrack status',
    names: { expected: 1, 'seen-reply': 2, assured: 4, confirmed: 8, snat: 16, dnat: 32, dying: 512 },
  },
  ct_dir: { octets: 1, title: 'conntrack direction', names: { original: 0, reply: 1 } },
  icmp_type: { octets: 1, title: 'ICMP type', names: ICMP },
  icmpv6_type: { octets: 1, title: 'ICMPv6 type', names: ICMPV6 },
  icmp_code: {
    octets: 1,
    title: 'icmp code',
    names: {
      'net-unreachable': 0,
      'host-unreachable': 1,
      'prot-unreachable': 2,
      'port-unreachable': 3,
      'net-prohibited': 9,
      'host-prohibited': 10,
      'admin-prohibited': 13,
      'frag-needed': 4,
    },
  },
  icmpv6_code: {
    octets: 1,
    title: 'icmpv6 code',
    names: {
      'no-route': 0,
      'admin-prohibited': 1,
      'addr-unreachable': 3,
      'port-unreachable': 4,
      'policy-fail': 5,
      'reject-route': 6,
    },
  },
  tcp_flag: {
    octets: 1,
    bits: true,
    title: 'TCP flag',
    names: { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 },
  },
  pkt_type: {
    octets: 1,
    title: 'packet type',
    names: { host: 0, unicast: 0, broadcast: 1, multicast: 2, other: 3 },
  },
  fib_addrtype: {
    octets: 4,
    title: 'fib address type',
    names: {
      unspec: 0,
      unicast: 1,
      local: 2,
      broadcast: 3,
      anycast: 4,
      multicast: 5,
      blackhole: 6,
      unreachable: 7,
      prohibit: 8,
    },
  },
  dscp: { octets: 1, title: 'Differentiated Services Code Point', names: DSCP },
  boolean: { octets: 1, title: 'boolean type', names: { exists: 1, missing: 0 } },
  time: { octets: 4, title: 'relative time' },
  frag_off: { octets: 2, title: 'integer' },
  integer: { octets: 4, title: 'integer' },
};

export const factsOf = (type: DataType): TypeFacts => FACTS[type];

export const isDataType = (name: string): name is DataType => Object.hasOwn(FACTS, name) && name !== 'frag_off';

/** A number as the octets of a type. */
export const encodeNumber = (value: number | bigint, type: DataType): Data =>
  value.toString(16).padStart(FACTS[type].octets * 2, '0');

export const numberOf = (data: Data): number => parseInt(data, 16);

export const encodeIp = (ip: Ip): Data => bytesOf(ip).map(hexPair).join('');

export const encodeMac = (mac: string): Data => mac.replaceAll(':', '');

const hexPair = (octet: number): string => octet.toString(16).padStart(2, '0');

const pairsOf = (data: Data): string[] => data.match(/../g) ?? [];

/** The address of 4 or 16 octets. */
export function decodeIp(data: Data): Ip {
  if (data.length === 8) return pairsOf(data).map(numberOf).join('.');
  return parseIp((data.match(/..../g) ?? []).join(':')) ?? '::';
}

export const decodeMac = (data: Data): string => pairsOf(data).join(':');

/** The value of a name of a type. */
export const named = (type: DataType, name: string): number | undefined => own(FACTS[type].names, name);

/** The first name that a type has for a value. */
export const nameOf = (type: DataType, value: number): string | undefined =>
  Object.entries(FACTS[type].names ?? {}).find(([name, each]) => each === value && name !== 'ip')?.[0] ??
  Object.entries(FACTS[type].names ?? {}).find(([, each]) => each === value)?.[0];

/** The last value of a block: all bits behind its prefix set. */
export const lastOf = (data: Data, length: number): Data => withTail(data, length, 1n);

/** The first value of a block. */
export const firstOf = (data: Data, length: number): Data => withTail(data, length, 0n);

function withTail(data: Data, length: number, bit: 0n | 1n): Data {
  const rest = BigInt(data.length * 4 - length);
  const head = (BigInt(`0x${data}`) >> rest) << rest;
  return (bit === 0n ? head : head + (1n << rest) - 1n).toString(16).padStart(data.length, '0');
}

/** The length of the prefix where a range is one block. */
export function blockLength(from: Data, to: Data): number | undefined {
  const span = BigInt(`0x${to}`) - BigInt(`0x${from}`) + 1n;
  const bits = span.toString(2);
  if (!/^10*$/.test(bits) || BigInt(`0x${from}`) % span !== 0n) return undefined;
  return from.length * 4 - (bits.length - 1);
}

/** The value before or after another; undefined where there is none. */
export function neighbourOf(data: Data, step: 1n | -1n): Data | undefined {
  const value = BigInt(`0x${data}`) + step;
  const text = value < 0n ? '' : value.toString(16).padStart(data.length, '0');
  return text.length === data.length ? text : undefined;
}

export function combine(operator: '&' | '|' | '^', left: Data, right: Data): Data {
  const [a, b] = [BigInt(`0x${left}`), BigInt(`0x${right}`)];
  const value = operator === '&' ? a & b : operator === '|' ? a | b : a ^ b;
  return value.toString(16).padStart(left.length, '0');
}

export const isZero = (data: Data): boolean => /^0*$/.test(data);
