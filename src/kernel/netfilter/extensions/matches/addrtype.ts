import { holds } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { AddressType, Match } from '../../table.ts';
import { bang, type MatchExtension } from '../extension.ts';

type Addrtype = Extract<Match, { kind: 'addrtype' }>;

const TYPES: readonly AddressType[] = [
  'UNSPEC',
  'UNICAST',
  'LOCAL',
  'BROADCAST',
  'ANYCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'THROW',
  'NAT',
  'XRESOLVE',
];

/** Names or beginnings of names, sorted as the kernel numbers them. */
function parseTypes(text: string): AddressType[] {
  const given = text.split(',').map((word) => {
    const type = word === '' ? undefined : TYPES.find((name) => name.startsWith(word.toUpperCase()));
    if (!type) throw new RuleError(`addrtype: bad type "${word}"`);
    return type;
  });
  return TYPES.filter((type) => given.includes(type));
}

function takeLimit(addrtype: Addrtype, limit: 'in' | 'out'): void {
  addrtype.limit = limit;
}

/** `-m addrtype`, libxt_addrtype. */
export const addrtype: MatchExtension<Addrtype> = {
  options: [
    {
      names: ['src-type'],
      words: 1,
      negatable: true,
      take(addrtype, { value, not }) {
        addrtype.source = { not, value: parseTypes(value) };
      },
    },
    {
      names: ['dst-type'],
      words: 1,
      negatable: true,
      take(addrtype, { value, not }) {
        addrtype.destination = { not, value: parseTypes(value) };
      },
    },
    { names: ['limit-iface-in'], words: 0, take: (addrtype) => takeLimit(addrtype, 'in') },
    { names: ['limit-iface-out'], words: 0, take: (addrtype) => takeLimit(addrtype, 'out') },
  ],
  create: () => ({ kind: 'addrtype' }),
  check(_, { given }) {
    if (!given.has('src-type') && !given.has('dst-type')) {
      throw new RuleError('addrtype: you must specify --src-type or --dst-type');
    }
  },
  save: ({ source, destination, limit }) =>
    [
      ...(source ? [`${bang(source.not)}--src-type ${source.value.join(',')}`] : []),
      ...(destination ? [`${bang(destination.not)}--dst-type ${destination.value.join(',')}`] : []),
      ...(limit ? [`--limit-iface-${limit}`] : []),
    ].join(' '),
  list: ({ source, destination, limit }) =>
    [
      'ADDRTYPE match',
      ...(source ? [`src-type ${source.not ? '!' : ''}${source.value.join(',')}`] : []),
      ...(destination ? [`dst-type ${destination.not ? '!' : ''}${destination.value.join(',')}`] : []),
      ...(limit ? [`limit-${limit}`] : []),
    ].join(' '),
  matches({ source, destination, limit }, { packet, context }) {
    const device = limit === 'in' ? context.in : limit === 'out' ? context.out : undefined;
    return (
      holds(source, (types) => types.includes(context.addressType(packet.source, device))) &&
      holds(destination, (types) => types.includes(context.addressType(packet.destination, device)))
    );
  },
};
