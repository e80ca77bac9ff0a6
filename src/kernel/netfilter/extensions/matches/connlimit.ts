import { network } from '../../../../ip/address.ts';
import { findConnection } from '../../memory.ts';
import { sameTuple, tupleOf, type Connection } from '../../conntrack/conntrack.ts';
import { bitsOf } from '../../masks.ts';
import type { Passage } from '../../passage.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match, Rule } from '../../table.ts';
import { refuseTogether, type ExtensionOption, type MatchExtension } from '../extension.ts';

type Connlimit = Extract<Match, { kind: 'connlimit' }>;

const bound = (name: 'connlimit-upto' | 'connlimit-above', upTo: boolean): ExtensionOption<Connlimit> => ({
  names: [name],
  words: 1,
  negatable: true,
  take(connlimit, { value, not }) {
    const limit = parseNumber(value);
    if (limit === undefined || limit > 0xffffffff)
      throw new RuleError(`connlimit: bad value for option "--${name}", or out of range (0-4294967295).\n`);
    connlimit.limit = limit;
    connlimit.upTo = upTo !== not;
  },
});

/** Connections that end are not counted (already_closed, nf_conncount.c). */
const isOver = ({ tcpState }: Connection): boolean => tcpState === 'TIME_WAIT' || tcpState === 'CLOSE';

/** connlimit_mt: counts the connections that this rule has met, those of one block of addresses together. */
function matches(connlimit: Connlimit, { packet, connection, context }: Passage, rule: Rule): boolean {
  const { memory, now } = context;
  const tuple = connection?.connection?.original ?? tupleOf(packet);
  if (!tuple) return false;
  const counted = connlimit.side === 'source' ? packet.source : packet.destination;
  const { address } = network({ address: counted, length: connlimit.mask });
  const bucket = memory.buckets.get(rule) ?? rule.bucket;
  const living = (bucket?.met ?? []).filter((met) => {
    const known = sameTuple(met.tuple, tuple) ? undefined : findConnection(memory, met.tuple, now)?.connection;
    return known !== undefined && !isOver(known);
  });
  const met = [...living, { address, tuple: { ...tuple } }];
  memory.buckets.set(rule, { tokens: 0, updated: now, met });
  const count = met.filter((each) => each.address === address).length;
  return count > connlimit.limit !== connlimit.upTo;
}

/** `-m connlimit`, libxt_connlimit. */
export const connlimit: MatchExtension<Connlimit> = {
  options: [
    bound('connlimit-upto', true),
    bound('connlimit-above', false),
    {
      names: ['connlimit-mask'],
      words: 1,
      take(connlimit, { value, family }) {
        const length = parseNumber(value);
        if (length === undefined || length > 128)
          throw new RuleError('connlimit: bad value for option "--connlimit-mask", or out of range (0-128).\n');
        connlimit.mask = family === 'ip' && length > 32 ? 0 : length;
      },
    },
    { names: ['connlimit-saddr'], words: 0, take: (connlimit) => void (connlimit.side = 'source') },
    { names: ['connlimit-daddr'], words: 0, take: (connlimit) => void (connlimit.side = 'destination') },
  ],
  create: (family) => ({ kind: 'connlimit', limit: 0, upTo: false, mask: bitsOf(family), side: 'source' }),
  check(_, finished) {
    const { given } = finished;
    refuseTogether('connlimit', ['connlimit-upto', 'connlimit-above'], finished);
    if (!given.has('connlimit-upto') && !given.has('connlimit-above'))
      throw new RuleError('You must specify "--connlimit-above" or "--connlimit-upto".');
  },
  save: ({ upTo, limit, mask, side }) =>
    `--connlimit-${upTo ? 'upto' : 'above'} ${limit} --connlimit-mask ${mask} --connlimit-${side === 'source' ? 'saddr' : 'daddr'}`,
  list: ({ upTo, limit, mask, side }) =>
    `#conn ${side === 'source' ? 'src' : 'dst'}/${mask} ${upTo ? '<=' : '>'} ${limit}`,
  matches,
};
