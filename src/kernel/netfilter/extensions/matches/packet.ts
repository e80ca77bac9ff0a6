import { isMulticast } from '../../../../ip/address.ts';
import { holds, inRange } from '../../passage.ts';
import { own } from '../../../own.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { LifetimeMatch, Match } from '../../table.ts';
import { bang, parseSpan, require, type ExtensionOption, type MatchExtension } from '../extension.ts';
import { rangeText } from './ports.ts';

type PacketType = Extract<Match, { kind: 'pkttype' }>;
type Length = Extract<Match, { kind: 'length' }>;

const PACKET_TYPES: Record<string, PacketType['type']['value']> = {
  unicast: 'unicast',
  broadcast: 'broadcast',
  multicast: 'multicast',
  host: 'unicast',
  bcast: 'broadcast',
  mcast: 'multicast',
};

/** `-m pkttype`, libxt_pkttype. */
export const pkttype: MatchExtension<PacketType> = {
  options: [
    {
      names: ['pkt-type'],
      words: 1,
      negatable: true,
      take(match, { value, not }) {
        const type = own(PACKET_TYPES, value.toLowerCase());
        if (!type) throw new RuleError(`Bad packet type '${value}'`);
        match.type = { not, value: type };
      },
    },
  ],
  create: () => ({ kind: 'pkttype', type: { not: false, value: 'unicast' } }),
  check: (_, finished) => require('pkttype', 'pkt-type', finished),
  save: ({ type }) => `${bang(type.not)}--pkt-type ${type.value}`,
  list: ({ type }) => `PKTTYPE ${type.not ? '!=' : '='} ${type.value}`,
  matches({ type }, { packet, context }) {
    const broadcast = context.addressType(packet.destination) === 'BROADCAST';
    const actual = broadcast ? 'broadcast' : isMulticast(packet.destination) ? 'multicast' : 'unicast';
    return holds(type, (wanted) => wanted === actual);
  },
};

/** `-m length`, libxt_length. */
export const length: MatchExtension<Length> = {
  options: [
    {
      names: ['length'],
      words: 1,
      negatable: true,
      take(match, { value, not }) {
        match.range = { not, value: parseSpan('length', 'length', value, 65535) };
      },
    },
  ],
  create: () => ({ kind: 'length', range: { not: false, value: { from: 0, to: 65535 } } }),
  check: (_, finished) => require('length', 'length', finished),
  save: ({ range }) => `${bang(range.not)}--length ${rangeText(range.value, String)}`,
  list: ({ range }) => `length ${range.not ? '!' : ''}${rangeText(range.value, String)}`,
  matches: ({ range }, { length: octets }) => holds(range, (wanted) => inRange(wanted, octets)),
};

const SIGNS: Record<LifetimeMatch<'ttl'>['compare'], string> = { eq: '==', ne: '!=', lt: '<', gt: '>' };

/** `-m ttl` of IPv4 and `-m hl` of IPv6 differ in nothing but their names. */
function lifetime<K extends 'ttl' | 'hl'>(
  kind: K,
  aliases: readonly string[],
  choices: string,
): MatchExtension<LifetimeMatch<K>> {
  const all = (['eq', 'lt', 'gt'] as const).map((compare) => `${kind}-${compare}`);
  const option = (
    name: string,
    compare: 'eq' | 'lt' | 'gt',
    others: readonly string[] = [],
  ): ExtensionOption<LifetimeMatch<K>> => ({
    names: [name, ...others],
    words: 1,
    excludes: all.filter((each) => each !== name),
    ...(compare === 'eq' ? { negatable: true } : {}),
    take(match, { value, not }) {
      const number = parseNumber(value);
      if (number === undefined || number > 255)
        throw new RuleError(`${kind}: bad value for option "--${name}", or out of range (0-255).\n`);
      match.compare = not ? 'ne' : compare;
      match.value = number;
    },
  });
  const shown = kind.toUpperCase();
  return {
    options: [option(`${kind}-eq`, 'eq', aliases), option(`${kind}-lt`, 'lt'), option(`${kind}-gt`, 'gt')],
    create: () => ({ kind, compare: 'eq', value: 0 }),
    check(_, { given }) {
      if (given.size === 0) throw new RuleError(`${shown} match: You must specify one of ${choices}`);
    },
    save: ({ compare, value }) => (compare === 'ne' ? `! --${kind}-eq ${value}` : `--${kind}-${compare} ${value}`),
    list: ({ compare, value }) => `${shown} match ${shown} ${SIGNS[compare]} ${value}`,
    matches({ compare, value }, { packet }) {
      if (compare === 'lt') return packet.ttl < value;
      if (compare === 'gt') return packet.ttl > value;
      return (packet.ttl === value) === (compare === 'eq');
    },
  };
}

/** `-m ttl`, libipt_ttl. */
export const ttl = lifetime('ttl', ['ttl'], "`--ttl-eq', `--ttl-lt', `--ttl-gt");
/** `-m hl`, libip6t_hl. */
export const hl = lifetime('hl', [], "`--hl-eq', `--hl-lt', `--hl-gt'");
