import { isMulticast } from '../../../../ip/address.ts';
import { holds, inRange } from '../../passage.ts';
import { own } from '../../../own.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import { bang, parseSpan, require, type ExtensionOption, type MatchExtension } from '../extension.ts';
import { rangeText } from './ports.ts';

type PacketType = Extract<Match, { kind: 'pkttype' }>;
type Length = Extract<Match, { kind: 'length' }>;
type Ttl = Extract<Match, { kind: 'ttl' }>;

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

const SIGNS: Record<Ttl['compare'], string> = { eq: '==', ne: '!=', lt: '<', gt: '>' };

const ttlOption = (names: string[], compare: 'eq' | 'lt' | 'gt'): ExtensionOption<Ttl> => ({
  names,
  words: 1,
  excludes: ['ttl-eq', 'ttl-lt', 'ttl-gt'].filter((name) => name !== names[0]),
  ...(compare === 'eq' ? { negatable: true } : {}),
  take(ttl, { value, not }) {
    const number = parseNumber(value);
    if (number === undefined || number > 255) {
      throw new RuleError(`ttl: bad value for option "--${names[0] ?? ''}", or out of range (0-255).\n`);
    }
    ttl.compare = not ? 'ne' : compare;
    ttl.value = number;
  },
});

/** `-m ttl`, libipt_ttl. */
export const ttl: MatchExtension<Ttl> = {
  options: [ttlOption(['ttl-eq', 'ttl'], 'eq'), ttlOption(['ttl-lt'], 'lt'), ttlOption(['ttl-gt'], 'gt')],
  create: () => ({ kind: 'ttl', compare: 'eq', value: 0 }),
  check(_, { given }) {
    if (given.size === 0) {
      throw new RuleError("TTL match: You must specify one of `--ttl-eq', `--ttl-lt', `--ttl-gt");
    }
  },
  save: ({ compare, value }) => (compare === 'ne' ? `! --ttl-eq ${value}` : `--ttl-${compare} ${value}`),
  list: ({ compare, value }) => `TTL match TTL ${SIGNS[compare]} ${value}`,
  matches({ compare, value }, { packet }) {
    if (compare === 'lt') return packet.ttl < value;
    if (compare === 'gt') return packet.ttl > value;
    return (packet.ttl === value) === (compare === 'eq');
  },
};
