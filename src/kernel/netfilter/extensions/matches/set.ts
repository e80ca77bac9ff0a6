import { isInSet } from '../../ipset/packets.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match, SetSide } from '../../table.ts';
import { bang, require, type Given, type MatchExtension } from '../extension.ts';

type SetMatch = Extract<Match, { kind: 'set' }>;

/** IPSET_DIM_MAX */
const MOST_SIDES = 6;

/** The name of a set and the ends of packets that it is asked for, such as `black src`. */
export function readSet({ value, second, resolver }: Given, option: string): { name: string; sides: SetSide[] } {
  if (second === '' || second.startsWith('-')) throw new RuleError(`--${option} requires two args.`);
  if (resolver.hasSet && !resolver.hasSet(value)) throw new RuleError(`Set ${value} doesn't exist.\n`);
  const sides = second.split(',');
  if (sides.length > MOST_SIDES) throw new RuleError("Can't be more src/dst options than 6.");
  return {
    name: value,
    sides: sides.map((side) => {
      if (side !== 'src' && side !== 'dst')
        throw new RuleError("You must spefify (the comma separated list of) `src' or `dst'.");
      return side;
    }),
  };
}

/** `-m set`, libxt_set: whether a packet is in a set of ipset's. */
export const set: MatchExtension<SetMatch> = {
  options: [
    {
      names: ['match-set'],
      words: 2,
      negatable: true,
      take: (match, given) => void Object.assign(match, readSet(given, 'match-set'), { not: given.not }),
    },
  ],
  create: () => ({ kind: 'set', not: false, name: '', sides: [] }),
  check: (_, finished) => require('set', 'match-set', finished),
  save: ({ not, name, sides }) => `${bang(not)}--match-set ${name} ${sides.join(',')}`,
  list: ({ not, name, sides }) => `${bang(not)}match-set ${name} ${sides.join(',')}`,
  matches: ({ not, name, sides }, passage) => isInSet(name, sides, passage) !== not,
};
