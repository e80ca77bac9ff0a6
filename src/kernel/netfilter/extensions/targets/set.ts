import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { SetTarget } from '../../table.ts';
import type { TargetExtension } from '../extension.ts';
import { readSet } from '../matches/set.ts';

const MOST_SECONDS = 2_147_483;

const words = (target: SetTarget, lead: string): string =>
  [
    ...(target.add ? [`${lead}add-set ${target.add.name} ${target.add.sides.join(',')}`] : []),
    ...(target.exist ? [`${lead}exist`] : []),
    ...(target.timeout === undefined ? [] : [`${lead}timeout ${target.timeout}`]),
    ...(target.remove ? [`${lead}del-set ${target.remove.name} ${target.remove.sides.join(',')}`] : []),
  ].join(' ');

/** `-j SET`, libxt_SET: puts what packets have into a set of ipset's, or takes it out. */
export const setting: TargetExtension<SetTarget> = {
  options: [
    { names: ['add-set'], words: 2, take: (target, given) => void (target.add = readSet(given, 'add-set')) },
    { names: ['del-set'], words: 2, take: (target, given) => void (target.remove = readSet(given, 'del-set')) },
    { names: ['exist'], words: 0, take: (target) => void (target.exist = true) },
    {
      names: ['timeout'],
      words: 1,
      take(target, { value }) {
        const seconds = parseNumber(value);
        if (seconds === undefined || seconds > MOST_SECONDS)
          throw new RuleError(`Invalid value for option --timeout or out of range 0-${MOST_SECONDS - 1}`);
        target.timeout = seconds;
      },
    },
  ],
  create: () => ({ kind: 'SET' }),
  check(target) {
    if (!target.add && !target.remove)
      throw new RuleError("You must specify either `--add-set' or `--del-set' or `--map-set'");
  },
  save: (target) => words(target, '--'),
  list: (target) => words(target, ''),
};
