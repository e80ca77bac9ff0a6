import { formatBlock, network } from '../../../../ip/address.ts';
import { expiryOf, packetRateOf } from '../../../../kernel/netfilter/extensions/matches/hashlimit.ts';
import { clockText, dateText, hasEnd, hasHours } from '../../../../kernel/netfilter/extensions/matches/time.ts';
import { octetsText } from '../../../../kernel/netfilter/nft/text/value-text.ts';
import { bitsOf } from '../../../../kernel/netfilter/masks.ts';
import { own } from '../../../../kernel/own.ts';
import { nameOf } from '../../../../kernel/netfilter/nft/datatypes.ts';
import type {
  ConntrackMatch,
  HashField,
  HashlimitMatch,
  Match,
  Negatable,
  PortRange,
  TableFamily,
  TimeMatch,
} from '../../../../kernel/netfilter/table.ts';

/** What nft says for a match of iptables (the xlate functions of iptables' extensions); undefined where it has no words for it. */
export function matchText(match: Match, family: TableFamily, protocol: string | undefined): string | undefined {
  switch (match.kind) {
    case 'tcp':
      return words(
        ...portWords('tcp', match.sourcePort, match.destinationPort),
        match.option && `tcp option ${match.option.value} ${match.option.not ? 'missing' : 'exists'}`,
        match.flags &&
          `tcp flags ${match.flags.not ? '!= ' : ''}${flagNames(match.flags.value.set)} / ${flagNames(match.flags.value.mask)}`,
      );
    case 'udp':
    case 'sctp':
      return words(...portWords(match.kind, match.sourcePort, match.destinationPort));
    case 'multiport':
      return multiportText(match, protocol ?? 'th');
    case 'icmp':
      return icmpText('icmp', match.type);
    case 'icmp6':
      return icmpText('icmpv6', match.type);
    case 'addrtype':
      return addressTypeText(match);
    case 'conntrack':
      return conntrackText(match);
    case 'state':
      return stateText(match.states);
    case 'comment':
      return `comment "${match.text}"`;
    case 'mark':
      return markText('mark', match);
    case 'connmark':
      return markText('ct mark', match);
    case 'mac':
      return `ether saddr ${no(match.source)}${match.source.value}`;
    case 'limit':
      return limitText(match);
    case 'iprange':
      return words(
        match.source && `${family} saddr ${no(match.source)}${match.source.value.from}-${match.source.value.to}`,
        match.destination &&
          `${family} daddr ${no(match.destination)}${match.destination.value.from}-${match.destination.value.to}`,
      );
    case 'pkttype':
      return `pkttype ${no(match.type)}${match.type.value}`;
    case 'length':
      return `meta length ${no(match.range)}${rangeText(match.range.value)}`;
    case 'ttl':
    case 'hl': {
      const signs = { eq: '', ne: '!= ', lt: 'lt ', gt: 'gt ' };
      return `${match.kind === 'ttl' ? 'ip ttl' : 'ip6 hoplimit'} ${signs[match.compare]}${match.value}`;
    }
    case 'statistic':
      if (match.mode === 'nth') return `numgen inc mod ${match.every} ${match.not ? '!= ' : ''}${match.packet}`;
      return `meta random & 2147483647 ${match.not ? '>=' : '<'} ${match.probability}`;
    case 'time':
      return timeText(match);
    case 'owner':
      return ownerText(match);
    case 'hashlimit':
      return meterText(match, family);
    case 'quota':
      return `quota ${match.not ? 'over ' : ''}${match.octets} bytes`;
    case 'rt':
      return words(
        match.type && `rt type ${no(match.type)}${match.type.value}`,
        match.left && `rt seg-left ${no(match.left)}${rangeText(match.left.value)}`,
      );
    case 'physdev':
    case 'ipvs':
    case 'string':
    case 'recent':
    case 'connlimit':
      return undefined;
    case 'set':
    case 'u32':
    case 'opaque':
      return undefined;
  }
}

const words = (...all: readonly (string | undefined)[]): string => all.filter((word) => word !== undefined).join(' ');

const no = ({ not }: { readonly not: boolean }): string => (not ? '!= ' : '');

export const rangeText = ({ from, to }: PortRange): string => (from === to ? String(from) : `${from}-${to}`);

const portWords = (
  protocol: string,
  source: Negatable<PortRange> | undefined,
  destination: Negatable<PortRange> | undefined,
) => [
  source && `${protocol} sport ${no(source)}${rangeText(source.value)}`,
  destination && `${protocol} dport ${no(destination)}${rangeText(destination.value)}`,
];

const flagNames = (flags: readonly string[]): string =>
  flags.length === 0 ? '0x0' : flags.map((flag) => flag.toLowerCase()).join(',');

function multiportText({ direction, not, ports }: Extract<Match, { kind: 'multiport' }>, protocol: string): string {
  if (direction === 'ports') {
    const pairs = ports.flatMap((range) => [`0-65535 . ${rangeText(range)}`, `${rangeText(range)} . 0-65535`]);
    return `${protocol} sport . ${protocol} dport ${not ? '!= ' : ''}{ ${pairs.join(', ')} }`;
  }
  const side = direction === 'sports' ? 'sport' : 'dport';
  const list = ports.map(rangeText);
  const shown = list.length > 1 ? `{ ${list.join(', ')} }` : (list[0] ?? '');
  return `${protocol} ${side} ${not ? '!= ' : ''}${shown}`;
}

/** Types alone have words, not codes. */
function icmpText(protocol: 'icmp' | 'icmpv6', type: Extract<Match, { kind: 'icmp' }>['type']): string | undefined {
  const { type: number, codes } = type.value;
  if (protocol === 'icmp' && number === 255) return 'ip protocol icmp';
  if (codes.from !== 0 || codes.to !== 255) return undefined;
  const name = nameOf(protocol === 'icmp' ? 'icmp_type' : 'icmpv6_type', number) ?? String(number);
  return `${protocol} type ${no(type)}${name}`;
}

function addressTypeText({ source, destination, limit }: Extract<Match, { kind: 'addrtype' }>): string {
  const side = (name: string, types: Negatable<string[]> | undefined): string | undefined => {
    if (!types) return undefined;
    const names = types.value.map((type) => type.toLowerCase());
    const shown = names.length > 1 ? `{ ${names.join(', ')} }` : (names[0] ?? '');
    const device = limit === 'in' ? ' . iif' : limit === 'out' ? ' . oif' : '';
    return `fib ${name}${device} type ${no(types)}${shown}`;
  };
  return words(side('saddr', source), side('daddr', destination));
}

const bang = (not: boolean): string => (not ? '! ' : '');

/** SNAT and DNAT, where they are asked for, put the other states aside. */
function stateText({ not, value }: Negatable<string[]>): string {
  const translated = value.filter((state) => state === 'SNAT' || state === 'DNAT');
  const names = (translated.length > 0 ? translated : STATES.filter((state) => value.includes(state))).map((state) =>
    state.toLowerCase(),
  );
  return `ct ${translated.length > 0 ? 'status' : 'state'} ${bang(not)}${names.join(',')}`;
}

const STATES = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED'];

function conntrackText(match: ConntrackMatch): string {
  const word = <T>(
    option: string,
    condition: Negatable<T> | undefined,
    text: (value: T) => string,
  ): string | undefined => condition && `ct ${option} ${no(condition)}${text(condition.value)}`;
  const status =
    match.status &&
    `ct status ${bang(match.status.not)}${match.status.value.map((name) => name.toLowerCase().replace('_', '-')).join(',')}`;
  return words(
    match.states && stateText(match.states),
    match.direction && `ct direction ${match.direction.toLowerCase()}`,
    word('original protocol', match.protocol, String),
    word('original saddr', match.originalSource, formatBlock),
    word('original daddr', match.originalDestination, formatBlock),
    word('reply saddr', match.replySource, formatBlock),
    word('reply daddr', match.replyDestination, formatBlock),
    word('original proto-src', match.originalSourcePort, rangeText),
    word('original proto-dst', match.originalDestinationPort, rangeText),
    word('reply proto-src', match.replySourcePort, rangeText),
    word('reply proto-dst', match.replyDestinationPort, rangeText),
    status,
    word('expiration', match.expires, rangeText),
  );
}

function markText(word: string, { not, value, mask }: Extract<Match, { kind: 'mark' | 'connmark' }>): string {
  const hex = (number: number): string => `0x${number.toString(16)}`;
  if (mask === 0xffffffff) return `${word} ${not ? '!= ' : ''}${hex(value)}`;
  return `${word} and ${hex(mask)} ${not ? '!=' : '=='} ${hex(value)}`;
}

const UNITS: readonly [name: string, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** A period between packets as a rate, in the smallest unit that keeps it whole. */
export function rateOf(period: number): { rate: number; unit: 'day' | 'hour' | 'minute' | 'second' } {
  const next = UNITS.findIndex(([, seconds], i) => {
    const unit = 10_000 * seconds;
    return i > 0 && (period > unit || Math.floor(unit / period) < unit % period);
  });
  const [name, seconds] = UNITS[next < 0 ? UNITS.length - 1 : next - 1] ?? ['second', 1];
  return { rate: Math.floor((10_000 * seconds) / period), unit: name as 'second' };
}

function limitText({ period, burst }: Extract<Match, { kind: 'limit' }>): string {
  const { rate, unit } = rateOf(period);
  return `limit rate ${rate}/${unit} burst ${burst} packets`;
}

/** nft knows no days of the month, and no time zone but its own. */
function timeText(time: TimeMatch): string | undefined {
  if (time.monthdays || time.kernelZone) return undefined;
  const date = (stamp: number): string => `"${dateText(stamp, ' ')}"`;
  const dates = hasEnd(time)
    ? `meta time ${time.from === 0 ? `<= ${date(time.until)}` : `${date(time.from)}-${date(time.until)}`}`
    : `meta time >= ${date(time.from)}`;
  return [
    time.from === 0 && !hasEnd(time) ? '' : dates,
    hasHours(time) ? ` meta hour "${clockText(time.start)}"-"${clockText(time.stop)}"` : '',
    time.weekdays ? ` meta day { ${time.weekdays.map((day) => day % 7).join(', ')} }` : '',
  ].join('');
}

/** One of user and group alone has words. */
function ownerText({ user, group, socket, supplementary }: Extract<Match, { kind: 'owner' }>): string | undefined {
  const [one, other] = [user, group].filter((asked) => asked !== undefined);
  if (!one || other || socket || supplementary) return undefined;
  return `${user ? 'skuid' : 'skgid'} ${no(one)}${rangeText(one.value)}`;
}

const METER_FIELDS: readonly [field: HashField, text: (family: TableFamily) => string][] = [
  ['dstip', (family) => `${family} daddr`],
  ['dstport', () => 'tcp dport'],
  ['srcip', (family) => `${family} saddr`],
  ['srcport', () => 'tcp sport'],
];

const MASKED: Partial<Record<HashField, 'sourceMask' | 'destinationMask'>> = {
  srcip: 'sourceMask',
  dstip: 'destinationMask',
};

/** A meter, which tells packets apart by fields: without any there are no words. */
function meterText(match: HashlimitMatch, family: TableFamily): string | undefined {
  const { mode, name, rate, burst, above } = match;
  if (mode.length === 0) return undefined;
  const fields = METER_FIELDS.filter(([field]) => mode.includes(field)).map(([field, text]) => {
    const key = own(MASKED, field);
    const length = key && match[key];
    const whole = length === undefined || length === bitsOf(family);
    return whole ? text(family) : `${text(family)} and ${maskText(length, family)}`;
  });
  const seconds = Math.floor(expiryOf(match) / 1000);
  const over = above ? 'over ' : '';
  const most =
    rate.kind === 'octets'
      ? `limit rate ${over}${octetsText(rate.perSecond)}/second${burst === 0 ? '' : ` burst ${octetsText(burst)}`}`
      : packetLimit(rate.period, over, burst);
  const lasts = seconds === 1 ? '' : ` timeout ${seconds}s`;
  return `meter ${name} { ${fields.join(' . ')}${lasts} ${most} }`;
}

function packetLimit(period: number, over: string, burst: number): string {
  const { rate, word } = packetRateOf(period);
  return `limit rate ${over}${rate}/${word}${burst === 5 ? '' : ` burst ${burst} packets`}`;
}

const ALL_ONES = { ip: '255.255.255.255', ip6: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' };

/** The mask of a length. */
export const maskText = (length: number, family: TableFamily): string =>
  network({ address: ALL_ONES[family], length }).address;
