import { compareIp, family as familyOf, parseIp, type Ip } from '../../../../ip/address.ts';
import { holds } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { AddressRange, Match } from '../../table.ts';
import { bang, type ExtensionOption, type MatchExtension } from '../extension.ts';

type Iprange = Extract<Match, { kind: 'iprange' }>;

function parseRange(text: string, family: 'ip' | 'ip6', option: string): AddressRange {
  const words = text.split('-');
  const [from, to = from] = words.map(parseIp);
  const wanted = family === 'ip' ? 4 : 6;
  if (from === undefined || to === undefined || words.length > 2 || [from, to].some((ip) => familyOf(ip) !== wanted)) {
    throw new RuleError(`iprange: Bad value for "--${option}" option: "${text}"`);
  }
  return { from, to };
}

const option = (name: string, field: 'source' | 'destination'): ExtensionOption<Iprange> => ({
  names: [name],
  words: 1,
  negatable: true,
  take(iprange, { value, not, family }) {
    iprange[field] = { not, value: parseRange(value, family, name) };
  },
});

const rangeText = ({ from, to }: AddressRange): string => `${from}-${to}`;

const inRange = (ip: Ip, { from, to }: AddressRange): boolean => compareIp(from, ip) <= 0 && compareIp(ip, to) <= 0;

/** `-m iprange`, libxt_iprange. */
export const iprange: MatchExtension<Iprange> = {
  options: [option('src-range', 'source'), option('dst-range', 'destination')],
  create: () => ({ kind: 'iprange' }),
  check(_, { given }) {
    if (given.size === 0) throw new RuleError("iprange match: You must specify `--src-range' or `--dst-range'");
  },
  save: ({ source, destination }) =>
    [
      ...(source ? [`${bang(source.not)}--src-range ${rangeText(source.value)}`] : []),
      ...(destination ? [`${bang(destination.not)}--dst-range ${rangeText(destination.value)}`] : []),
    ].join(' '),
  list: ({ source, destination }) =>
    [
      ...(source ? [`source IP range ${bang(source.not)}${rangeText(source.value)}`] : []),
      ...(destination ? [`destination IP range ${bang(destination.not)}${rangeText(destination.value)}`] : []),
    ].join(' '),
  matches: ({ source, destination }, { packet }) =>
    holds(source, (range) => inRange(packet.source, range)) &&
    holds(destination, (range) => inRange(packet.destination, range)),
};
