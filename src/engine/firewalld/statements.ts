import { family, network, parseIp, parsePrefix } from '../../ip/address.ts';
import {
  encodeIp,
  encodeMac,
  encodeNumber,
  lastOf,
  named,
  type Data,
  type DataType,
} from '../../kernel/netfilter/nft/datatypes.ts';
import type {
  Among,
  Constant,
  Expression,
  Field,
  Inline,
  Limit,
  Statement,
} from '../../kernel/netfilter/nft/ruleset.ts';
import { familyOf, partsOf, setNamed, sourceSet, type IpSet } from './ipset.ts';
import type { Port } from './settings.ts';
import { isMac, portsOf, versionOf, type IpVersion } from './values.ts';

/** What firewalld has the kernel do, statement by statement (core/nftables.py). */

export const jump = (chain: string): Statement => ({ kind: 'verdict', verdict: { kind: 'jump', chain } });
export const accept: Statement = { kind: 'verdict', verdict: { kind: 'accept' } };
export const drop: Statement = { kind: 'verdict', verdict: { kind: 'drop' } };

const match = (left: Expression, relation: '==' | '!=' | 'in', right: Constant | Among): Statement => ({
  kind: 'match',
  left,
  relation,
  right,
});

const payload = (protocol: Extract<Field, { kind: 'payload' }>['protocol'], field: string): Expression => ({
  kind: 'payload',
  protocol,
  field,
});

const value = (type: DataType, data: Data): Constant => ({ kind: 'value', type, data });

const among = (type: DataType, keys: readonly Inline['elements'][number]['key'][number][]): Inline => ({
  kind: 'inline',
  types: [type],
  elements: keys.map((key) => ({ key: [key] })),
});

const byName = (type: DataType, name: string): Data => encodeNumber(named(type, name) ?? 0, type);

/** Of a device; a `+` at the end of its name stands for any more letters. */
export const device = (key: 'iifname' | 'oifname', name: string, not = false): Statement =>
  match({ kind: 'meta', key }, not ? '!=' : '==', value('ifname', name.replace(/\+$/, '*')));

export const nfproto = (version: IpVersion): Statement =>
  match({ kind: 'meta', key: 'nfproto' }, '==', value('nf_proto', byName('nf_proto', version)));

export const ctState = (...states: readonly string[]): Statement =>
  states.length === 1
    ? match({ kind: 'ct', key: 'state' }, 'in', {
        kind: 'flags',
        type: 'ct_state',
        data: states.map((state) => byName('ct_state', state)),
      })
    : match(
        { kind: 'ct', key: 'state' },
        '==',
        among(
          'ct_state',
          states.map((state) => ({ from: byName('ct_state', state) })),
        ),
      );

export const translated: Statement = match({ kind: 'ct', key: 'status' }, 'in', {
  kind: 'flags',
  type: 'ct_status',
  data: [byName('ct_status', 'dnat')],
});

/** A source or a destination among the entries of a set (core/nftables.py: _set_match_fragment). */
export function inSet(field: 'saddr' | 'daddr', set: IpSet, not = false): Statement {
  const from = field === 'saddr';
  const parts = partsOf(set).flatMap((part): Field[] => {
    if (part === 'port')
      return [
        { kind: 'meta', key: 'l4proto' },
        { kind: 'payload', protocol: 'th', field: from ? 'sport' : 'dport' },
      ];
    if (part === 'iface') return [{ kind: 'meta', key: from ? 'iifname' : 'oifname' }];
    if (part === 'mark') return [{ kind: 'meta', key: 'mark' }];
    const version = familyOf(set);
    return [{ kind: 'payload', protocol: version ? ADDRESSED[version] : 'ether', field }];
  });
  const [first, ...more] = parts;
  const left: Expression = more.length === 0 && first ? first : { kind: 'concat', parts };
  return match(left, not ? '!=' : '==', { kind: 'reference', set: set.name });
}

const ADDRESSED = { ipv4: 'ip', ipv6: 'ip6' } as const;

/** A source or a destination as zones have it: an address, or `ipset:NAME`. */
export function place(field: 'saddr' | 'daddr', source: string, sets: Parameters<typeof sourceSet>[0]): Statement {
  const name = setNamed(source);
  return name === undefined ? address(field, source) : inSet(field, sourceSet(sets, name));
}

/** A source or a destination: an address, a block of addresses, or a MAC address. */
export function address(field: 'saddr' | 'daddr', text: string, not = false): Statement {
  const relation = not ? '!=' : '==';
  if (isMac(text)) return match(payload('ether', field), relation, value('ether_addr', encodeMac(text.toLowerCase())));
  const block = parsePrefix(text);
  const ip = text.includes('/') ? block && network(block).address : parseIp(text);
  const v4 = ip !== undefined && family(ip) === 4;
  const type: DataType = v4 ? 'ipv4_addr' : 'ipv6_addr';
  const data = encodeIp(ip ?? '::');
  const single = !text.includes('/') || block?.length === data.length * 4;
  return match(
    payload(v4 ? 'ip' : 'ip6', field),
    relation,
    single ? value(type, data) : { kind: 'prefix', type, data, length: block?.length ?? 0 },
  );
}

const portConstant = (text: string, protocol = 'tcp'): Constant => {
  const [first = 0, last = first] = portsOf(text, protocol) ?? [];
  const [from, to] = [first, last].map((port) => encodeNumber(port, 'inet_service')) as [Data, Data];
  return first === last ? value('inet_service', from) : { kind: 'range', type: 'inet_service', from, to };
};

/** Protocols whose ports this kernel's nft reads are named; others are read as any transport's. */
const transport = (protocol: string): 'tcp' | 'udp' | 'th' =>
  protocol === 'tcp' || protocol === 'udp' ? protocol : 'th';

export function port({ port: text, protocol }: Port, side: 'dport' | 'sport' = 'dport'): Statement[] {
  const over = transport(protocol);
  const ports = match(payload(over, side), '==', portConstant(text, protocol));
  return over === 'th' ? [l4proto(protocol), ports] : [ports];
}

export const l4proto = (name: string): Statement =>
  match(
    { kind: 'meta', key: 'l4proto' },
    '==',
    value(
      'inet_proto',
      encodeNumber(/^\d+$/.test(name) ? Number(name) : (named('inet_proto', name) ?? 0), 'inet_proto'),
    ),
  );

export const anyIcmp: Statement = match(
  { kind: 'meta', key: 'l4proto' },
  '==',
  among('inet_proto', [{ from: byName('inet_proto', 'icmp') }, { from: byName('inet_proto', 'ipv6-icmp') }]),
);

export const icmp = (version: IpVersion, { type, code }: { type: number; code: number | undefined }): Statement[] => {
  const protocol = version === 'ipv4' ? 'icmp' : 'icmpv6';
  const numbered = (field: 'type' | 'code', number: number): Statement =>
    match(payload(protocol, field), '==', value(`${protocol}_${field}`, encodeNumber(number, `${protocol}_${field}`)));
  return [numbered('type', type), ...(code === undefined ? [] : [numbered('code', code)])];
};

/** Solicitations and advertisements that IPv6 cannot be without. */
export const neighbourly: Statement = match(
  payload('icmpv6', 'type'),
  '==',
  among('icmpv6_type', [
    { from: byName('icmpv6_type', 'nd-router-advert') },
    { from: byName('icmpv6_type', 'nd-neighbor-solicit') },
  ]),
);

/** No route back to the sender goes by the device that its packet came in by. */
export const noWayBack: Statement = match(
  { kind: 'fib', flags: ['saddr', 'mark', 'iif'], result: 'check' },
  '==',
  value('boolean', byName('boolean', 'missing')),
);

/** Destinations of IPv6 that are IPv4 addresses which nobody may have (RFC 3964). */
const EMBEDDED =
  '::/96 ::ffff:0:0/96 2002::/24 2002:a00::/24 2002:7f00::/24 2002:a9fe::/32 2002:ac10::/28 2002:c0a8::/32 2002:e000::/19';

export const embeddedIpv4: Statement = match(
  payload('ip6', 'daddr'),
  '==',
  among(
    'ipv6_addr',
    EMBEDDED.split(' ').map((text) => {
      const { address: ip, length } = parsePrefix(text) ?? { address: '::', length: 0 };
      return { from: encodeIp(ip), to: lastOf(encodeIp(ip), length) };
    }),
  ),
);

export const rejectProhibited: Statement = { kind: 'reject', with: { kind: 'icmpx', code: 3 } };
export const rejectAddress: Statement = { kind: 'reject', with: { kind: 'icmpv6', code: 3 } };

const REJECT_TYPES: Readonly<Record<string, readonly ['icmp' | 'icmpv6' | 'icmpx' | 'tcp reset', number]>> = {
  'icmp-host-prohibited': ['icmp', 10],
  'host-prohib': ['icmp', 10],
  'icmp-net-prohibited': ['icmp', 9],
  'net-prohib': ['icmp', 9],
  'icmp-admin-prohibited': ['icmp', 13],
  'admin-prohib': ['icmp', 13],
  'icmp6-adm-prohibited': ['icmpv6', 1],
  'adm-prohibited': ['icmpv6', 1],
  'icmp-net-unreachable': ['icmp', 0],
  'net-unreach': ['icmp', 0],
  'icmp-host-unreachable': ['icmp', 1],
  'host-unreach': ['icmp', 1],
  'icmp-port-unreachable': ['icmp', 3],
  'icmp6-port-unreachable': ['icmpv6', 4],
  'port-unreach': ['icmpx', 1],
  'icmp-proto-unreachable': ['icmp', 2],
  'proto-unreach': ['icmp', 2],
  'icmp6-addr-unreachable': ['icmpv6', 3],
  'addr-unreach': ['icmpv6', 3],
  'icmp6-no-route': ['icmpv6', 0],
  'no-route': ['icmpv6', 0],
  'tcp-reset': ['tcp reset', 0],
  'tcp-rst': ['tcp reset', 0],
};

/** A refusal of a named kind, or that which is usual for a family; nft asks for the protocol that it is of. */
export function refusal(type: string, version: IpVersion | undefined): Statement[] {
  const [kind, code] = REJECT_TYPES[type] ?? [];
  if (kind === undefined || code === undefined) return [usualRefusal(version)];
  const refuse: Statement = { kind: 'reject', with: { kind, code } };
  return kind === 'tcp reset' ? [l4proto('tcp'), refuse] : [refuse];
}

/** `reject` alone. */
function usualRefusal(version: IpVersion | undefined): Statement {
  if (version === undefined) return { kind: 'reject', with: { kind: 'icmpx', code: 1 } };
  return { kind: 'reject', with: version === 'ipv4' ? { kind: 'icmp', code: 3 } : { kind: 'icmpv6', code: 4 } };
}

export const toThisHost = (kind: string): Statement | undefined =>
  kind === 'all'
    ? undefined
    : match(
        { kind: 'meta', key: 'pkttype' },
        '==',
        value('pkt_type', byName('pkt_type', kind === 'unicast' ? 'host' : kind)),
      );

export const log = (prefix: string, level?: number, nflog?: { group: number; threshold: number }): Statement => ({
  kind: 'log',
  flags: 0,
  ...(prefix !== '' && { prefix }),
  ...(level !== undefined && { level }),
  ...(nflog && { group: nflog.group, ...(nflog.threshold > 0 && { threshold: nflog.threshold }) }),
});

const DEFAULT_BURST = 5;

export const limit = (rate: number, unit: Limit['unit'], burst: number): Statement => ({
  kind: 'limit',
  over: false,
  rate,
  bytes: false,
  unit,
  burst: burst === 0 ? DEFAULT_BURST : burst,
});

export const masquerade: Statement = { kind: 'masquerade', flags: [] };

/** To another address, another port, or both. */
export function forward(toAddress: string, toPort: string): Statement {
  const ports = toPort === '' ? {} : { ports: portConstant(toPort) };
  if (toAddress === '') return { kind: 'redirect', flags: [], ...ports };
  const v4 = versionOf(toAddress) === 'ipv4';
  return {
    kind: 'dnat',
    flags: [],
    family: v4 ? 'ip' : 'ip6',
    address: value(v4 ? 'ipv4_addr' : 'ipv6_addr', encodeIp(parseIp(toAddress) ?? '::')),
    ...ports,
  };
}

/** `VALUE`, or `VALUE/MASK`: (mark AND mask) XOR value. */
export function mark(text: string): Statement {
  const [bits = '0', mask] = text.split('/');
  const data = encodeNumber(Number(bits), 'mark');
  const field: Field = { kind: 'meta', key: 'mark' };
  if (mask === undefined) return { kind: 'set', field, value: value('mark', data) };
  const kept: Expression = {
    kind: 'binary',
    operator: '&',
    left: field,
    right: encodeNumber(Number(mask), 'mark'),
    type: 'mark',
  };
  return { kind: 'set', field, value: { kind: 'binary', operator: '^', left: kept, right: data, type: 'mark' } };
}

export const helper = (name: string): Statement => ({ kind: 'helper', name });
